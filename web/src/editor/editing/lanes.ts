/** Where a new lane comes to stand: in the usual order of lanes. */

import type { Journey } from "../../store/journey.ts";
import { ROLES, type Role, type Zone } from "../../store/records.ts";
import type { Beside } from "../../store/edits/parts.ts";

export const ROLE_ZONES: Readonly<Record<Role, Zone>> = {
  goals: "customer",
  touchpoints: "customer",
  channels: "customer",
  process: "customer",
  thoughts: "customer",
  feelings: "customer",
  pain_points: "customer",
  delights: "customer",
  expectations: "customer",
  measured: "customer",
  internal_actors: "internal",
  internal_channels: "internal",
  internal_process: "internal",
  internal_pain_points: "internal",
  opportunities: "followup",
  resources: "followup",
  kpis: "followup",
};

/** Behind the last lane that usually stands before it, else before the first. */
export function whereFor(journey: Journey, role: Role): Beside {
  const rank = (each: Role | null): number => (each === null ? -1 : ROLES.indexOf(each));
  const mine = journey.lanes.filter((lane) => lane.zone === ROLE_ZONES[role]);
  const before = mine.findLast((lane) => lane.role !== null && rank(lane.role) < rank(role));
  if (before) return { after: before.id };
  const [first] = mine;
  return first ? { before: first.id } : {};
}
