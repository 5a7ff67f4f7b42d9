/** What a lane's cells look like, and how lanes stand together in zones. */

import type { Journey } from "./journey.ts";
import { ZONES, type Lane, type Zone } from "./records.ts";

export type CellForm =
  | "list"
  | "steps"
  | "touchpoints"
  | "channels"
  | "places"
  | "actors"
  | "pains"
  | "opportunities"
  | "feelings"
  | "notes";

export function cellForm(lane: Lane): CellForm {
  switch (lane.role) {
    case "process":
    case "internal_process":
      return "steps";
    case "touchpoints":
      return "touchpoints";
    case "channels":
      return "channels";
    case "internal_channels":
      return "places";
    case "internal_actors":
      return "actors";
    case "pain_points":
    case "internal_pain_points":
      return "pains";
    case "opportunities":
      return "opportunities";
    case "feelings":
      return "feelings";
    case "expectations":
    case "resources":
    case "kpis":
      return "notes";
    case "goals":
    case "thoughts":
    case "delights":
    case "measured":
    case null:
      return "list";
  }
}

/** Lanes of one zone that stand together, on one side of the line of visibility. */
export interface LaneGroup {
  readonly zone: Zone;
  readonly isBackstage: boolean;
  /** The line of visibility is drawn above this group. */
  readonly isBelowLine: boolean;
  readonly lanes: readonly Lane[];
}

/**
 * The lanes in groups from top to bottom: customer, internal, follow-up.
 *
 * The lane of figures is absent until there are figures.
 */
export function laneGroups(journey: Journey): LaneGroup[] {
  const groups: { zone: Zone; isBackstage: boolean; lanes: Lane[] }[] = [];
  const lanes = journey.lanes.filter((each) => each.role !== "measured");
  const byZone = ZONES.flatMap((zone) => lanes.filter((lane) => lane.zone === zone));
  for (const lane of byZone) {
    const isBackstage = journey.isBackstage(lane);
    const last = groups.at(-1);
    if (last?.zone === lane.zone && last.isBackstage === isBackstage) last.lanes.push(lane);
    else groups.push({ zone: lane.zone, isBackstage, lanes: [lane] });
  }
  const firstBelow = groups.findIndex((group) => group.isBackstage);
  return groups.map((group, index) => ({ ...group, isBelowLine: index === firstBelow }));
}
