/** What a lane's cells look like, and how lanes stand together in zones. */

import type { Journey } from "./journey.ts";
import { ZONES, type Lane, type Note, type NoteFigure, type Role, type Zone } from "./records.ts";

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
  | "figures"
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
    case "measured":
      return "figures";
    case "expectations":
    case "resources":
    case "kpis":
      return "notes";
    case "goals":
    case "thoughts":
    case "delights":
    case null:
      return "list";
  }
}

/** Whether a lane's cells hold cards, as opposed to records of their own kind. */
export function holdsCards(lane: Lane): boolean {
  const form = cellForm(lane);
  return form !== "feelings" && form !== "notes" && form !== "figures";
}

/** The kind of record that a lane holds instead of cards. */
export function noteKind(lane: Lane): Note["kind"] | null {
  switch (lane.role) {
    case "expectations":
      return "expectation";
    case "resources":
      return "resource";
    case "kpis":
      return "kpi";
    default:
      return null;
  }
}

/** Whether somebody can write in a lane's cells. */
export const holdsText = (lane: Lane): boolean => holdsCards(lane) || noteKind(lane) !== null;

/** Lanes of one zone that stand together, on one side of the line of visibility. */
export interface LaneGroup {
  /** Tells the groups of one map apart. */
  readonly key: string;
  readonly zone: Zone;
  readonly isBackstage: boolean;
  /** The line of visibility runs along its upper edge. */
  readonly isBelowLine: boolean;
  readonly lanes: readonly Lane[];
}

/**
 * The lanes in groups from top to bottom: customer, internal, follow-up.
 *
 * Where nobody has moved the line of visibility, it runs over the first
 * internal lane.
 */
export function laneGroups(
  journey: Journey,
  isShown: (lane: Lane) => boolean = (lane) => !lane.isHidden,
): LaneGroup[] {
  const shown = everyLane(journey).filter(isShown);
  const lanes = ZONES.flatMap((zone) => shown.filter((lane) => lane.zone === zone));
  const firstBelow = lanes.findIndex((lane) => isBelow(journey, lane));
  const groups: { zone: Zone; isBelow: boolean; first: number; lanes: Lane[] }[] = [];
  lanes.forEach((lane, index) => {
    const isUnder = firstBelow >= 0 && index >= firstBelow;
    const last = groups.at(-1);
    if (last?.zone === lane.zone && last.isBelow === isUnder) last.lanes.push(lane);
    else groups.push({ zone: lane.zone, isBelow: isUnder, first: index, lanes: [lane] });
  });
  return groups.map((group) => ({
    key: group.isBelow ? `${group.zone}-below` : group.zone,
    zone: group.zone,
    isBackstage: group.isBelow && group.zone !== "followup",
    isBelowLine: group.first === firstBelow,
    lanes: group.lanes,
  }));
}

/**
 * The lanes of a map, hidden ones included, and those that records ask for.
 *
 * A file written by hand may hold feelings or KPIs without a lane for them:
 * they are shown all the same. The lane of figures is absent until there are
 * figures.
 */
export function everyLane(journey: Journey): Lane[] {
  const isMeasured = journey.figures.length > 0;
  const lanes = journey.lanes.filter((lane) => isMeasured || lane.role !== "measured");
  const missing = OWN_RECORDS.filter(
    ({ role, holds }) => journey.laneOfRole(role) === null && holds(journey),
  );
  return [...lanes, ...missing.map(({ role, zone }) => laneFor(journey, role, zone))];
}

export const shownLanes = (journey: Journey): Lane[] =>
  everyLane(journey).filter((lane) => !lane.isHidden);

interface OwnRecords {
  readonly role: Role;
  readonly zone: Zone;
  readonly holds: (journey: Journey) => boolean;
}

const hasNotes =
  (kind: Note["kind"]) =>
  (journey: Journey): boolean =>
    journey.notes.some((note) => note.kind === kind);

const OWN_RECORDS: readonly OwnRecords[] = [
  { role: "feelings", zone: "customer", holds: (journey) => journey.hasFeelings },
  { role: "expectations", zone: "customer", holds: hasNotes("expectation") },
  { role: "resources", zone: "followup", holds: hasNotes("resource") },
  { role: "kpis", zone: "followup", holds: hasNotes("kpi") },
  { role: "measured", zone: "customer", holds: (journey) => journey.figures.length > 0 },
];

/** At the side of the line of visibility where the last lane of its zone is. */
function laneFor(journey: Journey, role: Role, zone: Zone): Lane {
  const id = `lane-${role}`;
  const order = journey.lanes.findLast((lane) => lane.zone === zone)?.order ?? "~";
  return { kind: "lane", id, order, role, label: "", zone, isHidden: false };
}

function isBelow(journey: Journey, lane: Lane): boolean {
  const line = journey.info.visibilityLine;
  if (line === null) return lane.zone === "internal";
  return lane.order > line && lane.zone !== "followup";
}

/** The lines of a cell that holds records of its own kind instead of cards. */
export function notesIn(journey: Journey, lane: Lane, stage: string): Note[] {
  return journey.notes.filter((note) => {
    if (note.kind !== noteKind(lane)) return false;
    const opportunity = note.opportunity === null ? null : journey.card(note.opportunity);
    return (note.stage ?? opportunity?.stage) === stage;
  });
}

/** One of the figures of a note, as a number. */
export const figureOf = (note: Note, name: NoteFigure["name"]): number | null =>
  note.figures.find((each) => each.name === name)?.value ?? null;
