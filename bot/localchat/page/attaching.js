/** Files on their way into the chat: shown before they go, with a caption under them. */

import { byId, element, icon } from "./dom.js";
import { size } from "./format.js";

const MEGABYTE = 1024 * 1024;
const MOST_FILES = 10;
const MOST_MEGABYTES = 50;
const MOST_MEGABYTES_OF_PHOTO = 10;
const PHOTOS = new Set(["image/jpeg", "image/png"]);
const SHOWN = new Set([...PHOTOS, "image/gif", "video/mp4"]);

const dialog = byId("files-dialog");
const form = byId("files-form");
const caption = byId("files-caption");
const asFiles = byId("as-files");

export class Attaching {
  #files = [];
  #send;

  /** `send` takes {files, caption, asDocuments} and promises a sentence of what is wrong, or nothing. */
  constructor(send) {
    this.#send = send;
    byId("picker").addEventListener("change", (event) => {
      this.offer([...event.target.files]);
      // The same file may be chosen again.
      event.target.value = "";
    });
    asFiles.addEventListener("change", () => this.#say(this.#fault()));
    caption.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    dialog.addEventListener("close", () => this.#clear());
  }

  /** Lets the person choose files. */
  pick() {
    byId("picker").click();
  }

  /** Shows what is to be sent. */
  offer(files) {
    if (!files.length) return;
    this.#clear();
    this.#files = files;
    form.reset();
    byId("files-title").textContent = title(files);
    byId("files-list").replaceChildren(...files.map(row));
    byId("as-files-choice").hidden = !files.some(({ type }) => SHOWN.has(type));
    this.#say(this.#fault());
    dialog.showModal();
    caption.focus();
  }

  async #submit() {
    const button = byId("send-files");
    if (button.hasAttribute("aria-busy") || this.#fault()) return;
    button.setAttribute("aria-busy", "true");
    const fault = await this.#send({ files: this.#files, caption: caption.value, asDocuments: asFiles.checked });
    button.removeAttribute("aria-busy");
    if (fault) this.#say(fault);
    else dialog.close();
  }

  /** Why these files cannot go, in one sentence, or nothing. */
  #fault() {
    if (this.#files.length > MOST_FILES) return `At most ${MOST_FILES} can be sent at once; these are ${this.#files.length}.`;
    const empty = this.#files.find((file) => !file.size);
    if (empty) return `There is nothing in ${empty.name}.`;
    const all = this.#files.reduce((sum, file) => sum + file.size, 0);
    if (all > MOST_MEGABYTES * MEGABYTE) return `At most ${MOST_MEGABYTES} MB can be sent at once; this is ${size(all)}.`;
    const photo = asFiles.checked ? null : this.#files.find((file) => PHOTOS.has(file.type) && file.size > MOST_MEGABYTES_OF_PHOTO * MEGABYTE);
    if (photo) return `A photo has at most ${MOST_MEGABYTES_OF_PHOTO} MB, and ${photo.name} has ${size(photo.size)}: send it as a file.`;
    return "";
  }

  #say(fault) {
    byId("files-fault").textContent = fault;
    byId("send-files").disabled = Boolean(fault);
  }

  #clear() {
    for (const image of byId("files-list").querySelectorAll("img")) URL.revokeObjectURL(image.src);
    byId("files-list").replaceChildren();
    this.#files = [];
  }
}

function title(files) {
  const kinds = new Set(files.map(({ type }) => (PHOTOS.has(type) ? "photo" : type === "video/mp4" ? "video" : "file")));
  const kind = kinds.size === 1 ? [...kinds][0] : "file";
  return files.length === 1 ? `Send a ${kind}` : `Send ${files.length} ${kind}s`;
}

function row(file) {
  const seen = PHOTOS.has(file.type) || file.type === "image/gif";
  return element(
    "li",
    {},
    seen ? element("img", { src: URL.createObjectURL(file), alt: "" }) : element("span", { class: "thumb" }, icon("file")),
    element("b", { dir: "auto" }, file.name),
    element("span", {}, size(file.size)),
  );
}
