/** Measured figures in words, as `jejak.layout.measured` says them. */

import { duration } from "../../i18n/durations.ts";
import { formatNumber, language, say } from "../../i18n/language.svelte.ts";
import { secondsOf, type OwnFigure } from "../../store/measured.ts";

/** A share, with one decimal. */
export function percent(share: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${new Intl.NumberFormat(language(), digits).format(share * 100)}%`;
}

/** What was measured, without of how many. */
export function valueWords({ sort, value, unit }: OwnFigure): string {
  if (sort === "share") return percent(value);
  return sort === "time" ? duration(value) : amount(value, unit);
}

/** Of how many it was measured. */
export function ofHowMany({ n, all }: OwnFigure): string {
  if (all === null) return say("measured.n", { n: formatNumber(n) });
  return say("measured.share_of", { n: formatNumber(n), all: formatNumber(all) });
}

/** What was expected, as a time or with its unit. */
export function expectedWords({ value, unit }: { value: number; unit: string }): string {
  const seconds = secondsOf(value, unit);
  return seconds === null ? amount(value, unit) : duration(seconds);
}

function amount(value: number, unit: string): string {
  if (unit === "%") return `${formatNumber(value)}%`;
  return `${formatNumber(value)}\u00a0${unit}`.trim();
}
