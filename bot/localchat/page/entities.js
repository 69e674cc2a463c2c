/** Message text with its entities as DOM nodes. Offsets are UTF-16 units, as JavaScript's strings count. */

import { element } from "./dom.js";
import { dateTime, zone } from "./format.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
  blockquote: "blockquote",
};

/** An address a click may open, or null. */
export function safeAddress(address) {
  const complete = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(complete)) return null;
  const url = new URL(complete);
  return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
}

/** Nodes of `text`; `reader` is {language, now} of the person looking. */
export function richText(text, entities = [], reader) {
  const spans = entities
    .map((entity) => ({ entity, from: entity.offset, to: entity.offset + entity.length }))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return nodes(text, 0, text.length, spans, reader);
}

function nodes(text, from, to, spans, reader) {
  const made = [];
  let at = from;
  const waiting = [...spans];
  while (waiting.length) {
    const { entity, from: start, to: end } = waiting.shift();
    if (start >= to || end <= at) continue;
    const begin = Math.max(start, at);
    if (begin > at) made.push(text.slice(at, begin));
    // What overlaps the end is cut there: the part inside nests, the rest follows.
    const inside = waiting.filter((span) => span.from < end);
    const after = waiting.filter((span) => span.to > end).map((span) => ({ ...span, from: Math.max(span.from, end) }));
    at = Math.min(end, to);
    made.push(wrap(entity, text.slice(begin, at), nodes(text, begin, at, inside, reader), reader));
    waiting.splice(0, waiting.length, ...after);
    // A block ends its own line.
    if (BLOCKS.has(entity.type) && text[at] === "\n") at += 1;
  }
  if (at < to) made.push(text.slice(at, to));
  return made;
}

function wrap(entity, text, children, reader) {
  switch (entity.type) {
    case "pre":
      return element("pre", { "data-language": entity.language, tabindex: "0" }, element("code", {}, ...children));
    case "spoiler":
      return element("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to show" }, ...children);
    case "expandable_blockquote":
      return element("blockquote", { class: "folded", role: "button", tabindex: "0", "aria-expanded": "false" }, ...children);
    case "url":
    case "text_link":
      return link(safeAddress(entity.url ?? text), children);
    case "email":
      return link(safeAddress(`mailto:${text}`), children);
    case "mention":
      return element("span", { class: "mention" }, ...children);
    case "bot_command":
      return element("button", { type: "button", class: "command", "data-command": text }, ...children);
    case "date_time":
      return instant(entity, text, reader);
    default:
      return element(TAGS[entity.type] ?? "span", {}, ...children);
  }
}

function link(address, children) {
  if (!address) return element("span", {}, ...children);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** The bot's own words, in the zone of the person one pretends to be; the browser's zone only tells in the tooltip. */
function instant(entity, text, reader) {
  const full = `${dateTime(entity.unix_time, "wDt", reader.language, reader.now)}, ${zone}`;
  const iso = new Date(entity.unix_time * 1000).toISOString();
  const relative = entity.date_time_format === "r";
  const words = relative ? dateTime(entity.unix_time, "r", reader.language, reader.now) : text;
  return element("time", { datetime: iso, title: full, "data-relative": relative ? entity.unix_time : null }, words);
}
