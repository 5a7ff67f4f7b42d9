/** The quadrant of a statement: derived, never stored. */

import type { Journey } from "./journey.ts";
import type { Statement } from "./records.ts";

export const QUADRANTS = ["do", "plan", "delegate", "drop"] as const;
export type Quadrant = (typeof QUADRANTS)[number];

export function quadrantOf(statement: Statement): Quadrant | null {
  if (statement.isImportant === null || statement.isUrgent === null) return null;
  if (statement.isImportant) return statement.isUrgent ? "do" : "plan";
  return statement.isUrgent ? "delegate" : "drop";
}

/** A pain point shows the rank of its statement. */
export function rankOf(journey: Journey, pain: string): Quadrant | null {
  const statement = journey.statementOf(pain);
  return statement ? quadrantOf(statement) : null;
}
