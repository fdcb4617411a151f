// Reads a calendar on standard input as a calendar program would, and prints what it found there as
// JSON. The parser is that of Thunderbird. Ends with 3 when it is missing.
import { readFileSync } from "node:fs";

const MISSING = 3;
let ICAL;
try {
  ({ default: ICAL } = await import("ical.js"));
} catch {
  console.log("ical.js was not found: run `npm install --prefix tests/browser`");
  process.exit(MISSING);
}

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const value = (component, name) => component.getFirstPropertyValue(name)?.toString() ?? null;
const events = calendar.getAllSubcomponents().map((component) => {
  const event = new ICAL.Event(component);
  const names = component.getAllProperties().map((property) => property.name);
  return {
    component: component.name,
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    zone: event.startDate.zone.tzid,
    summary: event.summary,
    description: event.description ?? "",
    status: value(component, "status"),
    transparent: value(component, "transp") === "TRANSPARENT",
    stamp: value(component, "dtstamp"),
    twice: names.filter((name, at) => names.indexOf(name) !== at),
  };
});
console.log(
  JSON.stringify({ name: value(calendar, "x-wr-calname"), version: value(calendar, "version"), prodid: value(calendar, "prodid"), events }),
);
