/** Which map a table was probably once made into. */

import type { MapSummary } from "../api/types.ts";

const LEAST = 2; // one stage of the same name is no sign
const SHARE = 0.6; // of the stages of the longer one

const plain = (title: string): string => title.trim().toLocaleLowerCase();

/** Return the map whose stages a table has, the best one first; samples are nobody's. */
export function twinOf(
  titles: readonly string[],
  maps: readonly MapSummary[],
): MapSummary | null {
  const wanted = new Set(titles.map(plain));
  let best: MapSummary | null = null;
  let most = 0;
  for (const map of maps) {
    if (map.is_sample) continue;
    const known = new Set(map.stages.map((stage) => plain(stage.title)));
    const both = [...wanted].filter((title) => known.has(title)).length;
    const share = both / Math.max(wanted.size, known.size, 1);
    if (both >= LEAST && share >= SHARE && share > most) [best, most] = [map, share];
  }
  return best;
}
