/** How wide the stages are: the twin of `jejak.layout.widths`. */

import type { Journey } from "./journey.ts";
import type { Card } from "./records.ts";

export const NARROWEST = 120;
const USUAL = 240;
const WIDEST = 360;
const SHORTEST_CELL = 24; // characters that every cell counts at least
const TIGHTEST = 0.75; // how far a picture may shrink before it scrolls instead

/** The widths in px, each by the root of its text's length, within limits. */
export function stageWidths(
  lengths: readonly number[],
  fixed: readonly (number | null)[],
): number[] {
  const shares = lengths.map((length) => Math.sqrt(Math.max(length, 1)));
  return settle(shares, fixed, (free) => USUAL * free, WIDEST);
}

/** The widths of a map's stages by their content alone. */
export function naturalWidths(journey: Journey): number[] {
  const lengths = journey.stages.map((stage) => journey.textLength(stage.id));
  return stageWidths(
    lengths,
    journey.stages.map((stage) => stage.widthPx),
  );
}

/** The least room in which stages of these widths stand without scrolling. */
export function roomFor(natural: readonly number[]): number {
  const sum = natural.reduce((a, b) => a + b, 0);
  return Math.max(sum * TIGHTEST, NARROWEST * natural.length);
}

/** The widths of a map's stages on a screen that has this much room for them. */
export function fitWidths(journey: Journey, room: number): number[] {
  const fixed = journey.stages.map((stage) => stage.widthPx);
  const natural = naturalWidths(journey);
  const target = Math.max(room, roomFor(natural));
  const kept = fixed.reduce<number>((total, width) => total + (width ?? 0), 0);
  return settle(natural, fixed, () => target - kept, Infinity);
}

const LETTERS = new WeakMap<Card, number>();

/** Asked of every card of a stage whenever one of them changes. */
function letters(card: Card): number {
  let found = LETTERS.get(card);
  if (found === undefined) {
    found = [...card.text].length;
    LETTERS.set(card, found);
  }
  return found;
}

/** How much text the cards of a cell hold. */
export const cellLength = (cards: readonly Card[]): number =>
  cards.reduce((sum, card) => sum + letters(card), 0);

/**
 * How much text a stage holds, from the lengths of its cells.
 *
 * An empty cell takes its line all the same, and a stage of short cells must
 * not become a slit.
 */
export function stageLength(cells: readonly number[]): number {
  return cells.reduce((sum, length) => sum + Math.max(length, SHORTEST_CELL), 0);
}

/**
 * Share the room by weight, each within the limits.
 *
 * As browsers do it for flexible boxes: if holding to the limits costs room,
 * those at the lower limit are settled first, else those at the upper one.
 */
function settle(
  weights: readonly number[],
  fixed: readonly (number | null)[],
  roomFor: (free: number) => number,
  widest: number,
): number[] {
  const widths = [...fixed];
  let free = weights.flatMap((_, index) => (widths[index] ? [] : [index]));
  let room = roomFor(free.length);
  while (free.length > 0) {
    const total = free.reduce((sum, index) => sum + (weights[index] ?? 0), 0);
    const wanted = free.map((index) => (room * (weights[index] ?? 0)) / total);
    const bounded = wanted.map((width) => Math.min(Math.max(width, NARROWEST), widest));
    const gains = bounded.map((width, at) => width - (wanted[at] ?? 0));
    const cost = gains.reduce((a, b) => a + b, 0);
    const isSettled = (gain: number): boolean =>
      cost > 1e-9 ? gain > 0 : cost < -1e-9 ? gain < 0 : true;
    const done = new Set(free.filter((_, at) => isSettled(gains[at] ?? 0)));
    free.forEach((index, at) => {
      if (!done.has(index)) return;
      widths[index] = bounded[at] ?? USUAL;
      room -= bounded[at] ?? 0;
    });
    free = free.filter((index) => !done.has(index));
  }
  return widths.map((width) => Number((width ?? USUAL).toFixed(4)));
}
