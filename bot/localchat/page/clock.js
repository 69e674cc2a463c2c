/** The bot's clock: runs ahead of the real one after a jump. */

import { byId } from "./dom.js";
import { dayInShort, duration, timeToTheSecond, zone } from "./format.js";

const IN_STEP_SECONDS = 1;

export class BotClock {
  #ahead = 0;

  /** `on` has next() and jump(seconds), both promising, and tick() every second. */
  constructor(on) {
    byId("clock-zone").textContent = `This clock is in your browser’s zone, ${zone}. What the bot writes is in the zone of the city it was told.`;
    const buttons = [...document.querySelectorAll(".jump")];
    for (const button of buttons) {
      button.addEventListener("click", async () => {
        // The buttons stay focusable while the bot catches up; a second press waits its turn.
        if (buttons.some((other) => other.hasAttribute("aria-busy"))) return;
        button.setAttribute("aria-busy", "true");
        await (button.dataset.seconds ? on.jump(Number(button.dataset.seconds)) : on.next());
        button.removeAttribute("aria-busy");
      });
    }
    const tick = () => {
      this.#show();
      on.tick();
      setTimeout(tick, 1000 - ((this.now() * 1000) % 1000));
    };
    queueMicrotask(tick);
  }

  /** The bot's present instant in unix seconds. */
  now() {
    return Date.now() / 1000 + this.#ahead;
  }

  set({ now, offset }) {
    this.#ahead = now - Date.now() / 1000;
    byId("clock-offset").textContent = offset < IN_STEP_SECONDS ? "In step with real time" : `${duration(offset)} ahead of real time`;
    byId("clock").classList.toggle("ahead", offset >= IN_STEP_SECONDS);
    this.#show();
  }

  #show() {
    byId("clock-day").textContent = dayInShort(this.now());
    byId("clock-now").textContent = timeToTheSecond(this.now());
  }
}
