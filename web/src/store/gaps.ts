/** Where a pain is to be expected and the map says nothing: the twin of `jejak.model.gaps`. */

import type { Journey } from "./journey.ts";
import type { Feeling } from "./records.ts";

const LOW = -0.5;
const DROP = 1;

export interface Gap {
  readonly lane: string;
  readonly stage: string;
  /** The lowest of the feelings that speak for a pain. */
  readonly feeling: Feeling;
}

/**
 * The gaps of a map, from the first stage to the last.
 *
 * A feeling speaks for a pain at -0.5 or below, or when it is at least 1 below
 * the felt point before it. A cell that somebody looked at is no gap.
 */
export function gapsOf(journey: Journey): Gap[] {
  const lane = journey.laneOfRole("pain_points");
  if (lane === null || lane.isHidden) return [];
  const speaking = new Map<string, Felt[]>();
  for (const felt of speakingOf(journey)) {
    speaking.set(felt.feeling.stage, [...(speaking.get(felt.feeling.stage) ?? []), felt]);
  }
  return journey.stages.flatMap((stage) => {
    const [first, ...rest] = speaking.get(stage.id) ?? [];
    const isLookedAt =
      journey.cards(lane.id, stage.id).length > 0 ||
      journey.cell(lane.id, stage.id) !== null;
    if (!first || isLookedAt) return [];
    const lowest = rest.reduce((low, each) => (each.value < low.value ? each : low), first);
    return [{ lane: lane.id, stage: stage.id, feeling: lowest.feeling }];
  });
}

interface Felt {
  readonly feeling: Feeling;
  readonly value: number;
}

/** The feelings that speak for a pain, along every persona's curve. */
function speakingOf(journey: Journey): Felt[] {
  const curves = journey.personas.map((persona) => persona.id);
  const found = new Map<string, Felt>();
  for (const persona of curves.length > 0 ? curves : [null]) {
    for (const point of lowPoints(journey, persona)) found.set(point.feeling.id, point);
  }
  return [...found.values()];
}

function lowPoints(journey: Journey, persona: string | null): Felt[] {
  const points = journey
    .feelings(persona)
    .flatMap((feeling) => (feeling.value === null ? [] : [{ feeling, value: feeling.value }]));
  const falls = points.slice(1).filter((point, index) => {
    const before = points[index]?.value ?? point.value;
    // In steps of 0.1 a drop from 1.9 to 0.9 is a hair less than 1.
    return Math.round((before - point.value) * 10) / 10 >= DROP;
  });
  return [...points.filter((point) => point.value <= LOW), ...falls];
}
