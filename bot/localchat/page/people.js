/** The people side by side, each with a chat of their own. */

import { excerpt } from "./bubble.js";
import { unreadIn } from "./chats.js";
import { byId, element, patchChildren } from "./dom.js";
import { timeOfDay } from "./format.js";

const COLOURS = 6;
const MOST_COUNTED = 99;
const LANGUAGES = {
  en: "English", de: "Deutsch", es: "Español", fr: "Français", it: "Italiano", nl: "Nederlands",
  "pt-br": "Português (Brasil)", pl: "Polski", tr: "Türkçe", uk: "Українська", ru: "Русский", ar: "العربية",
  fa: "فارسی", hi: "हिन्दी", ne: "नेपाली", ja: "日本語", ko: "한국어", "zh-hans": "简体中文",
};

export class People {
  #list = byId("people-list");
  #panel = byId("people");
  #chosen = null;

  /** `on` has choose(id) and create(name, language), which promises whether it could. */
  constructor(on) {
    this.#list.addEventListener("click", (event) => {
      const row = event.target.closest("[data-person]");
      if (!row) return;
      this.close();
      on.choose(Number(row.dataset.person));
    });
    // Beside the chat the list is no drawer, whatever it was before the window grew.
    matchMedia("(min-width: 860px)").addEventListener("change", () => this.close());

    const dialog = byId("person-dialog");
    const languages = Object.entries(LANGUAGES).map(([code, name]) => element("option", { value: code }, name));
    byId("person-language").append(...languages);
    this.#panel.addEventListener("toggle", () => this.#toChosen());
    byId("new-person").addEventListener("click", () => {
      byId("person-form").reset();
      dialog.showModal();
    });
    byId("person-form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const name = byId("person-name").value.trim();
      if (!name || !(await on.create(name, byId("person-language").value))) return;
      dialog.close();
      this.close();
    });
  }

  /** Shows the list; `chats` is a Map from id to chats. */
  show(people, current, chats) {
    const rows = people.map((person) => element("li", {}, row(person, person.id === current, chats.get(person.id))));
    patchChildren(this.#list, rows);
    if (current !== this.#chosen) {
      this.#chosen = current;
      this.#toChosen();
    }
    const others = people.reduce((sum, { id }) => sum + unreadIn(chats.get(id)), 0);
    const badge = byId("others-unread");
    badge.hidden = !others;
    badge.textContent = others > MOST_COUNTED ? `${MOST_COUNTED}+` : others;
    byId("open-people").setAttribute("aria-label", others ? `People, ${others} unread` : "People");
    document.title = others ? `(${others}) Limber` : "Limber";
  }

  #toChosen() {
    this.#list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  close() {
    if (this.#panel.matches(":popover-open")) this.#panel.hidePopover();
  }
}

function row(person, chosen, chat) {
  const newest = chat?.messages.at(-1);
  const unread = unreadIn(chat);
  const language = LANGUAGES[person.language_code] ?? person.language_code;
  const spoken = element("span", { class: "person-language" }, language);
  const latest = person.blocked ? "Has blocked the bot" : newest ? excerpt(newest) : "No messages yet";
  return element(
    "button",
    { type: "button", class: "person", "data-person": person.id, "aria-current": chosen ? "true" : null },
    element("span", { class: `avatar initial colour-${person.id % COLOURS}`, "aria-hidden": "true" }, [...person.first_name][0].toUpperCase()),
    element(
      "span",
      { class: "person-words" },
      element("span", { class: "person-name" }, element("b", { dir: "auto" }, person.first_name), " ", spoken),
      element("span", { class: "person-latest", dir: "auto" }, latest),
    ),
    element(
      "span",
      { class: "person-side" },
      newest ? element("time", {}, timeOfDay(newest.date)) : null,
      unread ? element("span", { class: "badge" }, String(unread), element("span", { class: "unseen" }, " unread")) : null,
    ),
  );
}
