/** Words that are put together from the catalogue and the map. */

import type { Drawing } from "../store/drawing.ts";
import type { Journey } from "../store/journey.ts";
import type { Lane, Persona, Stage } from "../store/records.ts";
import { shownWord } from "../store/emotions.ts";
import { formatNumber, language, say } from "./language.svelte.ts";

/** A feeling's word, translated when it is a known one. */
export function feelingWord(word: string): string {
  const shown = shownWord(word, language());
  if ("written" in shown) return shown.written;
  const name = say(`emotion.${shown.emotion}`);
  return shown.isVery ? say("emotion.very", { word: name.toLowerCase() }) : name;
}

export function laneName(lane: Lane): string {
  if (lane.label) return lane.label;
  return lane.role ? say(`lane.${lane.role}`) : say("page.own_lane");
}

export const bandName = (persona: Persona): string => persona.name || say("page.customer");

export function stageName(stage: Stage, number: number): string {
  return stage.title || say("page.untitled_stage", { number });
}

export function mapTitle(title: string): string {
  return title || say("page.untitled");
}

/** Whose journey it is, for sentences: the first persona's name. */
export function customerName(journey: Journey): string {
  return journey.personas.find((each) => each.name)?.name ?? say("page.customer");
}

export const twoDigits = (number: number): string => String(number).padStart(2, "0");

/** A value of the emotion scale with its sign: +1.6, −2. */
export const signed = (value: number): string =>
  value > 0 ? `+${formatNumber(value)}` : formatNumber(value);

/** What a curve shows, for those who do not see it: "Excited in Browse, then …". */
export function curveSummary(journey: Journey, drawing: Drawing): string {
  const words = drawing.points.map(({ feeling }) => {
    const number = journey.stageNumber(feeling.stage);
    const stage = journey.stage(feeling.stage);
    return say("map.felt_in", {
      word: feelingWord(feeling.word),
      stage: stage ? stageName(stage, number) : "",
    });
  });
  return say("map.curve", { words: words.join(", ") });
}
