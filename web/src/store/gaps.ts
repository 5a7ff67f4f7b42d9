/** Where a pain point is missing although the feeling says there is one. */

import { PAIN_ROLES, type Journey } from "./journey.ts";
import type { Feeling } from "./records.ts";

const DROP = 1;
const LOW = -0.5;

export interface Gap {
  readonly lane: string;
  readonly stage: string;
  readonly feeling: Feeling;
}

/**
 * The empty cells of the pain lane where the feeling drops into the stage by
 * one or more, or is at or below -0.5 in it.
 */
export function gapsOf(journey: Journey): Gap[] {
  const lane = journey.lanes.find((each) => each.role === "pain_points");
  if (!lane || !PAIN_ROLES.has(lane.role)) return [];
  return journey.stages.flatMap((stage) => {
    const isEmpty =
      journey.cards(lane.id, stage.id).length === 0 &&
      journey.cell(lane.id, stage.id) === null;
    const feeling = isEmpty ? worryIn(journey, stage.id) : null;
    return feeling ? [{ lane: lane.id, stage: stage.id, feeling }] : [];
  });
}

function worryIn(journey: Journey, stage: string): Feeling | null {
  const known = journey.feelings().filter((feeling) => feeling.value !== null);
  const inside = known.filter((feeling) => feeling.stage === stage);
  const [first] = inside;
  if (!first) return null;
  const lowest = inside.reduce((low, each) => (valueOf(each) < valueOf(low) ? each : low));
  if (valueOf(lowest) <= LOW) return lowest;
  const before = known[known.indexOf(first) - 1];
  const falls = before !== undefined && valueOf(before) - valueOf(first) >= DROP;
  return falls ? first : null;
}

const valueOf = (feeling: Feeling): number => feeling.value ?? 0;
