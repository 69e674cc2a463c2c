/** One message as an element. */

import { fileAddress } from "./api.js";
import { element, icon } from "./dom.js";
import { richText } from "./entities.js";
import { dayKey, timeOfDay } from "./format.js";
import { inlineKeyboard } from "./keyboard.js";

const PICTURE_WIDTH = 960;
const SILENT = "Sent without sound";

/** The message in one line, for quotes and the people list. */
export function excerpt(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ").slice(0, 140);
  if (message.photo) return "Picture";
  if (message.animation) return "Animation";
  if (message.location) return "Location";
  return message.document?.file_name ?? "Message";
}

/** The whole element of a message; `reader` is {language, now}. */
export function bubble(message, reader) {
  const words = message.text ?? message.caption;
  const parts = [
    element("span", { class: "unseen" }, `${author(message)}: `),
    message.reply_to_message ? quote(message.reply_to_message) : null,
    media(message),
    words === undefined ? null : text(words, message, reader),
    words === undefined ? meta(message) : null,
  ];
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return element(
    "article",
    {
      class: message.out ? "message out" : "message in",
      "data-message-id": message.message_id,
      "data-day": dayKey(message.date),
      tabindex: "-1",
    },
    element("div", { class: message.photo || message.animation ? "bubble has-media" : "bubble" }, ...parts),
    element(
      "button",
      { type: "button", class: "reply-action", "aria-label": "Reply", title: "Reply", tabindex: "-1" },
      icon("reply"),
    ),
    rows.length ? inlineKeyboard(rows) : null,
  );
}

/** Who wrote the message, as the reader sees it. */
export const author = (message) => (message.from.is_bot ? message.from.first_name : "You");

function text(words, message, reader) {
  const entities = message.entities ?? message.caption_entities;
  const written = element("span", { class: "words" }, ...richText(words, entities, reader));
  return element("div", { class: "text", dir: "auto" }, written, meta(message));
}

function meta(message) {
  const sent = new Date(message.date * 1000);
  return element(
    "span",
    { class: "meta" },
    message.silent ? element("span", { class: "silent", role: "img", "aria-label": SILENT, title: SILENT }, icon("bell-off")) : null,
    element("time", { datetime: sent.toISOString(), title: sent.toLocaleString("en-GB") }, timeOfDay(message.date)),
    message.out ? icon("read") : null,
  );
}

function quote(original) {
  return element(
    "button",
    { type: "button", class: "quote", "data-original": original.message_id },
    element("b", {}, author(original)),
    element("span", { dir: "auto" }, excerpt(original)),
  );
}

function media(message) {
  if (message.photo) return photo(message);
  if (message.animation) return animation(message);
  if (message.location) return place(message.location);
  if (message.document) return file(message.document);
  return null;
}

function photo(message) {
  const size = message.photo.find(({ width }) => width >= PICTURE_WIDTH) ?? message.photo.at(-1);
  return element(
    "button",
    { type: "button", class: "picture", "aria-label": "Enlarge picture" },
    element("img", { src: fileAddress(size.file_id), width: size.width, height: size.height, alt: alternative(message, "Picture") }),
  );
}

function animation(message) {
  const { file_id: fileId, width, height, mime_type: type } = message.animation;
  const common = { class: "moving", src: fileAddress(fileId), width, height };
  if (type !== "video/mp4") return element("img", { ...common, alt: alternative(message, "Animation") });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const label = alternative(message, "Animation");
  const playing = { loop: true, playsinline: true, controls: still, autoplay: !still, "aria-label": label };
  const video = element("video", { ...common, ...playing });
  // The attribute alone does not mute a video made by a script, and one with sound may not start by itself.
  video.muted = true;
  return video;
}

const alternative = (message, kind) => (message.caption ? `${kind}: ${message.caption.split("\n", 1)[0]}` : kind);

function place({ latitude, longitude }) {
  const digits = (number) => number.toFixed(3);
  return element("div", { class: "place" }, icon("pin"), element("span", {}, `${digits(latitude)}, ${digits(longitude)}`));
}

function file({ file_id: fileId, file_name: name, file_size: size }) {
  const kilobytes = size === undefined ? null : element("span", {}, `${Math.max(1, Math.round(size / 1024))} KB`);
  const link = { class: "file", href: fileAddress(fileId), download: name ?? "" };
  return element("a", link, icon("file"), element("b", {}, name ?? "File"), kilobytes);
}
