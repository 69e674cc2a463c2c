/** What the server told of each chat: {messages, threads, keyboard, commands}, and beside it thread, drafts and unread. */

const READ = "limber.read";
const EDITABLE_SECONDS = 48 * 3600;

/** A chat as it is shown at first, or brought up to date; after --fresh the open thread may be gone. */
export function chatOf(told, before) {
  const thread = told.threads.some(({ id }) => id === before?.thread) ? before.thread : null;
  return { drafts: {}, unread: new Map(), ...before, ...told, thread };
}

/** Stores a message in its place; whether it was not there before. */
export function keep(chat, message) {
  const at = chat.messages.findIndex((other) => other.message_id >= message.message_id);
  const known = at >= 0 && chat.messages[at].message_id === message.message_id;
  chat.messages.splice(at < 0 ? chat.messages.length : at, known ? 1 : 0, message);
  const opened = message.forum_topic_created;
  if (opened && !chat.threads.some(({ id }) => id === message.message_id)) {
    chat.threads = [...chat.threads, { id: message.message_id, name: opened.name }];
  }
  return !known;
}

/** The thread that a message is in; null is the chat outside of all threads. */
export function threadOf(chat, message) {
  const id = message.message_thread_id;
  return chat.threads.some((thread) => thread.id === id) ? id : null;
}

/** The messages of the open thread as they are shown: lists of one, and of several where they are an album. */
export function shownOf(chat) {
  const lists = [];
  for (const message of chat.messages) {
    if (threadOf(chat, message) !== chat.thread) continue;
    const album = message.media_group_id;
    if (album && lists.at(-1)?.[0].media_group_id === album) lists.at(-1).push(message);
    else lists.push([message]);
  }
  return lists;
}

/** The messages that are shown together with this one. */
export function albumOf(chat, message) {
  if (!message.media_group_id) return [message];
  return chat.messages.filter((other) => other.media_group_id === message.media_group_id);
}

/** The message with this number, if it is shown. */
export const messageOf = (chat, id) => chat.messages.find((message) => message.message_id === id);

/** Of an album the message that has its words, else the message itself. */
export const spokenOf = (chat, message) => albumOf(chat, message).find(({ caption }) => caption) ?? message;

/** A message's text, or what stands under its picture. */
export const wordsOf = (message) => message.text ?? message.caption ?? "";

/** Whether a client offers to change it: own words that are not two days old. */
export function isEditable(message, now) {
  const isOwn = message.out && !message.forward_origin;
  return Boolean(isOwn && wordsOf(message)) && now - message.date < EDITABLE_SECONDS;
}

/** How much the bot wrote since the person last looked, by thread; what is looked at now is read. */
export function countUnread(id, chat, looking) {
  const stored = JSON.parse(localStorage.getItem(READ) ?? "{}");
  chat.unread = new Map();
  for (const thread of [null, ...chat.threads.map((one) => one.id)]) {
    const place = thread === null ? id : `${id}/${thread}`;
    const messages = chat.messages.filter((message) => threadOf(chat, message) === thread);
    const newest = messages.at(-1)?.message_id ?? 0;
    const isRead = looking && thread === chat.thread;
    // After --fresh the numbers begin again.
    const read = isRead ? newest : Math.min(stored[place] ?? 0, newest);
    chat.unread.set(thread, messages.filter((message) => !message.out && message.message_id > read).length);
    if (isRead && stored[place] !== read) localStorage.setItem(READ, JSON.stringify({ ...stored, [place]: read }));
  }
}

/** All that is unread in a chat. */
export const unreadIn = (chat) => [...(chat?.unread.values() ?? [])].reduce((sum, number) => sum + number, 0);
