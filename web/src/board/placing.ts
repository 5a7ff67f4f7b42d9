/** What it takes to bring something to a place of the board, as named edits. */

import { deleting, rankPain } from "../store/edits/builders.ts";
import type { Batch, NamedEdit } from "../store/edits/edit.ts";
import type { Journey } from "../store/journey.ts";
import { quadrantOf, type Quadrant } from "../store/ranking.ts";
import type { Card, Statement } from "../store/records.ts";

type Step = Exclude<NamedEdit, Batch>;

/** What stands on the board: a statement, or a pain point that is in none. */
export type Item =
  | { readonly kind: "statement"; readonly id: string; readonly statement: Statement }
  | { readonly kind: "pain"; readonly id: string; readonly pain: Card };

export function itemOf(journey: Journey, id: string): Item | null {
  const statement = journey.statements.find((each) => each.id === id);
  if (statement) return { kind: "statement", id, statement };
  const pain = journey.card(id);
  if (!pain || !journey.isPain(pain)) return null;
  const joining = journey.statementOf(id);
  return joining
    ? { kind: "statement", id: joining.id, statement: joining }
    : { kind: "pain", id, pain };
}

/** An edit, and the id that the thing has after it. */
export interface Placed {
  readonly edit: NamedEdit;
  readonly id: string;
}

/** Before which statement of the quadrant it is to stand; null: at the end. */
export type Before = string | null;

/** Rank something, and put it at a place among the statements of the quadrant. */
export function placed(
  journey: Journey,
  item: Item,
  quadrant: Quadrant,
  before?: Before,
): Placed | null {
  const [steps, id] = ranked(item, quadrant);
  if (before !== undefined) steps.push(...reordered(journey, id, quadrant, before));
  const edit = asOne(steps);
  return edit && { edit, id };
}

function ranked(item: Item, quadrant: Quadrant): [Step[], string] {
  const answers = answersOf(quadrant);
  if (item.kind === "pain") {
    const edit = rankPain(item.id, answers);
    return [[edit], edit.statement];
  }
  if (quadrantOf(item.statement) === quadrant) return [[], item.id];
  return [[{ edit: "JudgeStatement", id: item.id, fields: answers }], item.id];
}

function reordered(journey: Journey, id: string, quadrant: Quadrant, before: Before): Step[] {
  if (before === id) return [];
  const others = inQuadrant(journey, quadrant).filter((each) => each.id !== id);
  const now = inQuadrant(journey, quadrant).findIndex((each) => each.id === id);
  const found = others.findIndex((each) => each.id === before);
  const wanted = found < 0 ? others.length : found;
  if (now === wanted) return [];
  const next = others[wanted];
  const last = others.at(-1);
  if (next) return [{ edit: "ReorderStatement", id, before: next.id }];
  return last ? [{ edit: "ReorderStatement", id, after: last.id }] : [];
}

/** Take both answers back: a lone pain about which nothing was written is unjudged again. */
export function cleared(journey: Journey, { id, ...statement }: Statement): NamedEdit | null {
  const [pain, ...more] = statement.pains;
  const isBare =
    pain !== undefined &&
    more.length === 0 &&
    journey.card(pain)?.text === statement.text &&
    !statement.importantWhy &&
    !statement.urgentWhy;
  if (isBare) return deleting("DeleteStatement", id);
  if (statement.isImportant === null && statement.isUrgent === null) return null;
  const fields = { is_important: null, is_urgent: null };
  return { edit: "JudgeStatement", id, fields };
}

/** Join something to a statement; null: it has no pain points to join. */
export function joined(item: Item, target: string): NamedEdit | null {
  if (item.id === target) return null;
  const pains = item.kind === "pain" ? [item.id] : item.statement.pains;
  return pains.length > 0 ? { edit: "JoinPains", id: target, pains } : null;
}

const WHYS = ["important_why", "urgent_why"] as const;
export type Why = (typeof WHYS)[number];

export const whyOf = (statement: Statement, why: Why): string =>
  why === "important_why" ? statement.importantWhy : statement.urgentWhy;

/** The answers of a statement that stand without a reason. */
export function missingWhys(statement: Statement): Why[] {
  return WHYS.filter((why) => {
    const answer = why === "important_why" ? statement.isImportant : statement.isUrgent;
    return answer !== null && whyOf(statement, why).trim() === "";
  });
}

export const inQuadrant = (journey: Journey, quadrant: Quadrant | null): Statement[] =>
  journey.statements.filter((statement) => quadrantOf(statement) === quadrant);

export function answersOf(quadrant: Quadrant): { is_important: boolean; is_urgent: boolean } {
  return {
    is_important: quadrant === "do" || quadrant === "plan",
    is_urgent: quadrant === "do" || quadrant === "delegate",
  };
}

const GRID: readonly (readonly Quadrant[])[] = [
  ["do", "plan"],
  ["delegate", "drop"],
];
export type Direction = "up" | "down" | "left" | "right";
const STEPS: Readonly<Record<Direction, readonly [number, number]>> = {
  up: [-1, 0],
  down: [1, 0],
  left: [0, -1],
  right: [0, 1],
};

/** The quadrant beside another one. */
export function beside(quadrant: Quadrant, direction: Direction): Quadrant | null {
  const row = GRID.findIndex((each) => each.includes(quadrant));
  const column = GRID[row]?.indexOf(quadrant) ?? 0;
  const [down, across] = STEPS[direction];
  return GRID[row + down]?.[column + across] ?? null;
}

function asOne(steps: readonly Step[]): NamedEdit | null {
  const [only, ...more] = steps;
  if (!only) return null;
  return more.length === 0 ? only : { edit: "Batch", edits: steps };
}
