/** Spans of time as `jejak.language.formats` writes them. */

import { formatNumber, language, type Language } from "./language.svelte.ts";

const SIZES = [86_400, 3600, 60, 1];
const UNITS: Readonly<Record<Language, readonly string[]>> = {
  id: ["hari", "j", "m", "dtk"],
  en: ["d", "h", "min", "s"],
};

/** A span of time in its two largest units at most; no line parts it. */
export function duration(seconds: number): string {
  const units = UNITS[language()];
  let rest = roundHalfEven(seconds);
  const counts = SIZES.map((size) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count;
  });
  const first = counts.findIndex((count) => count > 0);
  if (first < 0) return seconds > 0 ? `<\u00a01\u00a0${units[3] ?? ""}` : `0\u00a0${units[2] ?? ""}`;
  return counts
    .map((count, place) => ({ count, unit: units[place] ?? "" }))
    .slice(first, first + 2)
    .filter(({ count }) => count > 0)
    .map(({ count, unit }) => `${formatNumber(count)}\u00a0${unit}`)
    .join("\u00a0");
}

/** As Python rounds. */
function roundHalfEven(value: number): number {
  const low = Math.floor(value);
  if (value - low !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}
