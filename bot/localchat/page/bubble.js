/** One message as an element. */

import { fileAddress } from "./api.js";
import { element, icon } from "./dom.js";
import { richText } from "./entities.js";
import { dayKey, size as inBytes, timeOfDay } from "./format.js";
import { inlineKeyboard } from "./keyboard.js";

const PICTURE_WIDTH = 960;
/** The largest that a picture of the person's own is shown. */
const OWN_PICTURE = { width: 380, height: 420 };
const SILENT = "Sent without sound";
const ACTIONS = "Message options";

/** The message in one line, for quotes and the people list. */
export function excerpt(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ").slice(0, 140);
  if (message.photo) return "Picture";
  if (message.video) return "Video";
  if (message.animation) return "Animation";
  if (message.location) return "Location";
  if (message.forum_topic_created) return opened(message);
  return message.document?.file_name ?? "Message";
}

/** The whole element of a message, or of several that are an album; `reader` is {language, now}. */
export function bubble(messages, reader) {
  const [first] = messages;
  if (first.forum_topic_created) return notice(first);
  const spoken = messages.find((message) => message.caption) ?? first;
  const words = spoken.text ?? spoken.caption;
  const shown = messages.map(media);
  const parts = [
    element("span", { class: "unseen" }, `${author(first)}: `),
    first.forward_origin ? forwarded(first.forward_origin) : null,
    first.reply_to_message ? quote(first.reply_to_message, first.quote) : null,
    ...(messages.length > 1 && isSeen(first) ? [album(shown)] : shown),
    words === undefined ? null : text(words, spoken, first, reader),
    words === undefined ? meta(first) : null,
  ];
  const rows = first.reply_markup?.inline_keyboard ?? [];
  return element(
    "article",
    {
      class: first.out ? "message out" : "message in",
      "data-message-id": first.message_id,
      "data-day": dayKey(first.date),
      tabindex: "-1",
    },
    element("div", { class: isSeen(first) ? "bubble has-media" : "bubble" }, ...parts),
    element(
      "button",
      { type: "button", class: "message-action", "aria-label": ACTIONS, title: ACTIONS, "aria-haspopup": "dialog", tabindex: "-1" },
      icon("more"),
    ),
    rows.length ? inlineKeyboard(rows) : null,
  );
}

/** Who wrote the message, as the reader sees it. */
export const author = (message) => (message.from.is_bot ? message.from.first_name : "You");

const isSeen = (message) => Boolean(message.photo || message.video || message.animation);

const opened = (message) => `Topic “${message.forum_topic_created.name}” opened`;

function notice(message) {
  return element(
    "article",
    { class: "message service", "data-message-id": message.message_id, "data-day": dayKey(message.date), tabindex: "-1" },
    element("span", { dir: "auto" }, opened(message)),
  );
}

function forwarded({ sender_user: user, sender_user_name: name }) {
  return element("p", { class: "forwarded" }, "Forwarded from ", element("b", { dir: "auto" }, user?.first_name ?? name));
}

function text(words, message, first, reader) {
  const entities = message.entities ?? message.caption_entities;
  const written = element("span", { class: "words" }, ...richText(words, entities, reader));
  return element("div", { class: "text", dir: "auto" }, written, meta(first));
}

function meta(message) {
  const sent = new Date(message.date * 1000);
  return element(
    "span",
    { class: "meta" },
    message.out && message.edit_date ? element("span", {}, "edited") : null,
    message.silent ? element("span", { class: "silent", role: "img", "aria-label": SILENT, title: SILENT }, icon("bell-off")) : null,
    element("time", { datetime: sent.toISOString(), title: sent.toLocaleString("en-GB") }, timeOfDay(message.date)),
    message.out ? icon("read") : null,
  );
}

function quote(original, part) {
  return element(
    "button",
    { type: "button", class: part ? "quote part" : "quote", "data-original": original.message_id },
    element("b", {}, author(original)),
    element("span", { dir: "auto" }, part?.text ?? excerpt(original)),
  );
}

function media(message) {
  if (message.photo) return photo(message);
  if (message.video) return video(message);
  if (message.animation) return animation(message);
  if (message.location) return place(message.location);
  if (message.document) return file(message.document);
  return null;
}

/** Rows of two until the rest goes into rows of three. */
function album(shown) {
  const inTwos = ((shown.length % 3) * 4) % 6;
  const cells = shown.map((one, at) => element("div", { class: at < inTwos ? "cell half" : "cell third" }, one));
  return element("div", { class: "album" }, ...cells);
}

function video(message) {
  const { file_id: fileId, width, height } = message.video;
  const playing = { controls: true, playsinline: true, preload: "metadata", "aria-label": alternative(message, "Video") };
  return element("video", { class: "moving", src: fileAddress(fileId), width, height, ...playing });
}

function photo(message) {
  const { file_id: fileId, width, height } = message.photo.find((size) => size.width >= PICTURE_WIDTH) ?? message.photo.at(-1);
  const scale = Math.min(1, OWN_PICTURE.width / width, OWN_PICTURE.height / height);
  const size = message.out ? { width: Math.round(width * scale), height: Math.round(height * scale) } : { width, height };
  const image = element("img", { src: fileAddress(fileId), ...size, alt: alternative(message, "Picture") });
  return element("button", { type: "button", class: "picture", "aria-label": "Enlarge picture" }, image);
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

function file({ file_id: fileId, file_name: name, file_size: bytes }) {
  const length = bytes === undefined ? null : element("span", {}, inBytes(bytes));
  const link = { class: "file", href: fileAddress(fileId), download: name ?? "" };
  return element("a", link, icon("file"), element("b", { dir: "auto" }, name ?? "File"), length);
}
