/** The editor of a map: what is being written, what is at hand, and how edits are made. */

import { tick, untrack } from "svelte";
import { tell } from "../../components/toast.svelte.ts";
import { say } from "../../i18n/language.svelte.ts";
import { laneName, stageName } from "../../i18n/words.ts";
import { everyLane, holdsText, noteKind, notesIn } from "../../store/lanes.ts";
import { randomId } from "../../store/edits/ids.ts";
import type { Batch, NamedEdit } from "../../store/edits/edit.ts";
import type { Journey } from "../../store/journey.ts";
import type { LiveMap } from "../../store/live/live-map.svelte.ts";
import { Signals } from "../../store/live/signals.svelte.ts";
import type { Card, Lane, Note, Stage } from "../../store/records.ts";
import { shortened } from "../../store/typography.ts";
import type { CardDraft, Editing, EditingParts } from "../editing.ts";
import { cellIn } from "../grid-keys.ts";
import type { Block } from "./clipboard.ts";
import { CardWriting, type CardPlace } from "./drafts.svelte.ts";
import { addStage, type MenuEntry } from "./entries.ts";
import { addPersona } from "./personas.ts";
import { CellSelection } from "./selection.svelte.ts";
import { cellKey, placeOf, type Place } from "./places.ts";

/** A menu that is open, and where. */
export interface OpenMenu {
  readonly entries: readonly MenuEntry[];
  readonly anchor: Anchor;
}
export interface Anchor {
  getBoundingClientRect(): DOMRect;
}

/** A dialog that is open. */
export type OpenDialog =
  | { readonly kind: "move"; readonly item: string; readonly from: Place }
  | { readonly kind: "note"; readonly note: string }
  | { readonly kind: "left_out"; readonly start: Place; readonly block: Block }
  | { readonly kind: "stage"; readonly stage: string }
  | { readonly kind: "lane" }
  | { readonly kind: "channels"; readonly card: string }
  | { readonly kind: "reason"; readonly place: Place };

export class Editor implements Editing {
  readonly live: LiveMap;
  readonly parts: EditingParts;
  #draft = $state.raw<CardWriting | null>(null);
  /** One for every cell: of thousands only those are drawn anew that a draft enters or leaves. */
  readonly #cells = new Signals();
  naming = $state<string | null>(null);
  menu = $state.raw<OpenMenu | null>(null);
  dialog = $state.raw<OpenDialog | null>(null);
  /** The persona that is being written. */
  persona = $state<string | null>(null);
  /** While the edge of a stage is dragged. */
  drawn = $state.raw<{ stage: string; width: number } | null>(null);
  /** Said to those who hear the page. */
  news = $state("");
  canvas: HTMLElement | null = null;
  #widths: readonly number[] = [];
  readonly selection = new CellSelection(
    () => this.journey,
    () => this.lanesInSight(),
  );

  constructor(live: LiveMap, parts: EditingParts) {
    this.live = live;
    this.parts = parts;
  }

  get journey(): Journey {
    return this.live.journey;
  }

  /** Make an edit; what is returned names it, for undoing just this one. */
  submit(edit: NamedEdit): string {
    return this.live.submit(edit);
  }
  /** Several edits as one step of undo. */
  asOne(edits: Batch["edits"]): NamedEdit {
    const [only] = edits;
    return only && edits.length === 1 ? only : { edit: "Batch", edits };
  }

  announce(text: string): void {
    this.news = this.news === text ? `${text}\u00a0` : text;
  }

  // What the pages ask

