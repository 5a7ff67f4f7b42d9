/** Short numbers such as P-03. */

import type { Journey } from "./journey.ts";
import type { Card, Role, Statement } from "./records.ts";

const LETTERS = new Map<Role | null, string>([
  ["pain_points", "P"],
  ["internal_pain_points", "P"],
  ["opportunities", "O"],
  ["delights", "D"],
]);

const numbered = (letter: string, number: number): string =>
  `${letter}-${String(number).padStart(2, "0")}`;

/** The short number of a card, or an empty text when it has none. */
export function shortNumber(journey: Journey, card: Card): string {
  const letter = LETTERS.get(journey.lane(card.lane)?.role ?? null);
  return letter && card.number !== null ? numbered(letter, card.number) : "";
}

/** The numbers a statement goes by: those of its pains, else its own. */
export function statementNumbers(journey: Journey, statement: Statement): string[] {
  const pains = statement.pains.flatMap((id) => {
    const card = journey.card(id);
    const number = card ? shortNumber(journey, card) : "";
    return number ? [number] : [];
  });
  if (pains.length > 0 || statement.number === null) return pains;
  return [numbered("P", statement.number)];
}
