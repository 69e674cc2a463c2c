/** Puts the page together: holds what the server told, and passes events and deeds on to the parts. */

import { get, listen, post } from "./api.js";
import { ChatLog } from "./chat.js";
import { BotClock } from "./clock.js";
import { Composer } from "./composer.js";
import { byId } from "./dom.js";
import { duration } from "./format.js";
import { askForPlace } from "./location.js";
import { Sound, alertText, enlarge, toast } from "./notices.js";
import { People } from "./people.js";

const CHOSEN = "limber.person";
const READ = "limber.read";
const TYPING_MS = 6000;

/** What the server told: the bot, the people, and by id each one's {messages, keyboard, commands, read, unread, draft}. */
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
  reply: (messageId) => composer.replyTo(chats.get(current).messages.find((message) => message.message_id === messageId)),
  picture: enlarge,
});
const composer = new Composer({ send, location: share, block });
const list = new People({ choose, create });
const sound = new Sound();

listen({
  up: load,
  down: () => (byId("connection").textContent = "Reconnecting…"),
  event: (event) => (waiting ? waiting.push(event) : apply(event)),
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  composer.focus();
});
byId("block").addEventListener("click", () => {
  byId("options-menu").hidePopover();
  block(!person().blocked);
});
for (const button of document.querySelectorAll("dialog [data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}
document.addEventListener("visibilitychange", () => {
  if (current === null || !bot) return;
  countUnread(current);
  showPeople();
});

const person = () => people.find(({ id }) => id === current);

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
    people.forEach(({ id }, at) => chats.set(id, { ...chats.get(id), ...loaded[at] }));
    if (!person()) current = people[0].id;
  } finally {
    const missed = waiting;
    waiting = null;
    if (bot) missed.forEach(apply);
  }
  for (const { id } of people) countUnread(id);
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
  log.show(person(), chat.messages);
  showState();
}

function showState() {
  const { messages, commands, keyboard } = chats.get(current);
  const { blocked } = person();
  const empty = messages.length === 0;
  byId("welcome").hidden = !empty;
  byId("block").textContent = blocked ? "Unblock the bot" : "Block the bot";
  composer.show({ empty, blocked, commands, keyboard });
  showStatus();
  showPeople();
}

function showStatus() {
  byId("status").textContent = typing ? "typing…" : `bot · you are ${person().first_name}`;
}

function showPeople() {
  list.show(people, current, chats);
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
      if (!chat) return;
      chat.messages = chat.messages.filter((message) => message.message_id !== event.message_id);
      if (!here) return showPeople();
      log.remove(event.message_id);
      composer.forget(event.message_id);
      return showState();
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
  countUnread(id);
  if (here) log.put(message, { arriving: isNew });
  if (!isNew) return chat.messages.at(-1) === message ? showPeople() : undefined;
  if (here && !message.out) setTyping(false);
  if (!message.out && !message.silent) sound.tick();
  if (here) showState();
  else showPeople();
}

/** Stores a message in its place; whether it was not there before. */
function keep(chat, message) {
  const at = chat.messages.findIndex((other) => other.message_id >= message.message_id);
  const known = at >= 0 && chat.messages[at].message_id === message.message_id;
  chat.messages.splice(at < 0 ? chat.messages.length : at, known ? 1 : 0, message);
  return !known;
}

async function applyPeople(told) {
  people = told;
  await attempt(async () => {
    for (const { id } of people.filter((one) => !chats.has(one.id))) {
      chats.set(id, await get(`/api/people/${id}/chat`));
      countUnread(id);
    }
    showState();
  });
}

/** What the bot wrote since the person last looked; the open chat of a visible page is looked at. */
function countUnread(id) {
  const chat = chats.get(id);
  const newest = chat.messages.at(-1)?.message_id ?? 0;
  const stored = JSON.parse(localStorage.getItem(READ) ?? "{}");
  // After --fresh the numbers begin again.
  const looking = id === current && document.visibilityState === "visible";
  const read = looking ? newest : Math.min(stored[id] ?? 0, newest);
  chat.unread = chat.messages.filter((message) => !message.out && message.message_id > read).length;
  if (looking && stored[id] !== read) localStorage.setItem(READ, JSON.stringify({ ...stored, [id]: read }));
}

function setTyping(on) {
  clearTimeout(typing);
  typing = on ? setTimeout(() => setTyping(false), TYPING_MS) : 0;
  showStatus();
}

function choose(id) {
  if (id === current) return composer.focus();
  chats.get(current).draft = composer.draft;
  current = id;
  localStorage.setItem(CHOSEN, id);
  composer.begin(chats.get(id).draft ?? "");
  countUnread(id);
  setTyping(false);
  showChat();
  composer.focus();
}

async function create(name, language) {
  return attempt(async () => {
    const made = await post("/api/people", { first_name: name, language_code: language });
    if (!people.some(({ id }) => id === made.id)) people = [...people, made];
    chats.set(made.id, await get(`/api/people/${made.id}/chat`));
    choose(made.id);
  });
}

async function send(text, replyTo) {
  const id = current;
  return attempt(async () => received(id, await post(`/api/people/${id}/send`, { text, reply_to_message_id: replyTo })));
}

async function share(replyTo) {
  const id = current;
  const place = await askForPlace();
  if (!place) return false;
  return attempt(async () => received(id, await post(`/api/people/${id}/location`, { ...place, reply_to_message_id: replyTo })));
}

/** The answer to a send may come before its event, or after. */
function received(id, message) {
  apply({ type: "message", person: id, message });
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
