/** Dates and times as the design writes them. */

import { language, say } from "./language.svelte.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago something happened: "12 minutes ago", "yesterday", "12 Nov". */
export function ago(moment: string, now: Date = new Date()): string {
  const then = new Date(moment);
  const passed = now.getTime() - then.getTime();
  const relative = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  if (passed < MINUTE) return say("page.just_now");
  if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), "minute");
  if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), "hour");
  if (passed < 14 * DAY) return relative.format(-Math.floor(passed / DAY), "day");
  return new Intl.DateTimeFormat(language(), {
    day: "numeric",
    month: "short",
    ...(then.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  }).format(then);
}
