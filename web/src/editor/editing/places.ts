/** Where on the map something stands, read from the table. */

import { itemOf, stopOf } from "../grid-keys.ts";

export interface Place {
  readonly lane: string;
  readonly stage: string;
}

/** Where a card stands, or shall stand. */
export interface Spot extends Place {
  /** The part of the stage; null: in none. Left out: as it was, if the stage stays. */
  readonly substage?: string | null;
}

export const cellKey = ({ lane, stage }: Place): string => `${lane}\n${stage}`;

/** The cell that an element stands in. */
export function placeOf(element: Element | null): Place | null {
  const cell = element?.closest<HTMLElement>("td[data-lane]");
  const lane = cell?.dataset["lane"];
  const stage = cell?.dataset["stage"];
  return lane && stage ? { lane, stage } : null;
}

/** The stage whose head an element stands in. */
export const stageOf = (element: Element | null): string | null =>
  element?.closest<HTMLElement>("thead th[data-item]")?.dataset["item"] ?? null;

/** The stage whose guidance an element stands in. */
export const guidedStageOf = (element: Element | null): string | null =>
  element?.closest<HTMLElement>("td[data-guide]")?.dataset["guide"] ?? null;

/** The lane whose head an element stands in. */
export const laneOf = (element: Element | null): string | null =>
  element?.closest<HTMLElement>("th.head[data-lane]")?.dataset["lane"] ?? null;

/** The id of the item that an element stands in. */
export const itemIdOf = (element: Element | null): string | null =>
  (element && itemOf(element)?.dataset["item"]) ?? null;

export const isField = (element: EventTarget | null): boolean =>
  element instanceof Element && element.matches("input, textarea, select, [contenteditable]");

/** Whether an element itself is a cell or a head, not something in it. */
export const isStop = (element: Element): boolean => stopOf(element) === element;
