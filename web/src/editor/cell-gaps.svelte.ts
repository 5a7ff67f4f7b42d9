/** Where pains are to be expected, cell by cell: only those ask again whose gap came or went. */

import type { Gap } from "../store/gaps.ts";
import { Signals } from "../store/live/signals.svelte.ts";

const place = (lane: string, stage: string): string => `${lane}\n${stage}`;

export class CellGaps {
  readonly #signals = new Signals();
  #gaps: ReadonlyMap<string, Gap> = new Map();

  at(lane: string, stage: string): Gap | null {
    this.#signals.read(place(lane, stage));
    return this.#gaps.get(place(lane, stage)) ?? null;
  }

  update(gaps: readonly Gap[]): void {
    const before = this.#gaps;
    const now = new Map(gaps.map((gap) => [place(gap.lane, gap.stage), gap]));
    this.#gaps = now;
    const changed = new Set([...before.keys(), ...now.keys()]);
    this.#signals.changed(
      [...changed].filter((key) => before.get(key)?.feeling !== now.get(key)?.feeling),
    );
  }
}
