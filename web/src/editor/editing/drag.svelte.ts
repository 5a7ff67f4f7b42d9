/** One drag, by whatever pointer: what is dragged, where it would stand, what comes of it. */

import { say } from "../../i18n/language.svelte.ts";
import { laneName, stageName } from "../../i18n/words.ts";
import { shortened } from "../../store/typography.ts";
import { dropPlace, type Dragged, type DropPlace, type Line } from "./drop-places.ts";
import type { Editor } from "./editor.svelte.ts";
import { duplicateTo } from "./entries.ts";
import { moveLine, namesOf, placeCard, placeLane, placeStage } from "./moving.ts";
import { duplicateNote, placeNote } from "./notes.ts";
import { cellKey, itemIdOf, laneOf, stageOf, type Spot } from "./places.ts";

/** What is dragged, the line where it would come to stand, and over which cell. */
export const dragging = $state<{ what: Dragged | null; line: Line | null; cell: Spot | null }>({
  what: null,
  line: null,
  cell: null,
});

interface Point {
  readonly clientX: number;
  readonly clientY: number;
}

export class Drag {
  readonly editor: Editor;
  readonly #canvas: HTMLElement;
  #place: DropPlace | null = null;
  #element: HTMLElement | null = null;

  constructor(editor: Editor, canvas: HTMLElement) {
    this.editor = editor;
    this.#canvas = canvas;
  }

  start(what: Dragged, element: HTMLElement): void {
    dragging.what = what;
    this.#element = element;
    element.classList.add("is-away");
    this.editor.announce(say("edit.picked_up", { name: nameOf(this.editor, what) }));
  }

  /** The pointer is here now. */
  see(at: Point): void {
    if (dragging.what) this.#mark(dropPlace(this.editor.journey, dragging.what, at));
  }

  drop(at: Point, isCopy: boolean): void {
    this.see(at);
    const what = dragging.what;
    const target = this.#place;
    this.#end();
    if (what && target) carryOut(this.editor, what, target, isCopy);
    else this.editor.announce(say("edit.put_back"));
  }

  cancel(): void {
    this.#end();
    this.editor.announce(say("edit.put_back"));
  }

  #end(): void {
    this.#mark(null);
    dragging.what = null;
    this.#element?.classList.remove("is-away");
  }

  #mark(next: DropPlace | null): void {
    const old = this.#place?.cell;
    if (old && (!next?.cell || cellKey(next.cell) !== cellKey(old))) {
      this.editor.cellElement(old)?.classList.remove("is-target");
    }
    if (next?.cell) this.editor.cellElement(next.cell)?.classList.add("is-target");
    dragging.cell = next?.cell ?? null;
    dragging.line = next && within(this.#canvas, next.line);
    if (next && next.key !== this.#place?.key) this.editor.announce(spoken(this.editor, next));
    this.#place = next;
  }
}

/** The element that would be dragged from here. */
export function sourceOf(target: Element): HTMLElement | null {
  return target.closest<HTMLElement>("[data-line], td [data-item], thead th[data-item], th.head");
}

/** What an element would drag. */
export function draggedBy(editor: Editor, element: Element): Dragged | null {
  if (element.closest("[data-line]")) return { kind: "line", id: "map" };
  const card = editor.cardOf(itemIdOf(element));
  if (card) return { kind: "card", id: card.id };
  const note = editor.noteOf(itemIdOf(element));
  if (note) return { kind: "note", id: note.id };
  const stage = stageOf(element);
  if (stage !== null) return { kind: "stage", id: stage };
  const lane = laneOf(element);
  return lane !== null && editor.journey.lane(lane) ? { kind: "lane", id: lane } : null;
}

/** The thing as it hangs from the pointer: a little askew, with a shadow. */
export function previewOf(element: HTMLElement): HTMLElement {
  const copy = document.createElement("div");
  copy.className = element.matches(".card, .chip") ? element.className : "drag-preview";
  copy.classList.add("is-dragged");
  copy.style.width = `${Math.min(element.offsetWidth, 280)}px`;
  for (const child of element.matches("th") ? headOf(element) : element.childNodes) {
    copy.append(child.cloneNode(true));
  }
  return copy;
}
function headOf(head: HTMLElement): Node[] {
  const name = head.querySelector(".ln, .st > b");
  return name ? [name] : [];
}

function carryOut(editor: Editor, what: Dragged, target: DropPlace, isCopy: boolean): void {
  const { journey } = editor;
  const card = journey.card(what.id);
  const note = editor.noteOf(what.id);
  const stage = journey.stage(what.id);
  const lane = journey.lane(what.id);
  const { before, after } = target.beside;
  if (what.id === before || what.id === after) editor.announce(say("edit.put_back"));
  else if (what.kind === "line") moveLine(editor, target.beside);
  else if (card && target.cell && isCopy) duplicateTo(editor, card, target.cell, target.beside);
  else if (card && target.cell) placeCard(editor, card, target.cell, target.beside);
  else if (note && target.cell && isCopy) duplicateNote(editor, note, target.cell, target.beside);
  else if (note && target.cell) placeNote(editor, note, target.cell, target.beside);
  else if (stage) placeStage(editor, stage, target.beside);
  else if (lane) placeLane(editor, lane, target.beside);
}

function within(canvas: HTMLElement, line: Line): Line {
  const frame = canvas.getBoundingClientRect();
  return {
    ...line,
    top: line.top - frame.top + canvas.scrollTop,
    left: line.left - frame.left + canvas.scrollLeft,
  };
}

function nameOf(editor: Editor, what: Dragged): string {
  const { journey } = editor;
  const text = editor.textOf(what.id);
  if (text !== null) return shortened(text);
  const stage = journey.stage(what.id);
  if (stage) return stageName(stage, journey.stageNumber(stage.id));
  const lane = journey.lane(what.id);
  return lane ? laneName(lane) : say("map.visibility_line");
}

/** Where a thing hangs, for those who do not see the line. */
function spoken(editor: Editor, place: DropPlace): string {
  const { before, after } = place.beside;
  const beside = nameOf(editor, { kind: "card", id: before ?? after ?? "" });
  if (!place.cell) return say(before ? "edit.before_it" : "edit.behind_it", { name: beside });
  const names = namesOf(editor, place.cell);
  return before ? say("edit.over_before", { ...names, name: beside }) : say("edit.over", names);
}
