/** Where on a phone, which shows one stage of one persona, a find of the search stands. */

import type { Journey } from "../store/journey.ts";
import { cellForm, notesIn } from "../store/lanes.ts";
import type { Lane } from "../store/records.ts";
import type { Hit } from "../store/search.ts";

export interface PhonePlace {
  /** The stage to show; null: the one that is shown. */
  readonly stage: string | null;
  /** The persona to put in front; null: whoever is. */
  readonly persona: string | null;
}

export function placeOnPhone(journey: Journey, hit: Hit, shown: string | null): PhonePlace {
  if (hit.stage !== null) return { stage: hit.stage, persona: personaOf(journey, hit) };
  const lane = journey.lane(hit.lane ?? "");
  const speaking = journey.stages.filter(({ id }) => lane && speaks(journey, lane, id));
  // The name of a lane stands wherever the lane says something.
  const isHere = speaking.some(({ id }) => id === shown);
  return { stage: isHere ? null : (speaking[0]?.id ?? null), persona: null };
}

function speaks(journey: Journey, lane: Lane, stage: string): boolean {
  if (cellForm(lane) === "figures") return true;
  if (cellForm(lane) === "notes") return notesIn(journey, lane, stage).length > 0;
  return journey.cards(lane.id, stage).length > 0 || journey.cell(lane.id, stage) !== null;
}

function personaOf(journey: Journey, { item, stage }: Hit): string | null {
  if (stage === null) return null;
  const felt = [...journey.feelings(null, stage), ...journey.expectedFeelings(null, stage)];
  return felt.find((feeling) => feeling.id === item)?.persona ?? null;
}
