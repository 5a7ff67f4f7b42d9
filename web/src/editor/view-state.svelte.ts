/** How this browser looks at each map; every part of the page that asks gets the same. */

import { keep, recall } from "../components/memory.ts";
import type { Journey } from "../store/journey.ts";
import { everyLane } from "../store/lanes.ts";
import type { Lane, Persona } from "../store/records.ts";
import {
  bandsOf,
  frontPersona,
  hiddenCount,
  keptView,
  readView,
  shownPersonas,
  showsLane,
  snapped,
  withLane,
  zoomStep,
  type Band,
  type Density,
  type View,
} from "../store/view.ts";

const keyOf = (map: string): string => `jejak_view:${map}`;

export class ViewState {
  readonly #map: string;
  #view = $state.raw<View>(readView(null));

  constructor(map: string) {
    this.#map = map;
    this.#view = readView(recall(keyOf(map)));
  }

  #change(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    keep(keyOf(this.#map), keptView(this.#view));
  }

  get density(): Density {
    return this.#view.density;
  }
  set density(density: Density) {
    this.#change({ density });
  }

  /** Per cent, 50 to 200. */
  get zoom(): number {
    return this.#view.zoom;
  }
  set zoom(zoom: number) {
    this.#change({ zoom: snapped(zoom) });
  }
  step(direction: 1 | -1): void {
    this.#change({ zoom: zoomStep(this.zoom, direction) });
  }

  isFolded(zone: string): boolean {
    return this.#view.folded.includes(zone);
  }
  fold(zone: string, isFolded: boolean): void {
    const others = this.#view.folded.filter((each) => each !== zone);
    this.#change({ folded: isFolded ? [...others, zone] : others });
  }

  readonly showsLane = (lane: Lane): boolean => showsLane(this.#view, lane);

  show(lane: Lane, isShown: boolean): void {
    this.#change(withLane(this.#view, lane, isShown));
  }
  showAll(journey: Journey): void {
    const shownLanes = everyLane(journey)
      .filter((lane) => lane.isHidden)
      .map((lane) => lane.id);
    this.#change({ shownLanes, hiddenLanes: [] });
  }
  hiddenCount(journey: Journey): number {
    return hiddenCount(this.#view, journey);
  }

  personas(journey: Journey): readonly Persona[] {
    return shownPersonas(this.#view, journey);
  }
  showPersona(journey: Journey, persona: string, isShown: boolean): void {
    const now = this.personas(journey).map((each) => each.id);
    const next = isShown ? [...now, persona] : now.filter((id) => id !== persona);
    if (next.length === 0) return; // a map without anybody tells nothing
    const isAll = journey.personas.every((each) => next.includes(each.id));
    this.#change({ personas: isAll ? null : next });
  }
  /** Who stands in the panel, and leads the curve of a phone. */
  front(journey: Journey): Persona | null {
    return frontPersona(this.#view, journey);
  }
  putInFront(persona: string): void {
    this.#change({ persona });
  }
  bands(journey: Journey): readonly Band[] {
    return bandsOf(this.#view, journey);
  }

  get isPersonaOpen(): boolean | null {
    return this.#view.isPersonaOpen;
  }
  set isPersonaOpen(isPersonaOpen: boolean | null) {
    this.#change({ isPersonaOpen });
  }
}

const views = new Map<string, ViewState>();

/** The way this browser looks at a map. */
export function viewOf(map: string): ViewState {
  const known = views.get(map);
  if (known) return known;
  const view = new ViewState(map);
  views.set(map, view);
  return view;
}