  draftIn(lane: string, stage: string): CardDraft | null {
    const cell = cellKey({ lane, stage });
    this.#cells.read(cell);
    void this.journey.cards(lane, stage); // somebody else may move the card
    const draft = untrack(() => this.#draft);
    return draft && cellKey(untrack(() => this.#cellOf(draft))) === cell ? draft : null;
  }
  #cellOf(draft: CardWriting): Place {
    return this.journey.card(draft.id) ?? draft;
  }

  get draft(): CardWriting | null {
    return this.#draft;
  }
  set draft(next: CardWriting | null) {
    const both = [this.#draft, next].flatMap((draft) => (draft ? [this.#cellOf(draft)] : []));
    this.#draft = next;
    this.#cells.changed(both.map(cellKey));
  }
  isNaming(id: string): boolean {
    return this.naming === id;
  }
  drawnWidths(journey: Journey, widths: readonly number[]): readonly number[] {
    const drawn = this.drawn;
    // Nothing moves under the words while they are written.
    const isHeld = this.draft !== null && isSameRoom(this.#widths, widths);
    const now = isHeld ? this.#widths : widths;
    this.#widths = now;
    if (!drawn) return now;
    return now.map((width, at) =>
      journey.stages[at]?.id === drawn.stage ? drawn.width : width,
    );
  }

  addPersona(): void {
    addPersona(this);
  }
  addStage(): void {
    addStage(this, null);
  }

  // Writing cards

  startCard(place: CardPlace): void {
    const lane = laneFor(this.journey, place.lane);
    if (!lane || !holdsText(lane)) return;
    this.finish();
    const kind = noteKind(lane) ?? "card";
    const id = randomId(kind);
    this.draft = new CardWriting({ id, ...place }, null, {
      add: (_, text) =>
        kind === "card" ? this.#addCard(id, place, text) : this.#addNote(id, kind, place, text),
      write: (_, was, text) => this.#write(id, kind, was, text),
      empty: () => this.deleteItem(id),
    });
  }

  /** Write one more behind what stands in a cell. */
  startAtEnd(place: Place): void {
    const lane = laneFor(this.journey, place.lane);
    const last = this.journey.cards(place.lane, place.stage).at(-1);
    const note = lane && notesIn(this.journey, lane, place.stage).at(-1);
    this.startCard({ ...place, after: last?.id ?? note?.id ?? null });
  }

  editCard(id: string): void {
    const text = this.textOf(id);
    const place = this.#placeOf(id);
    if (text === null || !place || this.draft?.id === id) return;
    this.finish();
    const kind = this.journey.card(id) ? "card" : "note";
    this.draft = new CardWriting({ id, ...place, after: null }, text, {
      add: () => undefined,
      write: (_, was, now) => this.#write(id, kind, was, now),
      empty: () => this.deleteItem(id),
    });
  }

  #placeOf(id: string): Place | null {
    const card = this.journey.card(id);
    if (card) return { lane: card.lane, stage: card.stage };
    return placeOf(
      this.canvas?.querySelector(`[data-item="${CSS.escape(id)}"]`) ?? null,
    );
  }

  #write(id: string, kind: string, was: string, text: string): void {
    if (kind === "card") this.submit({ edit: "EditCardText", id, was, text });
    else this.submit({ edit: "EditText", id, field: "text", was, text });
  }

  #addNote(id: string, kind: string, { stage, after }: CardPlace, text: string): void {
    const record = { kind, id, stage, text };
    const isThere = after !== null && this.noteOf(after) !== null;
    this.submit({ edit: "AddRecord", record, ...(isThere ? { after } : {}) });
  }

  #addCard(id: string, { lane, stage, after }: CardPlace, text: string): void {
    const beside = this.journey.cards(lane, stage).find((card) => card.id === after);
    const part = beside?.substage ? { substage: beside.substage } : {};
    const record = { kind: "card", id, lane, stage, text, ...part };
    this.submit({ edit: "AddCard", record, ...(beside ? { after: beside.id } : {}) });
  }

  /** Close what is being written, and keep it. */
  finish(): void {
    const draft = this.draft;
    this.draft = null;
    draft?.finish();
  }

  /** Enter: done with this one, on to the next. */
  finishAndGoOn(): void {
    const draft = this.draft;
    if (!draft) return;
    const isBlank = draft.isBlank;
    const { lane, stage } = this.journey.card(draft.id) ?? draft;
    const place = { lane, stage };
    this.finish();
    if (isBlank) void this.focusCell(place);
    else this.startCard({ ...place, after: draft.id });
  }

  /** Esc: done, and back to the item. */
  finishAndLeave(): void {
    const draft = this.draft;
    if (!draft) return;
    const isBlank = draft.isBlank;
    const after = draft.after;
    this.finish();
    if (!isBlank) void this.focusItem(draft.id);
    else if (after && this.textOf(after) !== null) void this.focusItem(after);
    else void this.focusCell(draft);
  }

  // Deleting: never asks, always offers to undo

  /** Tell what was done, with the way back. */
  submitAndTell(text: string, edit: NamedEdit): void {
    this.tellUndo(text, this.live.submit(edit));
  }
  tellUndo(text: string, id: string): void {
    tell({ text, action: { label: say("edit.undo"), run: () => this.live.undoOne(id) } });
  }

