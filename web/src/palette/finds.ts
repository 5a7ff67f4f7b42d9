/** What of the map the words of the palette mean. */

import { stageName } from "../i18n/words.ts";
import type { Journey } from "../store/journey.ts";
import { shortNumber } from "../store/numbers.ts";
import { rankOf, type Quadrant } from "../store/ranking.ts";
import { folded } from "../store/search.ts";

export interface Find {
  readonly id: string;
  readonly kind: "pain" | "opportunity" | "stage" | "card";
  readonly text: string;
  readonly number: string;
  readonly quadrant: Quadrant | null;
}

const MOST = 8;

/** The stages and cards of a map whose words hold every word of the query. */
export function findsOf(journey: Journey, query: string): Find[] {
  const wanted = folded(query).text.trim().split(" ").filter(Boolean);
  if (wanted.length === 0) return [];
  const found: Find[] = [];
  const take = (find: Find): void => {
    const text = folded(`${find.text} ${find.number}`).text;
    if (wanted.every((word) => text.includes(word))) found.push(find);
  };
  journey.stages.forEach((stage, index) => {
    const text = stageName(stage, index + 1);
    take({ id: stage.id, kind: "stage", text, number: "", quadrant: null });
  });
  for (const lane of journey.lanes) {
    if (lane.isHidden) continue;
    for (const stage of journey.stages) {
      for (const card of journey.cards(lane.id, stage.id)) {
        const isPain = journey.isPain(card);
        const kind = isPain ? "pain" : lane.role === "opportunities" ? "opportunity" : "card";
        const quadrant = isPain ? rankOf(journey, card.id) : null;
        const number = shortNumber(journey, card);
        take({ id: card.id, kind, text: card.text, number, quadrant });
      }
    }
  }
  const order = ["pain", "opportunity", "stage", "card"];
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, MOST);
}
