#!/usr/bin/env bash
# Versions: grammy 1.46.0, @grammyjs/auto-retry 2.0.2.
# Guess: the plugin repeats calls that Telegram answered with 429 (and a time to wait) and gives every other failure up.
# Seen: with its defaults it repeats a sendMessage whose connection broke after Telegram had read it, and one that was
#   answered with 500, until an answer comes: three copies here.
# Matters: sendMessage has no key that makes it safe to repeat, so a person gets each copy. For reminders set
#   rethrowHttpErrors and rethrowInternalServerErrors and decide yourself.
# Source: the package's description speaks of retry_after alone; the copies were counted by a server on 127.0.0.1.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_node grammy@1.46.0 @grammyjs/auto-retry@2.0.2
cat >count.js <<'JS'
import http from "node:http";
import { Api } from "grammy";
import { autoRetry } from "@grammyjs/auto-retry";

async function copies(fail, options) {
  let calls = 0;
  const server = http.createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      calls += 1;
      if (calls < 3) return fail(request, response);
      response.end(JSON.stringify({ ok: true, result: { message_id: 1, date: 1, chat: { id: 1, type: "private" } } }));
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const api = new Api("1:token", { apiRoot: "http://127.0.0.1:" + server.address().port });
  api.config.use(autoRetry(options));
  const outcome = await api.sendMessage(1, "Time to stretch").then(() => "sent", (error) => error.constructor.name);
  server.close();
  return calls + " received, " + outcome;
}

const cut = (request) => request.socket.destroy();
const broken = (_, response) => response.end('{"ok": false, "error_code": 500, "description": "Internal Server Error"}');
const careful = { rethrowHttpErrors: true, rethrowInternalServerErrors: true };
const [lost, failed, lostOnce, failedOnce] = await Promise.all([
  copies(cut), copies(broken), copies(cut, careful), copies(broken, careful),
]);
console.log("answer lost:", lost);
console.log("answered with 500:", failed);
console.log("answer lost, rethrowing:", lostOnce);
console.log("answered with 500, rethrowing:", failedOnce);
process.exit();
JS
node count.js | seen
recorded <<'RECORDED'
answer lost: 3 received, sent
answered with 500: 3 received, sent
answer lost, rethrowing: 1 received, HttpError
answered with 500, rethrowing: 1 received, GrammyError
RECORDED
