/** Dates and times as the design writes them. */

import { language, say } from "./language.svelte.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago something happened: "12 minutes ago", "yesterday", "12 Nov". */
export function ago(moment: string, now: Date = new Date()): string {
  const then = new Date(moment);
  const passed = now.getTime() - then.getTime();
  const format = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  const relative = (amount: number, unit: "minute" | "hour" | "day"): string =>
    format.format(-Math.floor(amount), unit).replace(" yang lalu", " lalu");
  if (passed < MINUTE) return say("page.just_now");
  if (passed < HOUR) return relative(passed / MINUTE, "minute");
  if (passed < DAY) return relative(passed / HOUR, "hour");
  if (passed < 14 * DAY) return relative(passed / DAY, "day");
  return new Intl.DateTimeFormat(language(), {
    day: "numeric",
    month: "short",
    ...(then.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  }).format(then);
}

/** A date such as 2026-11-22 as the design writes it: "22 Nov", with its year if that is another one. */
export function dateShown(date: string, now: Date = new Date()): string {
  const day = new Date(`${date}T00:00:00`);
  if (Number.isNaN(day.getTime())) return date;
  return new Intl.DateTimeFormat(language(), {
    day: "numeric",
    month: "short",
    ...(day.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  }).format(day);
}

/** A moment as the design writes it: "22 Nov, 10.00". */
export function momentShown(moment: string, now: Date = new Date()): string {
  const then = new Date(moment);
  return new Intl.DateTimeFormat(language(), {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(then.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  }).format(then);
}
