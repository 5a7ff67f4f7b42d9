/** What the pages know of editing before its code is loaded: how cells ask for it. */

import { createContext, type Component } from "svelte";
import type { Journey } from "../store/journey.ts";
import type { Card, Lane, Stage } from "../store/records.ts";

/** What somebody is writing; it outlives the element that shows it. */
export interface Draft {
  readonly kind: "card" | "stage" | "lane";
  /** Of the record, or of the one it will become. */
  readonly id: string;
}

export interface CardDraft extends Draft {
  readonly kind: "card";
  readonly lane: string;
  readonly stage: string;
  /** The card that it stands behind while it is no record yet. */
  readonly after: string | null;
}

/** The parts of the map that only those see who may edit it. */
export interface EditingParts {
  readonly CardField: Component<{ draft: CardDraft; lane: Lane }>;
  readonly StageField: Component<{ stage: Stage }>;
  readonly LaneField: Component<{ lane: Lane }>;
  readonly EditLayer: Component<{ canvas: HTMLElement }>;
  readonly AddMenu: Component;
}

export interface Editing {
  readonly parts: EditingParts;
  /** What is being written in a cell. */
  draftIn(lane: string, stage: string): CardDraft | null;
  /** Whether the name of a stage or a lane is being written. */
  isNaming(id: string): boolean;
  /** The persona whose fields are open; null: none. */
  persona: string | null;
  addPersona(): void;
  /** Behind the others. */
  addStage(): void;
  /** The widths of the stages while the edge of one is dragged. */
  drawnWidths(journey: Journey, widths: readonly number[]): readonly number[];
}

/** Gives the editor, or null: its code is not here yet, or the map is read-only. */
export const [editingHere, provideEditing] = createContext<() => Editing | null>();

/** The cards of a cell, with the one that is being written at its place. */
export function withDraft(cards: readonly Card[], draft: CardDraft | null): readonly Card[] {
  if (!draft || cards.some((card) => card.id === draft.id)) return cards;
  const at = cards.findIndex((card) => card.id === draft.after) + 1 || cards.length;
  const written: Card = {
    kind: "card",
    id: draft.id,
    order: "",
    lane: draft.lane,
    stage: draft.stage,
    substage: cards[at - 1]?.substage ?? null,
    text: "",
    number: null,
    channels: [],
    medium: null,
    isMomentOfTruth: false,
  };
  return [...cards.slice(0, at), written, ...cards.slice(at)];
}
