/** Everything below the messages: the input, what is replied to, the commands, the bot's keyboard, Start and Unblock. */

import { author, excerpt } from "./bubble.js";
import { byId, element, patchChildren } from "./dom.js";
import { replyKeyboard } from "./keyboard.js";

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
  #sending = false;
  #on;

  /** `on` has send(text, replyTo) and location(replyTo), both promising whether it went out, and block(blocked). */
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
    this.#menu.addEventListener("keydown", (event) => this.#menuKeyed(event));
    byId("share-location").addEventListener("click", () => this.#share());
    byId("toggle-keyboard").addEventListener("click", () => this.#openKeyboard(!this.#keyboardOpen));
    this.#keys.addEventListener("click", (event) => this.#keyPressed(event.target.closest(".key")));
    byId("cancel-reply").addEventListener("click", () => this.replyTo(null));
    byId("start").addEventListener("click", async () => (await on.send("/start")) && this.#input.focus());
    byId("unblock").addEventListener("click", () => on.block(false));
    document.addEventListener("pointerdown", (event) => {
      if (!event.target.closest("#command-menu, #commands, #input")) this.#closeCommands();
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#escaped(event));
  }

  /** What is typed and not sent. */
  get draft() {
    return this.#input.value;
  }

  /** Makes ready for another chat. */
  begin(draft) {
    this.replyTo(null);
    this.#closeCommands();
    this.#input.value = draft;
    this.#fit();
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

  /** Starts a reply to this message; null gives it up. */
  replyTo(message) {
    this.#reply = message;
    byId("reply-preview").hidden = !message;
    if (!message) return;
    byId("reply-author").textContent = `Reply to ${author(message)}`;
    byId("reply-excerpt").textContent = excerpt(message);
    this.#input.focus();
  }

  /** Gives the reply up when its message is gone. */
  forget(messageId) {
    if (this.#reply?.message_id === messageId) this.replyTo(null);
  }

  /** Puts the focus where the person goes on: Start, Unblock, or the input. */
  focus() {
    [byId("unblock"), byId("start"), this.#input].find((one) => one.checkVisibility())?.focus();
  }

  async #sendInput() {
    const text = this.#input.value;
    if (!text.trim()) return;
    this.#closeCommands();
    if (await this.#send(() => this.#on.send(text, this.#reply?.message_id))) {
      // What was typed while it went out is kept.
      if (this.#input.value === text) this.#input.value = "";
      this.#fit();
    }
  }

  /** Whether it went out; a second Enter in the meantime is no second message. */
  async #send(action) {
    if (this.#sending) return false;
    this.#sending = true;
    const sent = await action();
    this.#sending = false;
    if (sent) this.replyTo(null);
    return sent;
  }

  #share() {
    return this.#send(() => this.#on.location(this.#reply?.message_id));
  }

  async #keyPressed(key) {
    if (!key) return;
    const used = this.#keyboard;
    const sent = key.hasAttribute("data-location")
      ? await this.#share()
      : await this.#send(() => this.#on.send(key.dataset.text, this.#reply?.message_id));
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
    if (await this.#send(() => this.#on.send(item.dataset.command, this.#reply?.message_id))) {
      if (COMMAND_BEGUN.test(this.#input.value)) this.#input.value = "";
      this.#fit();
    }
  }

  #menuKeyed(event) {
    const items = [...this.#menu.children];
    const here = items.indexOf(document.activeElement);
    const to = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  }

  #item(at) {
    return [...this.#menu.children].at(at);
  }

  #escaped(event) {
    if (event.defaultPrevented || document.querySelector("dialog[open], [popover]:popover-open")) return;
    if (!this.#menu.hidden) {
      this.#closeCommands();
      this.#input.focus();
    } else if (this.#reply) this.replyTo(null);
  }

  #fit() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${Math.min(this.#input.scrollHeight, TALLEST_INPUT_PX)}px`;
  }
}
