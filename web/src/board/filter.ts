/** Which statements and pain points of a board are looked at. */

import type { Journey } from "../store/journey.ts";
import type { Card, Statement } from "../store/records.ts";
import { missingWhys } from "./placing.ts";

export const SIDES = ["all", "customer", "internal"] as const;
export type Side = (typeof SIDES)[number];
export const STATES = ["all", "without_why", "off_map"] as const;
export type State = (typeof STATES)[number];

export interface Filter {
  /** The id of a stage; null: all of them. */
  readonly stage: string | null;
  readonly side: Side;
  readonly state: State;
}

export const EVERYTHING: Filter = { stage: null, side: "all", state: "all" };

export const isFiltering = ({ stage, side, state }: Filter): boolean =>
  stage !== null || side !== "all" || state !== "all";

/** The pain points of a statement that are on the map. */
function painsOf(journey: Journey, statement: Statement): Card[] {
  return statement.pains.flatMap((id) => journey.card(id) ?? []);
}

export function showsStatement(journey: Journey, filter: Filter, statement: Statement): boolean {
  const pains = painsOf(journey, statement);
  if (filter.state === "off_map" && pains.length > 0) return false;
  if (filter.state === "without_why" && missingWhys(statement).length === 0) return false;
  const stages = pains.length > 0 ? pains.map((pain) => pain.stage) : [statement.stage];
  if (filter.stage !== null && !stages.includes(filter.stage)) return false;
  return filter.side === "all" || pains.some((pain) => sideOf(journey, pain) === filter.side);
}

export function showsPain(journey: Journey, filter: Filter, pain: Card): boolean {
  if (filter.state !== "all") return false;
  if (filter.stage !== null && pain.stage !== filter.stage) return false;
  return filter.side === "all" || sideOf(journey, pain) === filter.side;
}

const sideOf = (journey: Journey, pain: Card): Side =>
  journey.lane(pain.lane)?.zone === "internal" ? "internal" : "customer";
