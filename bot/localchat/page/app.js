/** Puts the page together: holds what the server told, and passes events and deeds on to the parts. */

import { get, listen, post, postFiles } from "./api.js";
import { Attaching } from "./attaching.js";
import { ChatLog } from "./chat.js";
import { albumOf, chatOf, countUnread, isEditable, keep, messageOf, shownOf, spokenOf, threadOf, wordsOf } from "./chats.js";
import { BotClock } from "./clock.js";
import { Composer } from "./composer.js";
import { byId } from "./dom.js";
import { duration } from "./format.js";
import { askForPlace } from "./location.js";
import { openMenu } from "./menu.js";
import { Sound, alertText, enlarge, toast } from "./notices.js";
import { People } from "./people.js";
import { askForPart, offerQuotes } from "./quoting.js";
import { Threads } from "./threads.js";

const CHOSEN = "limber.person";
const TYPING_MS = 6000;

/** What the server told: the bot, the people, and by id each one's chat. */
let bot = null;
let people = [];
const chats = new Map();
let current = Number(localStorage.getItem(CHOSEN)) || null;
/** Events that came while the state was being loaded. */
let waiting = null;
let typing = 0;

const clock = new BotClock({
  jump: (seconds) => attempt(async () => clock.set(await post("/api/clock/jump", { seconds }))),
  next: () => attempt(jumpToNext),
  tick: () => log.tick(),
});
const log = new ChatLog(() => clock.now(), {
  press: (messageId, row, column) => attempt(() => press(messageId, row, column)),
  command: (text) => send(text),
  menu: (messageId, point) => openMenu(point, "Message options", itemsFor(messageId)),
  picture: enlarge,
});
const attaching = new Attaching(attach);
const composer = new Composer({
  send, edit, location: share, block,
  last: () => shownOf(chats.get(current)).flat().findLast((message) => isEditable(message, clock.now())),
  pick: () => attaching.pick(),
  paste: (files) => attaching.offer(files),
});
const list = new People({ choose, create });
const threads = new Threads({ choose: (thread) => goTo(current, thread), open: openThread });
const sound = new Sound();

