/** How somebody looks at a map: what is kept of it, read back without trust. */

import type { Journey } from "./journey.ts";
import { everyLane } from "./lanes.ts";
import { choice, isPlain, numberOrNull, textOrNull, texts, truthOrNull } from "./plain.ts";
import type { Lane, Persona } from "./records.ts";

export const DENSITIES = ["compact", "comfortable", "overview"] as const;
export type Density = (typeof DENSITIES)[number];

export const ZOOM_LEAST = 50;
export const ZOOM_MOST = 200;
/** Where the buttons stop, in per cent. */
const ZOOM_STEPS = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200];
const SNAP = 4; // per cent beside 100 that count as 100

export interface View {
  readonly density: Density;
  /** Per cent. */
  readonly zoom: number;
  /** The keys of folded zones. */
  readonly folded: readonly string[];
  /** Lanes that somebody showed or hid, against what the map says. */
  readonly shownLanes: readonly string[];
  readonly hiddenLanes: readonly string[];
  /** Whose feelings are shown; null: everybody's. */
  readonly personas: readonly string[] | null;
  /** Who stands in the persona panel; null: the first one shown. */
  readonly persona: string | null;
  /** Whether the persona panel is open; null: where there is room. */
  readonly isPersonaOpen: boolean | null;
}

export const FIRST_VIEW: View = {
  density: "compact",
  zoom: 100,
  folded: [],
  shownLanes: [],
  hiddenLanes: [],
  personas: null,
  persona: null,
  isPersonaOpen: null,
};

/** Read what was kept; whatever is not understood is as at the first look. */
export function readView(kept: string | null): View {
  const data = parsed(kept);
  if (!isPlain(data)) return FIRST_VIEW;
  return {
    density: choice(DENSITIES, data["density"]),
    zoom: snapped(numberOrNull(data, "zoom") ?? FIRST_VIEW.zoom),
    folded: texts(data, "folded"),
    shownLanes: texts(data, "shownLanes"),
    hiddenLanes: texts(data, "hiddenLanes"),
    personas: Array.isArray(data["personas"]) ? texts(data, "personas") : null,
    persona: textOrNull(data, "persona"),
    isPersonaOpen: truthOrNull(data, "isPersonaOpen"),
  };
}

/** What to keep: nothing, if everything is as at the first look. */
export function keptView(view: View): string | null {
  const text = JSON.stringify(view);
  return text === JSON.stringify(FIRST_VIEW) ? null : text;
}

function parsed(kept: string | null): unknown {
  if (kept === null) return null;
  try {
    return JSON.parse(kept);
  } catch {
    return null;
  }
}

/** A zoom within its limits that stays at 100 when it comes close. */
export function snapped(zoom: number): number {
  const bounded = Math.min(Math.max(Math.round(zoom), ZOOM_LEAST), ZOOM_MOST);
  return Math.abs(bounded - 100) <= SNAP ? 100 : bounded;
}

export function zoomStep(zoom: number, direction: 1 | -1): number {
  const next =
    direction > 0
      ? ZOOM_STEPS.find((step) => step > zoom)
      : ZOOM_STEPS.findLast((step) => step < zoom);
  return next ?? (direction > 0 ? ZOOM_MOST : ZOOM_LEAST);
}

/** Whether a lane is on the map as somebody looks at it. */
export function showsLane(view: View, lane: Lane): boolean {
  if (view.hiddenLanes.includes(lane.id)) return false;
  return !lane.isHidden || view.shownLanes.includes(lane.id);
}

/** Show or hide a lane. */
export function withLane(view: View, lane: Lane, isShown: boolean): View {
  const without = (ids: readonly string[]): string[] => ids.filter((id) => id !== lane.id);
  const shownLanes = without(view.shownLanes);
  const hiddenLanes = without(view.hiddenLanes);
  if (isShown && lane.isHidden) shownLanes.push(lane.id);
  if (!isShown && !lane.isHidden) hiddenLanes.push(lane.id);
  return { ...view, shownLanes, hiddenLanes };
}

/** How many of a map's lanes are not on it. */
export function hiddenCount(view: View, journey: Journey): number {
  return everyLane(journey).filter((lane) => !showsLane(view, lane)).length;
}

/** The personas whose feelings are shown: at least one, if there is any. */
export function shownPersonas(view: View, journey: Journey): readonly Persona[] {
  const chosen = view.personas;
  const shown = journey.personas.filter((each) => chosen?.includes(each.id) ?? true);
  return shown.length > 0 ? shown : journey.personas;
}

/** Who stands in the panel. */
export function frontPersona(view: View, journey: Journey): Persona | null {
  const shown = shownPersonas(view, journey);
  return shown.find((each) => each.id === view.persona) ?? shown[0] ?? null;
}

/** A curve of the feelings lane; without a persona, the one that is everybody's. */
export interface Band {
  readonly persona: Persona | null;
}

/** The personas who have feelings of their own. */
function feelingPersonas(journey: Journey): readonly Persona[] {
  const felt = new Set(journey.feelings().map((feeling) => feeling.persona));
  return journey.personas.filter((persona) => felt.has(persona.id));
}

/** Whether feelings differ between personas. */
export const hasBands = (journey: Journey): boolean => feelingPersonas(journey).length > 1;

/** Personas whose feelings differ have a band each; else there is one for all. */
export function bandsOf(view: View, journey: Journey): readonly Band[] {
  if (!hasBands(journey)) return [{ persona: null }];
  const shown = shownPersonas(view, journey);
  const felt = feelingPersonas(journey);
  const bands = shown.filter((persona) => felt.includes(persona));
  // Who has no feelings of their own still felt what everybody did.
  return (bands.length > 0 ? bands : shown.slice(0, 1)).map((persona) => ({ persona }));
}
