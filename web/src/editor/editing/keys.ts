/** The keys of editing, for whatever part of the map has the focus. */

import { holdsCards } from "../../store/lanes.ts";
import { nextStop } from "../grid-keys.ts";
import { singleKeys } from "../shortcuts.svelte.ts";
import {
  addAfter,
  addStage,
  cardEntries,
  cellEntries,
  copyLane,
  copyStage,
  duplicate,
  laneEntries,
  markCell,
  stageEntries,
  type MenuEntry,
} from "./entries.ts";
import type { Note } from "../../store/records.ts";
import type { Editor } from "./editor.svelte.ts";
import { moveCard, moveLane, moveStage, type Direction } from "./moving.ts";
import { duplicateNote, moveNote, noteEntries } from "./notes.ts";
import { guidedStageOf, isField, isStop, itemIdOf, laneOf, placeOf, stageOf } from "./places.ts";

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** Do what a key means for editing; false: it means nothing here. */
export function actOn(editor: Editor, event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement) || isField(target) || event.isComposing) return false;
  if (onSelection(editor, target, event)) return true;
  const card = isStop(target) ? null : editor.cardOf(itemIdOf(target));
  if (card) return onCard(editor, card.id, event);
  const note = isStop(target) ? null : editor.noteOf(itemIdOf(target));
  if (note) return onNote(editor, note, target, event);
  const stage = stageOf(target);
  if (stage !== null) return onStage(editor, stage, event);
  const lane = laneOf(target);
  if (lane !== null) return onLane(editor, lane, event);
  return onCell(editor, target, event);
}

const isPlain = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey;

/** Ctrl+D makes one more of what is in focus. */
const isTwin = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "d";

const isDelete = (event: KeyboardEvent): boolean =>
  isPlain(event) && (event.key === "Delete" || event.key === "Backspace");

const isOpen = (event: KeyboardEvent): boolean =>
  isPlain(event) && (event.key === "F2" || (event.key === "Enter" && !event.shiftKey));

function onCard(editor: Editor, id: string, event: KeyboardEvent): boolean {
  const card = editor.journey.card(id);
  if (!card) return false;
  const direction = DIRECTIONS[event.key];
  const isControl = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (isOpen(event)) editor.editCard(id);
  else if (isDelete(event)) editor.deleteCard(id);
  else if (event.altKey && direction && !isControl) moveCard(editor, card, direction);
  else if (isTwin(event)) duplicate(editor, card);
  else if (isSingle(event, "a")) addAfter(editor, card);
  else return onAnything(editor, event, card.stage);
  return true;
}

function onNote(editor: Editor, note: Note, target: Element, event: KeyboardEvent): boolean {
  const place = placeOf(target);
  if (!place) return false;
  const direction = DIRECTIONS[event.key];
  const isControl = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (isOpen(event)) editor.editCard(note.id);
  else if (event.key === " " && isPlain(event)) editor.dialog = { kind: "note", note: note.id };
  else if (isDelete(event)) editor.deleteItem(note.id);
  else if (event.altKey && direction && !isControl) moveNote(editor, note, place, direction);
  else if (isTwin(event)) {
    duplicateNote(editor, note, place, { after: note.id });
  } else if (isSingle(event, "a")) editor.startCard({ ...place, after: note.id });
  else return onAnything(editor, event, place.stage);
  return true;
}

function onCell(editor: Editor, target: HTMLElement, event: KeyboardEvent): boolean {
  const place = placeOf(target);
  const guided = guidedStageOf(target);
  if (guided && isOpen(event)) {
    editor.dialog = { kind: "stage", stage: guided };
    return true;
  }
  if (!place) return onAnything(editor, event, guided);
  const cards = editor.journey.cards(place.lane, place.stage);
  const mark = editor.journey.cell(place.lane, place.stage);
  const isFilled = cards.length > 0 || target.querySelector("[data-item]") !== null;
  const isMarked = target.matches("[data-item]") || mark !== null;
  if (isOpen(event) && (!isFilled || isMarked)) {
    const lane = editor.journey.lane(place.lane);
    if (isMarked && lane) openMenu(editor, target, cellEntries(editor, lane, place));
    else editor.startAtEnd(place);
  } else if (isDelete(event) && mark) markCell(editor, place, null);
  else if (isSingle(event, "a")) editor.startAtEnd(place);
  else return onAnything(editor, event, place.stage);
  return true;
}

