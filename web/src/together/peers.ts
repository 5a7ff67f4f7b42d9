/** Where the others are on the map, and where this page is for them. */

import { cellIn } from "../editor/grid-keys.ts";
import { say } from "../i18n/language.svelte.ts";
import { go, mapAddress, prioritiesAddress } from "../router.svelte.ts";
import type { LiveMap, Person, PresenceState } from "../store/live/live-map.svelte.ts";

const IDLE_MS = 120_000;
const STEP_MS = 120; // moving with the arrows is not told cell by cell
const COLOURS = 5;

/** The theme's colour for a person. */
export const colourOf = (person: Pick<Person, "colour">): string =>
  `var(--who-${(person.colour % COLOURS) + 1})`;

/** The people who are here, each once, however many windows they have open. */
export function othersOf(live: LiveMap): readonly Person[] {
  const others = new Map<string, Person>();
  for (const person of live.people) {
    const known = others.get(person.id);
    if (person.id !== live.me?.id && (!known || known.state.idle)) others.set(person.id, person);
  }
  return [...others.values()];
}

/** Tell the others what has the focus here, and when nobody moves any more. */
export function tellWhereabouts(live: LiveMap, page: () => string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let idling: ReturnType<typeof setTimeout> | undefined;
  let last = "";
  const tell = (idle: boolean): void => {
    const state = { ...whereabouts(document.activeElement), page: page(), ...(idle ? { idle } : {}) };
    if (JSON.stringify(state) === last) return;
    last = JSON.stringify(state);
    live.presence(state);
  };
  const soon = (): void => {
    clearTimeout(timer);
    clearTimeout(idling);
    timer = setTimeout(() => tell(document.hidden), STEP_MS);
    idling = setTimeout(() => tell(true), IDLE_MS);
  };
  const events = ["focusin", "focusout", "pointerdown", "keydown", "visibilitychange"] as const;
  for (const name of events) document.addEventListener(name, soon, { passive: true });
  soon();
  return () => {
    clearTimeout(timer);
    clearTimeout(idling);
    for (const name of events) document.removeEventListener(name, soon);
  };
}

function whereabouts(focused: Element | null): PresenceState {
  const cell = focused?.closest<HTMLElement>("[data-lane][data-stage]");
  const item = focused?.closest<HTMLElement>("[data-item]");
  const { lane = "", stage = "" } = cell?.dataset ?? {};
  const record = item?.dataset["item"];
  const isWriting = focused?.matches("textarea, input, [contenteditable]") ?? false;
  return {
    ...(cell ? { cell: { lane, stage } } : {}),
    ...(record ? { record } : {}),
    ...(isWriting && (cell || record) ? { editing: true } : {}),
  };
}

/** What a person stands at, as this page shows it. */
export function placeOf({ state }: Person): HTMLElement | null {
  const { cell, record } = state;
  const table = document.querySelector<HTMLTableElement>("table.map");
  const found = cell && table && cellIn(table, cell.lane, cell.stage);
  if (found) return found;
  return record
    ? document.querySelector<HTMLElement>(`[data-item="${CSS.escape(record)}"]`)
    : null;
}

/** Outline the cells where others are; what is returned takes the outlines away. */
export function outline(people: readonly Person[]): () => void {
  const marked: HTMLElement[] = [];
  for (const person of people) {
    const place = person.state.idle ? null : placeOf(person);
    if (!place) continue;
    place.dataset["peer"] = person.name || say("live.somebody");
    place.style.setProperty("--peer", colourOf(person));
    marked.push(place);
  }
  return () => {
    for (const place of marked) {
      delete place.dataset["peer"];
      place.style.removeProperty("--peer");
    }
  };
}

/** Go where somebody is. */
export function follow(live: LiveMap, person: Person, page: string): void {
  const { page: theirs } = person.state;
  if (theirs && theirs !== page) {
    go(theirs === "priorities" ? prioritiesAddress(live.id) : mapAddress(live.id));
    return;
  }
  placeOf(person)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const WASH_MS = 1_000;

/** Let what somebody changed take their colour for a moment, once. */
export function wash(ids: ReadonlySet<string>, colour: string): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const tint = `color-mix(in srgb, ${colour} 12%, transparent)`;
  for (const item of document.querySelectorAll<HTMLElement>("[data-item]")) {
    if (!ids.has(item.dataset["item"] ?? "")) continue;
    item.animate([{ backgroundColor: tint }, { backgroundColor: "transparent" }], WASH_MS);
  }
}

/** Whether what has the focus is in the cell of one of these records. */
export function isHere(ids: ReadonlySet<string>): boolean {
  const cell = document.activeElement?.closest("[data-lane][data-stage]");
  const items = cell?.querySelectorAll<HTMLElement>("[data-item]") ?? [];
  return [...items].some((item) => ids.has(item.dataset["item"] ?? ""));
}
