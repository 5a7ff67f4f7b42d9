/** What a chip may be called: names from the same lane, then those that most maps know. */

import type { Journey } from "../../store/journey.ts";
import type { Lane, Role } from "../../store/records.ts";
import type { CardDraft } from "../editing.ts";
import type { CardWriting } from "./drafts.svelte.ts";

/** Proper names, the same in every language. */
const KNOWN: Partial<Record<Role, readonly string[]>> = {
  channels: [
    "WhatsApp",
    "Instagram",
    "Website",
    "Mobile app",
    "Email",
    "TikTok",
    "YouTube",
    "Facebook",
    "Google Maps",
    "Tokopedia",
    "Shopee",
    "LinkedIn",
  ],
  internal_channels: ["WhatsApp", "Email", "Slack", "Google Sheets", "CRM", "Trello"],
};
const MOST = 8;

export function suggestionsFor(journey: Journey, lane: Lane, draft: CardWriting): string[] {
  const here = new Set(cardTexts(journey, lane.id, draft));
  const typed = draft.text.trim().toLowerCase();
  const used = journey.stages.flatMap((stage) =>
    journey.cards(lane.id, stage.id).map((card) => card.text),
  );
  const names = [...new Set([...used, ...((lane.role && KNOWN[lane.role]) ?? [])])];
  return names
    .filter((name) => !here.has(name) && name.toLowerCase() !== typed)
    .filter((name) => typed === "" || name.toLowerCase().includes(typed))
    .slice(0, MOST);
}

/** What stands in the cell already. */
function cardTexts(journey: Journey, lane: string, draft: CardDraft): string[] {
  const stage = journey.card(draft.id)?.stage ?? draft.stage;
  return journey.cards(lane, stage).map((card) => card.text);
}