function onStage(editor: Editor, id: string, event: KeyboardEvent): boolean {
  const stage = editor.journey.stage(id);
  if (!stage) return false;
  const direction = DIRECTIONS[event.key];
  if (isOpen(event)) editor.naming = id;
  else if (isDelete(event)) editor.deleteStage(stage);
  else if (event.altKey && (direction === "left" || direction === "right")) {
    moveStage(editor, stage, direction === "left" ? -1 : 1);
  } else if (isTwin(event)) copyStage(editor, id);
  else return onAnything(editor, event, id);
  return true;
}

function onLane(editor: Editor, id: string, event: KeyboardEvent): boolean {
  const lane = editor.journey.lane(id);
  if (!lane) return onAnything(editor, event, null);
  const direction = DIRECTIONS[event.key];
  if (isOpen(event)) editor.naming = id;
  else if (isDelete(event)) editor.deleteLane(lane);
  else if (event.altKey && (direction === "up" || direction === "down")) {
    moveLane(editor, lane, direction === "up" ? -1 : 1);
  } else if (isTwin(event) && holdsCards(lane)) copyLane(editor, lane);
  else return onAnything(editor, event, null);
  return true;
}

/** Shift and an arrow choose cells; any other key leaves them. */
function onSelection(editor: Editor, target: HTMLElement, event: KeyboardEvent): boolean {
  const { selection } = editor;
  const from = isStop(target) ? placeOf(target) : null;
  const isArrow = event.shiftKey && !event.ctrlKey && !event.altKey && event.key in DIRECTIONS;
  const at = selection.to ?? from;
  if (!from || !at || !isArrow) {
    const isKept = ["Shift", "Control", "Meta", "c", "C"].includes(event.key);
    if (!isKept) selection.clear();
    return false;
  }
  const cell = editor.cellElement(at);
  const next = placeOf(cell && nextStop(cell, event.key, false));
  if (next) selection.extend(from, next);
  return true;
}

/** What a key means wherever it is pressed on the map. */
function onAnything(editor: Editor, event: KeyboardEvent, stage: string | null): boolean {
  if (isPlain(event) && event.shiftKey && event.key.toLowerCase() === "a" && singleKeys()) {
    addStage(editor, stage);
  } else if (isSingle(event, "l")) editor.dialog = { kind: "lane" };
  else return false;
  return true;
}

const isSingle = (event: KeyboardEvent, key: string): boolean =>
  singleKeys() && isPlain(event) && !event.shiftKey && event.key.toLowerCase() === key;

/** The menu of whatever an element stands in; null: it has none. */
export function entriesFor(editor: Editor, target: Element): MenuEntry[] | null {
  const card = editor.cardOf(itemIdOf(target));
  if (card) return cardEntries(editor, card);
  const stage = editor.journey.stage(stageOf(target) ?? "");
  if (stage) return stageEntries(editor, stage);
  const head = editor.journey.lane(laneOf(target) ?? "");
  if (head) return laneEntries(editor, head);
  const place = placeOf(target);
  const note = editor.noteOf(itemIdOf(target));
  if (note && place) return noteEntries(editor, note, place);
  const lane = place && editor.laneOf(place.lane);
  return place && lane ? cellEntries(editor, lane, place) : null;
}

/** Open a menu at an element, or where the pointer is. */
export function openMenu(
  editor: Editor,
  target: Element,
  entries: readonly MenuEntry[],
  at: { x: number; y: number } | null = null,
): void {
  if (entries.length === 0) return;
  const anchor = at
    ? { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) }
    : { getBoundingClientRect: () => target.getBoundingClientRect() };
  editor.menu = { entries, anchor };
}