listen({
  up: load,
  down: () => (byId("connection").textContent = "Reconnecting…"),
  event: (event) => (waiting ? waiting.push(event) : apply(event)),
});
offerQuotes({ words: (id) => wordsOf(spoken(id)), quote: (id, part) => composer.replyTo(spoken(id), part) });
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  composer.focus();
});
byId("block").addEventListener("click", () => {
  byId("options-menu").hidePopover();
  block(!person().blocked);
});
for (const button of document.querySelectorAll("dialog [data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
document.addEventListener("visibilitychange", () => {
  if (current === null || !bot) return;
  count(current);
  showUnread();
});

const person = () => people.find(({ id }) => id === current);
/** In the open chat, the message that has the words of the one with this number. */
const spoken = (id) => spokenOf(chats.get(current), messageOf(chats.get(current), id));

/** Whether the deed succeeded; a failure is shown. */
async function attempt(deed) {
  try {
    await deed();
    return true;
  } catch (error) {
    toast(error.message);
    return false;
  }
}

async function load() {
  waiting = [];
  try {
    const state = await get("/api/state");
    if (!state.people.length) state.people.push(await post("/api/people", { first_name: "You", language_code: "en" }));
    const loaded = await Promise.all(state.people.map(({ id }) => get(`/api/people/${id}/chat`)));
    bot = state.bot;
    people = state.people;
    clock.set(state);
    people.forEach(({ id }, at) => chats.set(id, chatOf(loaded[at], chats.get(id))));
    if (!person()) current = people[0].id;
  } finally {
    const missed = waiting;
    waiting = null;
    if (bot) missed.forEach(apply);
  }
  for (const { id } of people) count(id);
  byId("connection").textContent = "";
  byId("bot-name").textContent = byId("welcome-name").textContent = bot.first_name;
  byId("clock-bot").textContent = bot.short_description ?? "";
  byId("welcome-description").textContent = bot.description ?? "";
  const first = !document.body.classList.contains("loaded");
  document.body.classList.add("loaded");
  showChat();
  // On a phone the focus would open the keyboard over the chat.
  if (first && matchMedia("(hover: hover)").matches) composer.focus();
}

function showChat() {
  const chat = chats.get(current);
  log.show(`${current}/${chat.thread}`, person().language_code || "en", shownOf(chat));
  showState();
}

function showState() {
  const { messages, commands, keyboard } = chats.get(current);
  const { blocked } = person();
  const empty = messages.length === 0;
  byId("welcome").hidden = !empty;
  byId("block").textContent = blocked ? "Unblock the bot" : "Block the bot";
  byId("new-thread").hidden = blocked || empty;
  composer.show({ empty, blocked, commands, keyboard });
  showStatus();
  showUnread();
}

function showStatus() {
  byId("status").textContent = typing ? "typing…" : `bot · you are ${person().first_name}`;
}

function showUnread() {
  list.show(people, current, chats);
  threads.show(chats.get(current));
}

function apply(event) {
  const here = event.person === current;
  const chat = chats.get(event.person);
  switch (event.type) {
    case "message":
      return chat ? applyMessage(event, chat, here) : undefined;
    case "edit":
      // What is older than the history shown stays out of sight.
      if (chat?.messages.some((message) => message.message_id === event.message.message_id)) applyMessage(event, chat, here);
      return;
    case "delete":
      return chat ? applyDelete(event.message_id, chat, here) : undefined;
    case "keyboard":
      if (chat) chat.keyboard = event.keyboard;
      return here ? composer.setKeyboard(event.keyboard) : undefined;
    case "typing":
      return here ? setTyping(true) : undefined;
    case "clock":
      return clock.set(event);
    case "people":
      return applyPeople(event.people);
    case "commands":
      return attempt(load);
  }
}

function applyMessage({ person: id, message }, chat, here) {
  const isNew = keep(chat, message);
  count(id);
  if (here && threadOf(chat, message) === chat.thread) log.put(albumOf(chat, message), { arriving: isNew });
  if (!isNew) return chat.messages.at(-1) === message ? showUnread() : undefined;
  if (here && !message.out) setTyping(false);
  if (!message.out && !message.silent) sound.tick();
  if (here) showState();
  else showUnread();
}

function applyDelete(messageId, chat, here) {
  const gone = messageOf(chat, messageId);
  chat.messages = chat.messages.filter((message) => message !== gone);
  chat.threads = chat.threads.filter(({ id }) => id !== messageId);
  if (!here || !gone) return showUnread();
  composer.forget(messageId);
  log.remove(messageId);
  const left = gone.media_group_id ? albumOf(chat, gone) : [];
  if (left.length && threadOf(chat, gone) === chat.thread) log.put(left);
  if (chat.thread === messageId) goTo(current, null);
  showState();
}

async function applyPeople(told) {
  people = told;
  await attempt(async () => {
    for (const { id } of people.filter((one) => !chats.has(one.id))) {
      chats.set(id, chatOf(await get(`/api/people/${id}/chat`)));
      count(id);
    }
    showState();
  });
}

/** Counts anew what is unread; the open thread of the open chat on a visible page is looked at. */
function count(id) {
  countUnread(id, chats.get(id), id === current && document.visibilityState === "visible");
}

function setTyping(on) {
  clearTimeout(typing);
  typing = on ? setTimeout(() => setTyping(false), TYPING_MS) : 0;
  showStatus();
}

function choose(id) {
  goTo(id, chats.get(id).thread);
}

/** Goes to a thread of somebody's chat; what is typed and not sent stays behind until they come back. */
function goTo(id, thread) {
  const left = chats.get(current);
  if (id === current && thread === left.thread) return composer.focus();
  left.drafts[left.thread] = composer.draft;
  const chat = chats.get(id);
  current = id;
  chat.thread = thread;
  localStorage.setItem(CHOSEN, id);
  composer.begin(chat.drafts[thread] ?? "");
  count(id);
  setTyping(false);
  showChat();
  composer.focus();
}

async function create(name, language) {
  return attempt(async () => {
    const made = await post("/api/people", { first_name: name, language_code: language });
    if (!people.some(({ id }) => id === made.id)) people = [...people, made];
    chats.set(made.id, chatOf(await get(`/api/people/${made.id}/chat`)));
    choose(made.id);
  });
}

async function openThread(name) {
  const id = current;
  return attempt(async () => {
    const opened = await post(`/api/people/${id}/threads`, { name });
    received(id, opened);
    goTo(id, opened.message_id);
  });
}

/** What can be done with a message. */
function itemsFor(id) {
  const chat = chats.get(current);
  const message = messageOf(chat, id);
  const own = spoken(id);
  const words = wordsOf(own);
  const album = albumOf(chat, message).map((one) => one.message_id);
  const items = [{ name: "Reply", icon: "reply", act: () => composer.replyTo(message) }];
  if (words) items.push({ name: "Quote a part…", icon: "quote", act: () => askForPart(words, (part) => composer.replyTo(own, part)) });
  if (isEditable(own, clock.now())) items.push({ name: "Edit", icon: "edit", act: () => composer.edit(own) });
  return [...items, { name: "Forward to the bot", icon: "forward", act: () => forward(album) }];
}

/** Where a new message goes, and what it answers. */
const placed = (answered) => ({ ...answered, thread: chats.get(current).thread });

async function send(text, answered) {
  const id = current;
  return attempt(async () => received(id, await post(`/api/people/${id}/send`, { text, ...placed(answered) })));
}

async function edit(messageId, text) {
  const id = current;
  return attempt(async () => apply({ type: "edit", person: id, message: await post(`/api/people/${id}/edit`, { message_id: messageId, text }) }));
}

async function forward(messageIds) {
  const id = current;
  return attempt(async () => received(id, ...(await post(`/api/people/${id}/forward`, { message_ids: messageIds, ...placed() }))));
}

/** What is wrong with these files, in one sentence; nothing where they went out. */
async function attach({ files, caption, asDocuments }) {
  const id = current;
  try {
    const about = { caption, as_documents: asDocuments, ...placed(composer.answered) };
    received(id, ...(await postFiles(`/api/people/${id}/files`, files, about)));
    composer.answeredNow();
    return "";
  } catch (error) {
    return error.message;
  }
}

async function share(answered) {
  const id = current;
  const place = await askForPlace();
  if (!place) return false;
  return attempt(async () => received(id, await post(`/api/people/${id}/location`, { ...place, ...placed(answered) })));
}

/** The answer to a send may come before its event, or after. */
function received(id, ...messages) {
  for (const message of messages) apply({ type: "message", person: id, message });
}

async function press(messageId, row, column) {
  const { answer } = await post(`/api/people/${current}/press`, { message_id: messageId, row, column });
  if (answer?.text) (answer.show_alert ? alertText : toast)(answer.text);
}

async function block(blocked) {
  const id = current;
  return attempt(async () => {
    const told = await post(`/api/people/${id}/block`, { blocked });
    people = people.map((one) => (one.id === id ? told : one));
    showState();
  });
}

async function jumpToNext() {
  const { found, moved, ...time } = await post("/api/clock/next", { person: current });
  clock.set(time);
  if (!found) toast("No reminder is planned yet.");
  else if (moved >= 1) toast(`${duration(moved)} later: the next reminder.`);
}
