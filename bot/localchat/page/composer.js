/** Everything below the messages: the input, what it answers or changes, the commands, the bot's keyboard, Start and Unblock. */

import { author, excerpt } from "./bubble.js";
import { byId, element, patchChildren } from "./dom.js";
import { replyKeyboard } from "./keyboard.js";
import { moveInMenu, openMenu } from "./menu.js";

const TALLEST_INPUT_PX = 160;
const COMMAND_BEGUN = /^\/\w*$/;

export class Composer {
  #input = byId("input");
  #menu = byId("command-menu");
  #keys = byId("reply-keyboard");
  #commands = [];
  #keyboard = null;
  #keyboardOpen = true;
  #reply = null;
  #quote = null;
  #edited = null;
  /** What stood in the input before a message was put there to be changed. */
  #aside = "";
  #sending = false;
  #on;

  /**
   * `on` has send(text, answered), edit(messageId, text) and location(answered), all promising whether it went out, last(),
   * which gives their newest message that can be changed, pick(), paste(files) and block(blocked). `answered` says to what.
   */
  constructor(on) {
    this.#on = on;
    byId("entry").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sendInput();
    });
    this.#input.addEventListener("keydown", (event) => this.#inputKeyed(event));
    this.#input.addEventListener("input", () => this.#typed());
    byId("commands").addEventListener("click", () => this.#toggleCommands());
    this.#menu.addEventListener("click", (event) => this.#chosen(event.target.closest("[data-command]")));
    this.#menu.addEventListener("keydown", (event) => moveInMenu(event, this.#menu));
    byId("attach").addEventListener("click", () => this.#openAttach());
    this.#input.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      on.paste([...event.clipboardData.files]);
    });
    byId("toggle-keyboard").addEventListener("click", () => this.#openKeyboard(!this.#keyboardOpen));
    this.#keys.addEventListener("click", (event) => this.#keyPressed(event.target.closest(".key")));
    byId("cancel-reply").addEventListener("click", () => this.#giveUp());
    byId("start").addEventListener("click", async () => (await on.send("/start")) && this.#input.focus());
    byId("unblock").addEventListener("click", () => on.block(false));
    document.addEventListener("pointerdown", (event) => {
      if (!event.target.closest("#command-menu, #commands, #input")) this.#closeCommands();
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#escaped(event));
  }

  /** What is typed and not sent. */
  get draft() {
    return this.#edited ? this.#aside : this.#input.value;
  }

  /** What the next message answers: {reply_to_message_id, quote}. */
  get answered() {
    return { reply_to_message_id: this.#reply?.message_id, quote: this.#quote };
  }

  /** Makes ready for another chat. */
  begin(draft) {
    this.#giveUp();
    this.#closeCommands();
    this.#fill(draft);
  }

  /** Shows what this chat offers; `empty` and `blocked` ask for the big button in place of the input. */
  show({ empty, blocked, commands, keyboard }) {
    this.#commands = commands;
    this.setKeyboard(keyboard);
    byId("unblock").hidden = !blocked;
    byId("start").hidden = blocked || !empty;
    byId("entry").hidden = blocked || empty;
    byId("composer").classList.toggle("closed", blocked || empty);
  }

  /** The bot's keyboard for this chat, or null; a new one opens by itself. */
  setKeyboard(keyboard) {
    if (keyboard === this.#keyboard) return;
    this.#keyboard = keyboard;
    patchChildren(this.#keys, keyboard ? replyKeyboard(keyboard) : []);
    this.#keys.classList.toggle("roomy", Boolean(keyboard) && !keyboard.resize_keyboard);
    this.#openKeyboard(true);
  }

  /** Starts a reply to this message, or to a part of it. */
  replyTo(message, quote = null) {
    this.#giveUp();
    this.#reply = message;
    this.#quote = quote;
    this.#preview(quote ? "quote" : "reply", `${quote ? "Quote from" : "Reply to"} ${author(message)}`, quote?.text ?? excerpt(message));
    this.#input.focus();
  }

  /** Puts the words of a message into the input, to be changed. */
  edit(message) {
    this.#giveUp();
    this.#edited = message;
    this.#aside = this.#input.value;
    this.#preview("edit", "Edit message", excerpt(message));
    this.#fill(message.text ?? message.caption ?? "");
    this.#input.focus();
  }

  /** Forgets what was answered: it went out. */
  answeredNow() {
    if (this.#reply) this.#giveUp();
  }

  /** Gives the reply or the change up when its message is gone. */
  forget(messageId) {
    if ((this.#reply ?? this.#edited)?.message_id === messageId) this.#giveUp();
  }

  #preview(kind, title, words) {
    byId("reply-preview").hidden = false;
    byId("reply-icon").setAttribute("href", `#i-${kind}`);
    byId("reply-author").textContent = title;
    byId("reply-excerpt").textContent = words;
    byId("cancel-reply").setAttribute("aria-label", `Cancel ${kind}`);
    const label = kind === "edit" ? "Save" : "Send";
    byId("send").setAttribute("aria-label", label);
    byId("send").title = label;
    byId("send").querySelector("use").setAttribute("href", kind === "edit" ? "#i-done" : "#i-send");
  }

  #giveUp() {
    if (this.#edited) this.#fill(this.#aside);
    this.#reply = this.#quote = this.#edited = null;
    this.#aside = "";
    this.#preview("reply", "", "");
    byId("reply-preview").hidden = true;
  }

  #fill(text) {
    this.#input.value = text;
    this.#fit();
  }

  /** Puts the focus where the person goes on: Start, Unblock, or the input. */
  focus() {
    [byId("unblock"), byId("start"), this.#input].find((one) => one.checkVisibility())?.focus();
  }

  async #sendInput() {
    const text = this.#input.value;
    if (this.#edited) return this.#saveEdit(text);
    if (!text.trim()) return;
    this.#closeCommands();
    if (await this.#send(() => this.#on.send(text, this.answered))) {
      // What was typed while it went out is kept.
      if (this.#input.value === text) this.#input.value = "";
      this.#fit();
    }
  }

  async #saveEdit(text) {
    const { message_id: id, text: before = this.#edited.caption ?? "" } = this.#edited;
    // What stayed as it was is no change.
    if (text.trim() === before) this.#giveUp();
    else await this.#send(() => this.#on.edit(id, text));
  }

  /** Whether it went out; a second Enter in the meantime is no second message. */
  async #send(action) {
    if (this.#sending) return false;
    this.#sending = true;
    const sent = await action();
    this.#sending = false;
    if (sent) this.#giveUp();
    return sent;
  }

  #openAttach() {
    const { left, top } = byId("attach").getBoundingClientRect();
    openMenu({ x: left, y: top, above: true }, "Attach", [
      { name: "Photos, videos, files", icon: "file", act: this.#on.pick },
      { name: "Location", icon: "pin", act: () => this.#share() },
    ]);
  }

  #share() {
    return this.#send(() => this.#on.location(this.answered));
  }

  async #keyPressed(key) {
    if (!key) return;
    const used = this.#keyboard;
    const sent = key.hasAttribute("data-location")
      ? await this.#share()
      : await this.#send(() => this.#on.send(key.dataset.text, this.answered));
    if (sent && used.one_time_keyboard && used === this.#keyboard) this.#openKeyboard(false);
    if (sent && !key.isConnected) this.#input.focus();
  }

  #openKeyboard(open) {
    this.#keyboardOpen = open;
    const there = Boolean(this.#keyboard);
    this.#keys.hidden = !there || !open;
    byId("toggle-keyboard").hidden = !there;
    byId("toggle-keyboard").setAttribute("aria-expanded", String(open));
    this.#input.placeholder = (there && open && this.#keyboard.input_field_placeholder) || "Message";
  }

  #inputKeyed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#sendInput();
    } else if (["ArrowUp", "ArrowDown"].includes(event.key) && !this.#menu.hidden) {
      event.preventDefault();
      this.#item(event.key === "ArrowUp" ? -1 : 0)?.focus();
    } else if (event.key === "ArrowUp" && !this.#input.value && !this.#edited) {
      const last = this.#on.last();
      if (!last) return;
      event.preventDefault();
      this.edit(last);
    }
  }

  #typed() {
    this.#fit();
    const typed = this.#input.value;
    const matching = COMMAND_BEGUN.test(typed) ? this.#commands.filter((one) => `/${one.command}`.startsWith(typed)) : [];
    if (matching.length) this.#openCommands(matching);
    else this.#closeCommands();
  }

  #toggleCommands() {
    if (!this.#menu.hidden) return this.#closeCommands();
    this.#openCommands(this.#commands);
    this.#item(0)?.focus();
  }

  #openCommands(commands) {
    const items = commands.map(({ command, description }) =>
      element(
        "button",
        { type: "button", class: "menu-item", "data-command": `/${command}` },
        element("b", {}, `/${command}`),
        " ",
        element("span", {}, description),
      ),
    );
    patchChildren(this.#menu, items.length ? items : [element("p", { class: "menu-note" }, "The bot has set no commands.")]);
    this.#menu.hidden = false;
    this.#menu.scrollTop = 0;
    byId("commands").setAttribute("aria-expanded", "true");
  }

  #closeCommands() {
    if (this.#menu.contains(document.activeElement)) byId("commands").focus();
    this.#menu.hidden = true;
    byId("commands").setAttribute("aria-expanded", "false");
  }

  async #chosen(item) {
    if (!item) return;
    this.#closeCommands();
    this.#input.focus();
    if (await this.#send(() => this.#on.send(item.dataset.command, this.answered))) {
      if (COMMAND_BEGUN.test(this.#input.value)) this.#input.value = "";
      this.#fit();
    }
  }

  #item(at) {
    return [...this.#menu.children].at(at);
  }

  #escaped(event) {
    if (event.defaultPrevented || document.querySelector("dialog[open], [popover]:popover-open")) return;
    if (!this.#menu.hidden) {
      this.#closeCommands();
      this.#input.focus();
    } else if (this.#reply || this.#edited) this.#giveUp();
  }

  #fit() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${Math.min(this.#input.scrollHeight, TALLEST_INPUT_PX)}px`;
  }
}
