// The events of a calendar file as ical.js reads them, as JSON.
//
//     node tools/read_calendar.mjs FOLDER_OF_ICAL_JS FILE
//
// `nox -s readers` runs it; tests/test_calendar.py compares.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [folder, file] = process.argv.slice(2);
const module = pathToFileURL(join(folder, "dist", "ical.js"));
const { default: ICAL } = await import(module);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf-8")));

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    summary: event.summary,
    description: event.description,
    sequence: event.sequence,
    categories: component.getFirstProperty("categories").getValues().sort(),
    alarms: component
      .getAllSubcomponents("valarm")
      .map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds() / 86400),
  };
});
process.stdout.write(JSON.stringify(events));
