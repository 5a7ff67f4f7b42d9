/** Several cells chosen at once: from one corner to another, by Shift and arrows or a click. */

import type { Journey } from "../../store/journey.ts";
import type { Lane } from "../../store/records.ts";
import type { Place } from "./places.ts";

export class CellSelection {
  #from = $state.raw<Place | null>(null);
  #to = $state.raw<Place | null>(null);
  readonly #journey: () => Journey;
  readonly #lanes: () => readonly Lane[];

  constructor(journey: () => Journey, lanes: () => readonly Lane[]) {
    this.#journey = journey;
    this.#lanes = lanes;
  }

  get to(): Place | null {
    return this.#to;
  }
  get isOpen(): boolean {
    return this.#to !== null;
  }
  clear(): void {
    this.#from = null;
    this.#to = null;
  }
  extend(from: Place, to: Place): void {
    this.#from ??= from;
    this.#to = to;
  }

  /** The chosen cells row by row; null: not more than one. */
  rows(): Place[][] | null {
    const [from, to] = [this.#from, this.#to];
    if (!from || !to) return null;
    const lanes = between(this.#lanes(), from.lane, to.lane);
    const stages = between(this.#journey().stages, from.stage, to.stage);
    return lanes.map((lane) => stages.map((stage) => ({ lane: lane.id, stage: stage.id })));
  }
}

function between<Item extends { id: string }>(
  items: readonly Item[],
  one: string,
  other: string,
): readonly Item[] {
  const at = [one, other].map((id) => items.findIndex((item) => item.id === id));
  if (at.includes(-1)) return [];
  return items.slice(Math.min(...at), Math.max(...at) + 1);
}