  deleteCard(id: string): void {
    const card = this.journey.card(id);
    if (!card) return;
    const cards = this.journey.cards(card.lane, card.stage);
    const at = cards.findIndex((each) => each.id === id);
    const next = cards[at + 1] ?? cards[at - 1];
    this.submitAndTell(say("edit.deleted", { text: shortened(card.text) }), {
      edit: "DeleteCard",
      id,
    });
    void (next ? this.focusItem(next.id) : this.focusCell(card));
  }

  /** Delete a card, or a note of a lane that holds records of its own kind. */
  deleteItem(id: string): void {
    const note = this.noteOf(id);
    if (!note) return this.deleteCard(id);
    const place = this.#placeOf(id);
    this.submitAndTell(say("edit.deleted", { text: shortened(note.text) }), {
      edit: "DeleteRecord",
      id,
    });
    if (place) void this.focusCell(place);
  }

  deleteStage(stage: Stage): void {
    const at = this.journey.stageNumber(stage.id);
    const next = this.journey.stages[at] ?? this.journey.stages[at - 2];
    const name = stageName(stage, at);
    this.submitAndTell(say("edit.stage_deleted", { name }), { edit: "DeleteStage", id: stage.id });
    void (next ? this.focusItem(next.id) : this.#focusCorner());
  }

  deleteLane(lane: Lane): void {
    this.submitAndTell(say("edit.lane_deleted", { name: laneName(lane) }), {
      edit: "DeleteLane",
      id: lane.id,
    });
  }

  // The keyboard goes where the work is

  async focusItem(id: string): Promise<void> {
    await tick();
    const card = this.journey.card(id);
    const within = (card && this.cellElement(card)) ?? this.canvas;
    const item = within?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`);
    item?.focus({ preventScroll: true });
    // With the frame: to scroll now would have the whole map laid out twice.
    requestAnimationFrame(() => item?.scrollIntoView({ block: "nearest", inline: "nearest" }));
  }
  async #focusCorner(): Promise<void> {
    await tick();
    this.canvas?.querySelector<HTMLElement>(".corner button")?.focus();
  }
  async focusLane(id: string): Promise<void> {
    await tick();
    this.canvas?.querySelector<HTMLElement>(`th[data-lane="${CSS.escape(id)}"]`)?.focus();
  }
  async focusCell({ lane, stage }: Place): Promise<void> {
    await tick();
    this.cellElement({ lane, stage })?.focus();
  }
  /** A cell on the page. */
  cellElement({ lane, stage }: Place): HTMLElement | null {
    const table = this.canvas?.querySelector("table");
    return table ? cellIn(table, lane, stage) : null;
  }

  /** How wide a stage is on the page, before zooming. */
  widthOf(stage: string): number {
    const head = this.canvas?.querySelector<HTMLElement>(`thead [data-item="${CSS.escape(stage)}"]`);
    return head?.offsetWidth ?? 240;
  }

  /** The lanes as they stand on the page, from top to bottom. */
  lanesInSight(): Lane[] {
    const heads = this.canvas?.querySelectorAll<HTMLElement>("th.head[data-lane]") ?? [];
    const ids = new Set([...heads].map((head) => head.dataset["lane"] ?? ""));
    return [...ids].flatMap((id) => this.journey.lane(id) ?? []);
  }

  /** A lane of the map, or one that records ask for though the map has none. */
  laneOf(id: string): Lane | null {
    return laneFor(this.journey, id);
  }

  noteOf(id: string | null | undefined): Note | null {
    return this.journey.notes.find((note) => note.id === id) ?? null;
  }
  /** The words of a card or a note. */
  textOf(id: string): string | null {
    return (this.journey.card(id) ?? this.noteOf(id))?.text ?? null;
  }

  cardOf(id: string | null | undefined): Card | null {
    return id ? this.journey.card(id) : null;
  }
}

/** A lane of the map, or one that records ask for though the map has none. */
const laneFor = (journey: Journey, id: string): Lane | null =>
  journey.lane(id) ?? everyLane(journey).find((lane) => lane.id === id) ?? null;

/** Whether as many stages have as much room as before: the window is as it was. */
function isSameRoom(before: readonly number[], now: readonly number[]): boolean {
  const sum = (widths: readonly number[]): number => widths.reduce((all, each) => all + each, 0);
  return before.length === now.length && Math.abs(sum(before) - sum(now)) < 1;
}
