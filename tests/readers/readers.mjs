// Calendar programs in JavaScript, each asked when the events of a file come:
//
//     node tests/readers/readers.mjs READER FOLDER FILE FROM TO
//
// FOLDER has their node_modules; FROM and TO are instants as ISO writes them. Writes JSON: uid -> instants in UTC.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [reader, folder, file, from, to] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${folder}/`));
const text = readFileSync(file, "utf8");
const [begins, ends] = [new Date(from), new Date(to)];

const READERS = {
  async ical() {
    // Thunderbird's and Nextcloud's.
    const { default: ICAL } = await import(pathToFileURL(require.resolve("ical.js")));
    const calendar = new ICAL.Component(ICAL.parse(text));
    calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
    const found = {};
    for (const component of calendar.getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(component);
      const instants = (found[event.uid] = []);
      const dates = event.iterator();
      for (let next = dates.next(); next && next.toJSDate() < ends; next = dates.next()) {
        if (next.toJSDate() >= begins) instants.push(next.toJSDate());
      }
    }
    return found;
  },
  async nodeIcal() {
    const ical = require("node-ical");
    const found = {};
    for (const event of Object.values(ical.sync.parseICS(text))) {
      if (event.type !== "VEVENT") continue;
      found[event.uid] = ical
        .expandRecurringEvent(event, { from: begins, to: ends })
        .map((instance) => new Date(instance.start));
    }
    return found;
  },
};

const found = await READERS[reader]();
const shown = (at) => at.toISOString().replace(".000Z", "Z");
for (const uid of Object.keys(found)) found[uid] = found[uid].map(shown).sort();
console.log(JSON.stringify(found));
