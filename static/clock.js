/** Tells a moment as the pages do: “Mon 23 Nov, 01:27” on the course's clock, else on the reader's own, and says so. */

/** @param {number} at milliseconds */
export function moment(at) {
  const zone = document.body.dataset.zone;
  try {
    if (zone) return told(at, zone);
  } catch {
    // this browser does not know the course's zone
  }
  return `${told(at, undefined)} on your own clock`;
}

function told(at, timeZone) {
  const form = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const parts = new Intl.DateTimeFormat("en", { ...form, timeZone }).formatToParts(at);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part.weekday} ${part.day} ${part.month}, ${part.hour}:${part.minute}`;
}
