/** The threads of a chat, side by side above its messages, and the dialog that opens a new one. */

import { byId, element, patchChildren } from "./dom.js";

export class Threads {
  #strip = byId("threads");
  #shown = "";

  /** `on` has choose(thread) and open(name), which promises whether it could; the thread null is the chat itself. */
  constructor(on) {
    this.#strip.addEventListener("click", (event) => {
      const tab = event.target.closest("[data-thread]");
      if (tab) on.choose(Number(tab.dataset.thread) || null);
    });
    const dialog = byId("thread-dialog");
    byId("new-thread").addEventListener("click", () => {
      byId("options-menu").hidePopover();
      byId("thread-form").reset();
      dialog.showModal();
    });
    byId("thread-form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const name = byId("thread-name").value.trim();
      if (name && (await on.open(name))) dialog.close();
    });
  }

  /** Shows the threads of a chat, each with how much in it is unread; nothing where there are none. */
  show({ threads, thread: current, unread }) {
    this.#strip.hidden = !threads.length;
    const tabs = [{ id: null, name: "General" }, ...threads];
    patchChildren(this.#strip, threads.length ? tabs.map((thread) => tab(thread, thread.id === current, unread.get(thread.id))) : []);
    const shown = `${threads.length}/${current}`;
    if (shown !== this.#shown) this.#strip.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#shown = shown;
  }
}

function tab({ id, name }, chosen, unread) {
  return element(
    "button",
    { type: "button", class: "thread", "data-thread": id ?? "", "aria-current": chosen ? "true" : null },
    element("span", { dir: "auto" }, name),
    unread ? element("span", { class: "badge" }, String(unread), element("span", { class: "unseen" }, " unread")) : null,
  );
}
