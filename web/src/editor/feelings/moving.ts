/** Where a feeling stands while it is moved: steps, snaps, and its neighbours. */

import { spread } from "../../store/curve.ts";
import type { NamedEdit } from "../../store/edits/edit.ts";
import type { Journey } from "../../store/journey.ts";
import type { Feeling } from "../../store/records.ts";

type Step = Exclude<NamedEdit, { edit: "Batch" }>;

const SNAP = 0.12; // beside a whole level that counts as it

export const stepped = (value: number): number =>
  Math.min(2, Math.max(-2, Math.round(value * 10) / 10)) + 0;

/** A value under the pointer: in steps of 0.1 that catch at whole levels. */
export function snapped(value: number): number {
  const whole = Math.round(value);
  return stepped(Math.abs(value - whole) <= SNAP ? whole : value);
}

export const placed = (place: number): number =>
  Math.min(1, Math.max(0, Math.round(place * 100) / 100));

/** Bring a feeling to a value and a place, and let its neighbours stay where they are seen. */
export function moved(
  journey: Journey,
  feeling: Feeling,
  persona: string | null,
  value: number,
  place: number | null,
): NamedEdit | null {
  const fields: Record<string, number> = {};
  if (value !== feeling.value) fields["value"] = value;
  if (place !== null && place !== feeling.place) fields["place"] = place;
  if (Object.keys(fields).length === 0) return null;
  const step: Step = { edit: "ChangeFeeling", id: feeling.id, fields };
  if (place === null) return step;
  const others = settled(journey, persona, feeling.stage).filter(({ id }) => id !== feeling.id);
  return others.length === 0 ? step : { edit: "Batch", edits: [...others.map(toStep), step] };
}

interface Settled {
  readonly id: string;
  readonly place: number;
}

/** Feelings too close together are shown spread out: the places that say so. */
export function settled(journey: Journey, persona: string | null, stage: string): Settled[] {
  const felt = journey.feelings(persona, stage);
  const places = spread(felt.map((feeling) => feeling.place));
  return felt.flatMap((feeling, index) => {
    const place = placed(places[index] ?? feeling.place);
    return place === placed(feeling.place) ? [] : [{ id: feeling.id, place }];
  });
}

export const toStep = ({ id, place }: Settled): Step => ({
  edit: "ChangeFeeling",
  id,
  fields: { place },
});
