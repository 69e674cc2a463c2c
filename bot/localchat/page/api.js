/** The server's JSON interface and its stream of events. */

const RECONNECT_AFTER_MS = 1500;

/** The JSON answer to a GET; throws an Error with the server's sentence. */
export const get = (path) => ask(path);

/** The JSON answer to a POST of `body`; throws an Error with the server's sentence. */
export const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** The JSON answer to a POST of files with what there is to say about them; throws as `post` does. */
export function postFiles(path, files, about) {
  const form = new FormData();
  form.set("about", JSON.stringify(about));
  for (const file of files) form.append("file", file, file.name);
  return ask(path, { method: "POST", body: form });
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error("The local chat does not answer. Is ./run still running?");
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.error ?? `The local chat answered ${response.status}.`);
  return answer;
}

/** Address of a file in a chat. */
export const fileAddress = (fileId) => `/api/files/${encodeURIComponent(fileId)}`;

/**
 * Follows the events for ever. `up` (async) runs on every connection, also after a loss, and loads what was
 * missed; `down` runs on every loss; `event` gets each event.
 */
export function listen({ up, down, event }) {
  const source = new EventSource("/api/events");
  let lost = false;
  const lose = () => {
    if (lost) return;
    lost = true;
    source.close();
    down();
    // EventSource gives up by itself after some answers, so the page reconnects on its own.
    setTimeout(() => listen({ up, down, event }), RECONNECT_AFTER_MS);
  };
  source.onopen = () => up().catch(lose);
  source.onmessage = (message) => event(JSON.parse(message.data));
  source.onerror = lose;
}
