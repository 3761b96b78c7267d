/** Adds the reader's own time to every time of the course: it is shown when the pointer rests on it. */

const own = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short" });
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const time of document.querySelectorAll("time[datetime*='T']")) {
  const moment = new Date(time.dateTime);
  if (!Number.isNaN(moment.valueOf())) time.title = `${own.format(moment)} where you are (${ownZone})`;
}
