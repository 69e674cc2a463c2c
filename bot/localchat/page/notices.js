/** What is said beside the chat: toasts, alerts, the enlarged picture, the soft tick of a message. */

import { byId, element } from "./dom.js";

const TOAST_MS = 4000;
const MUTED = "limber.muted";

/** Shows a sentence for a few seconds. */
export function toast(text) {
  const shown = element("p", { class: "toast" }, text);
  byId("toasts").append(shown);
  setTimeout(() => shown.remove(), TOAST_MS);
}

/** Shows a text that stays until it is confirmed. */
export function alertText(text) {
  byId("alert-text").textContent = text;
  const dialog = byId("alert");
  if (!dialog.open) dialog.showModal();
}

/** Shows a picture of the chat as large as the window allows. */
export function enlarge(image) {
  byId("picture-image").src = image.src;
  byId("picture-image").alt = image.alt;
  byId("picture").showModal();
}

/** The tick of an incoming message, with its switch in the header. */
export class Sound {
  #context = null;
  #button = byId("sound");
  #on = localStorage.getItem(MUTED) === null;

  constructor() {
    // Browsers allow sound only once the person has done something on the page.
    const begin = () => (this.#context ??= new AudioContext());
    for (const event of ["pointerup", "keydown"]) window.addEventListener(event, begin, { once: true });
    this.#button.addEventListener("click", () => {
      this.#on = !this.#on;
      if (this.#on) localStorage.removeItem(MUTED);
      else localStorage.setItem(MUTED, "yes");
      this.#show();
      this.tick();
    });
    this.#show();
  }

  tick() {
    if (!this.#on || !this.#context) return;
    const at = this.#context.currentTime;
    const tone = new OscillatorNode(this.#context, { type: "sine", frequency: 880 });
    const volume = new GainNode(this.#context, { gain: 0 });
    tone.frequency.exponentialRampToValueAtTime(587, at + 0.12);
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.08, at + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.22);
    tone.connect(volume).connect(this.#context.destination);
    tone.start(at);
    tone.stop(at + 0.25);
  }

  #show() {
    this.#button.setAttribute("aria-pressed", String(this.#on));
    this.#button.title = this.#on ? "Sound is on" : "Sound is off";
    this.#button.querySelector("use").setAttribute("href", this.#on ? "#i-sound" : "#i-muted");
  }
}
