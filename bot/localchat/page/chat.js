/** The list of messages: shows, patches, keeps its place, and tells what the person did to a message. */

import { bubble } from "./bubble.js";
import { byId, element, patch } from "./dom.js";
import { dateTime, dayKey, dayLabel } from "./format.js";

const AT_BOTTOM_PX = 48;
const LONG_PRESS_MS = 450;
const HISTORY_SETTLES_MS = 400;

export class ChatLog {
  #scroller = byId("scroller");
  #log = byId("log");
  #toNewest = byId("to-newest");
  #reader = null;
  #on;
  #pinned = true;
  #top = 0;
  #height = 0;
  #missed = 0;
  #today = "";

  /** `on` has press(messageId, row, column), command(text), menu(messageId, point) and picture(image); `now` is the bot's clock. */
  constructor(now, on) {
    this.now = now;
    this.#on = on;
    this.#scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    // Whatever changes a height (a picture, a longer text, the keyboard below) must not push the newest out of sight.
    const keepPlace = new ResizeObserver(() => this.#pinned && this.toBottom());
    keepPlace.observe(this.#log);
    keepPlace.observe(this.#scroller);
    this.#toNewest.addEventListener("click", () => this.toBottom("smooth"));
    this.#log.addEventListener("click", (event) => this.#clicked(event));
    this.#log.addEventListener("keydown", (event) => this.#keyed(event));
    this.#log.addEventListener("focusin", (event) => this.#entered(event.target.closest(".message")));
    this.#log.addEventListener("pointerdown", (event) => this.#held(event));
    this.#log.addEventListener("contextmenu", (event) => this.#asked(event));
  }

  /**
   * Shows a place, a person's chat or a thread of it, from its beginning to its newest message; the same place again is
   * only brought up to date. Each list of messages is shown as one.
   */
  show(place, language, lists) {
    const other = this.#reader?.place !== place;
    this.#reader = { place, language };
    this.#log.lang = language;
    // A history is not news: only what arrives later is read out.
    this.#log.setAttribute("aria-live", "off");
    setTimeout(() => this.#log.setAttribute("aria-live", "polite"), HISTORY_SETTLES_MS);
    if (other) this.#log.replaceChildren();
    const wanted = new Set(lists.map(([first]) => String(first.message_id)));
    for (const old of this.#messages()) if (!wanted.has(old.dataset.messageId)) old.remove();
    for (const list of lists) this.#put(list);
    this.#arrange();
    if (other) this.toBottom();
  }

  /** A message that came in or was changed, in the list of those that are shown with it. */
  put(list, { arriving = false } = {}) {
    const live = this.#put(list);
    if (!arriving) return;
    this.#arrange();
    live.classList.add("arriving");
    if (list[0].out) this.toBottom();
    else if (!this.#pinned) this.#count(this.#missed + 1);
  }

  remove(messageId) {
    const gone = this.#find(messageId);
    if (!gone) return;
    if (gone.contains(document.activeElement)) (neighbour(gone, -1) ?? neighbour(gone, 1) ?? byId("input")).focus();
    gone.remove();
    this.#arrange();
  }

  /** To be called as the bot's clock runs: "Today" becomes "Yesterday", "in 5 minutes" becomes "in 4 minutes". */
  tick() {
    const now = this.now();
    if (dayKey(now) !== this.#today) this.#arrange();
    for (const time of this.#log.querySelectorAll("time[data-relative]")) {
      const words = dateTime(Number(time.dataset.relative), "r", this.#reader.language, now);
      if (time.firstChild.data !== words) time.firstChild.data = words;
    }
  }

  toBottom(behavior = "instant") {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#pinned = true;
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: calm ? "instant" : behavior });
  }

  #put(list) {
    const wanted = bubble(list, { ...this.#reader, now: this.now() });
    const id = list[0].message_id;
    const live = this.#find(id);
    if (!live) {
      const before = this.#messages().findLast((other) => Number(other.dataset.messageId) < id);
      if (before) before.after(wanted);
      else this.#log.prepend(wanted);
      return wanted;
    }
    // An edit (every 5 s while a hold runs) is not read out; what must be heard comes as a new message.
    live.setAttribute("aria-live", "off");
    const focused = live.contains(document.activeElement);
    const waiting = [...live.querySelectorAll("[aria-busy]")].map((key) => [key, key.textContent]);
    patch(live, wanted);
    for (const [key, label] of waiting) if (key.textContent !== label) key.removeAttribute("aria-busy");
    if (focused && !live.contains(document.activeElement)) live.focus({ preventScroll: true });
    return live;
  }

  /** One separator before the first message of each day. */
  #arrange() {
    const now = this.now();
    this.#today = dayKey(now);
    for (const idle of this.#log.querySelectorAll(".day:has(+ .day), .day:last-child")) idle.remove();
    let day = null;
    for (const message of this.#messages()) {
      const before = message.previousElementSibling;
      const separated = before?.classList.contains("day");
      if (message.dataset.day === day) {
        if (separated) before.remove();
        continue;
      }
      day = message.dataset.day;
      const label = dayLabel(Date.parse(`${day}T12:00`) / 1000, now);
      if (!separated) message.before(element("p", { class: "day" }, element("span", {}, label)));
      else if (before.textContent !== label) before.firstChild.textContent = label;
    }
    this.#entered(this.#log.querySelector('.message[tabindex="0"]') ?? this.#messages().at(-1));
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    // Only the person's own going up leaves the bottom: a list that grows, shrinks or is another chat's moves too.
    if (scrollHeight - scrollTop - clientHeight < AT_BOTTOM_PX) this.#pinned = true;
    else if (scrollTop < this.#top && scrollHeight === this.#height) this.#pinned = false;
    this.#top = scrollTop;
    this.#height = scrollHeight;
    if (this.#pinned) this.#count(0);
    this.#toNewest.hidden = this.#pinned;
  }

  #count(missed) {
    this.#missed = missed;
    byId("to-newest-words").textContent = missed ? `${missed} new ${missed === 1 ? "message" : "messages"}` : "Newest messages";
    this.#toNewest.classList.toggle("has-news", missed > 0);
  }

  #clicked(event) {
    const at = (selector) => event.target.closest(selector);
    const message = at(".message");
    if (!message) return;
    const id = Number(message.dataset.messageId);
    if (at(".key[data-row]")) this.#press(at(".key"), message, id);
    else if (at(".command")) this.#on.command(at(".command").dataset.command);
    else if (at(".message-action")) this.#on.menu(id, below(at(".message-action")));
    else if (at(".quote")) this.#goTo(at(".quote").dataset.original);
    else if (at(".picture")) this.#on.picture(at(".picture").firstElementChild);
    else if (at(".spoiler")) reveal(at(".spoiler"));
    else if (at(".folded")) unfold(at(".folded"));
  }

  async #press(key, message, messageId) {
    if (key.hasAttribute("aria-busy")) return;
    // Who answers the newest message wants to see what comes of it.
    if (!neighbour(message, 1)) this.toBottom("smooth");
    key.setAttribute("aria-busy", "true");
    await this.#on.press(messageId, Number(key.dataset.row), Number(key.dataset.column));
    key.removeAttribute("aria-busy");
  }

  #goTo(messageId) {
    const original = this.#find(messageId);
    if (!original) return;
    original.focus({ preventScroll: true });
    original.scrollIntoView({ block: "center", behavior: "smooth" });
    original.classList.remove("arriving", "sought");
    requestAnimationFrame(() => original.classList.add("sought"));
  }

  #keyed(event) {
    if (event.target.matches(".folded") && ["Enter", " "].includes(event.key)) {
      event.preventDefault();
      unfold(event.target);
    }
    if (event.target.matches(".spoiler") && ["Enter", " "].includes(event.key)) {
      event.preventDefault();
      reveal(event.target);
    }
    if (event.target.matches(".message:not(.service)") && event.key === "Enter") {
      event.preventDefault();
      this.#on.menu(Number(event.target.dataset.messageId), below(event.target.querySelector(".message-action")));
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.target.matches(".message, .message-action")) return;
    event.preventDefault();
    neighbour(event.target.closest(".message"), step)?.focus();
  }

  /** Only one message is in the tab order; the arrow keys go to the others. */
  #entered(message) {
    if (!message || message.tabIndex === 0) return;
    for (const old of this.#log.querySelectorAll('.message[tabindex="0"], .message-action[tabindex="0"]')) old.tabIndex = -1;
    message.tabIndex = 0;
    for (const action of message.querySelectorAll(".message-action")) action.tabIndex = 0;
  }

  #held(event) {
    const message = event.target.closest(".message");
    if (!message || event.pointerType === "mouse" || event.target.closest(".key") || message.matches(".service")) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      stop.abort();
      this.#on.menu(Number(message.dataset.messageId), { x: event.clientX, y: event.clientY });
    }, LONG_PRESS_MS);
    for (const end of ["pointerup", "pointercancel", "pointermove"]) {
      window.addEventListener(end, (moved) => {
        const still = end === "pointermove" && Math.hypot(moved.clientX - event.clientX, moved.clientY - event.clientY) < 10;
        if (still) return;
        clearTimeout(timer);
        stop.abort();
      }, { signal: stop.signal });
    }
  }

  /** The other key of the mouse opens the menu too, except on what the browser has a menu of its own for. */
  #asked(event) {
    const message = event.target.closest(".message:not(.service)");
    if (!message || event.target.closest("a, video") || !getSelection().isCollapsed) return;
    event.preventDefault();
    // A finger that stays has opened it already.
    if (event.pointerType === "touch") return;
    this.#on.menu(Number(message.dataset.messageId), { x: event.clientX, y: event.clientY });
  }

  #messages() {
    return [...this.#log.querySelectorAll(":scope > .message")];
  }

  #find(messageId) {
    return this.#log.querySelector(`:scope > [data-message-id="${messageId}"]`);
  }
}

function neighbour(message, step) {
  let next = message;
  do next = step < 0 ? next.previousElementSibling : next.nextElementSibling;
  while (next && !next.matches(".message"));
  return next;
}

function below(button) {
  const { left, bottom } = button.getBoundingClientRect();
  return { x: left, y: bottom };
}

function unfold(quote) {
  quote.setAttribute("aria-expanded", quote.getAttribute("aria-expanded") === "true" ? "false" : "true");
}

function reveal(spoiler) {
  spoiler.dataset.revealed = "";
  for (const name of ["role", "tabindex", "aria-label"]) spoiler.removeAttribute(name);
}
