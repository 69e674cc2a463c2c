/** Choosing the part of a message that one answers: by selecting it in the chat, or in a dialog. */

import { byId } from "./dom.js";

const dialog = byId("quote-dialog");
const field = byId("quote-field");
const pill = byId("quote-selection");
const scroller = byId("scroller");
let asked = null;

/** Offers to quote what is selected; `on` has words(messageId) and quote(messageId, {text, position}). */
export function offerQuotes(on) {
  let chosen = null;
  let selecting = false;
  const offer = () => {
    // While the pointer still selects, a button would be in its way.
    chosen = selecting ? null : selectedPart(on.words);
    pill.hidden = !chosen;
    if (!chosen) return;
    const { left, top, bottom, width } = chosen.place;
    const shown = scroller.getBoundingClientRect();
    pill.hidden = bottom < shown.top || top > shown.bottom;
    pill.style.left = `${left + width / 2}px`;
    pill.style.top = `${Math.max(top, shown.top + pill.offsetHeight)}px`;
  };
  document.addEventListener("selectionchange", offer);
  document.addEventListener("pointerdown", (event) => (selecting = !pill.contains(event.target)));
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => {
      selecting = false;
      // A click that takes the selection away does so only after this.
      setTimeout(offer);
    });
  }
  scroller.addEventListener("scroll", offer, { passive: true });
  // The press itself must not take the selection away.
  pill.addEventListener("mousedown", (event) => event.preventDefault());
  pill.addEventListener("click", () => {
    const { messageId, part } = chosen;
    getSelection().removeAllRanges();
    on.quote(messageId, part);
  });
  byId("quote-form").addEventListener("submit", () => {
    const { value, selectionStart, selectionEnd } = field;
    // Where nothing is selected, all of it is meant.
    asked(trimmed(value, selectionStart, selectionEnd) ?? trimmed(value, 0, value.length));
  });
}

/** Lets the person select a part of these words, and hands it on as {text, position}. */
export function askForPart(words, then) {
  asked = then;
  field.value = words;
  dialog.showModal();
  field.focus();
  field.select();
  field.scrollTop = 0;
}

function selectedPart(wordsOf) {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const around = range.commonAncestorContainer;
  const words = (around.nodeType === Node.TEXT_NODE ? around.parentElement : around).closest(".words");
  const message = words?.closest("[data-message-id]");
  if (!message) return null;
  const messageId = Number(message.dataset.messageId);
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const text = wordsOf(messageId);
  // The ends of blocks are not drawn, and an instant in other words: the nearest place is meant.
  const shown = range.toString();
  const from = nearest(text, shown, before.toString().length);
  const part = from < 0 ? null : trimmed(text, from, from + shown.length);
  return part && { messageId, part, place: range.getBoundingClientRect() };
}

/** Where `part` stands in `text`, nearest to `near`; -1 if it does not. */
function nearest(text, part, near) {
  let best = -1;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (best < 0 || Math.abs(at - near) < Math.abs(best - near)) best = at;
  }
  return best;
}

function trimmed(text, from, to) {
  const part = text.slice(from, to);
  const words = part.trim();
  return words ? { text: words, position: from + part.indexOf(words) } : null;
}
