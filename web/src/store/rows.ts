/** The rows of the map as somebody looks at it: zones, lanes, and a band per persona. */

import type { Journey } from "./journey.ts";
import { cellForm, laneGroups, notesIn, type CellForm, type LaneGroup } from "./lanes.ts";
import type { Lane, Stage } from "./records.ts";
import type { Band } from "./view.ts";

export interface LaneRow {
  readonly key: string;
  readonly lane: Lane;
  readonly form: CellForm;
  /** Of the feelings lane: whose curve. */
  readonly band: Band | null;
}

export interface ZoneRows extends LaneGroup {
  readonly rows: readonly LaneRow[];
}

export function zonesOf(
  journey: Journey,
  isShown: (lane: Lane) => boolean,
  bands: readonly Band[],
): ZoneRows[] {
  return laneGroups(journey, isShown).map((group) => ({
    ...group,
    rows: group.lanes.flatMap((lane) => rowsOf(lane, bands)),
  }));
}

function rowsOf(lane: Lane, bands: readonly Band[]): LaneRow[] {
  const form = cellForm(lane);
  if (form !== "feelings") return [{ key: lane.id, lane, form, band: null }];
  return bands.map((band) => ({
    key: `${lane.id} ${band.persona?.id ?? ""}`,
    lane,
    form,
    band,
  }));
}

/** What a folded zone holds of one stage. */
export interface FoldedCount {
  /** All of it, pains and opportunities too. */
  readonly entries: number;
  readonly pains: number;
  readonly opportunities: number;
}

export function countIn(journey: Journey, group: LaneGroup, stage: Stage): FoldedCount {
  let entries = 0;
  let pains = 0;
  let opportunities = 0;
  for (const lane of group.lanes) {
    const form = cellForm(lane);
    const held = entriesOf(journey, lane, form, stage);
    entries += held;
    if (form === "pains") pains += held;
    if (form === "opportunities") opportunities += held;
  }
  return { entries, pains, opportunities };
}

function entriesOf(journey: Journey, lane: Lane, form: CellForm, stage: Stage): number {
  switch (form) {
    case "feelings":
      return journey.feelings(null, stage.id).length;
    case "notes":
      return notesIn(journey, lane, stage.id).length;
    default:
      return journey.cards(lane.id, stage.id).length;
  }
}

/** About how much has to be drawn for a row. */
export function weightOf(journey: Journey, { lane, form }: LaneRow): number {
  if (form === "feelings") return 4 * journey.stages.length;
  const cards = journey.stages.reduce(
    (sum, stage) => sum + journey.cards(lane.id, stage.id).length,
    0,
  );
  return cards + journey.stages.length;
}

/**
 * How many rows to draw next, so that a large map is readable before it is whole.
 *
 * Every step draws at least one row more, and a small map is drawn in one step.
 */
export function rowsWithin(weights: readonly number[], drawn: number, budget: number): number {
  let rows = drawn;
  let spent = 0;
  while (rows < weights.length && (rows === drawn || spent + (weights[rows] ?? 0) <= budget)) {
    spent += weights[rows] ?? 0;
    rows += 1;
  }
  return rows;
}
