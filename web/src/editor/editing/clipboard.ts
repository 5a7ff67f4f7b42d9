/** Copying cards and blocks of cells out, and pasting what spreadsheets copy. */

import { tell } from "../../components/toast.svelte.ts";
import { count } from "../../i18n/language.svelte.ts";
import { emotionOf, type Emotion } from "../../store/emotions.ts";
import type { Batch } from "../../store/edits/edit.ts";
import { randomId } from "../../store/edits/ids.ts";
import { isPlain, text } from "../../store/plain.ts";
import type { Card, Lane, Note, Stage } from "../../store/records.ts";
import { noteKind } from "./drafts.svelte.ts";
import type { Editor } from "./editor.svelte.ts";
import { noteFields, notesAt } from "./notes.ts";
import { itemIdOf, isField, placeOf, type Place } from "./places.ts";
import { linesOf, readBlock, writeBlock } from "./sheet.ts";

/** Under this form cards keep their line ends, and what they have besides words. */
const OWN_FORM = "application/x-jejak-cards+json";
const LONGEST = 10_000;

/** A card or a note. */
type Item = Card | Note;

export async function copyTexts(editor: Editor, items: readonly Item[]): Promise<void> {
  await navigator.clipboard.writeText(items.map((item) => item.text).join("\n"));
  editor.announce(count("edit.copied", items.length));
}

export function watchClipboard(editor: Editor, canvas: HTMLElement): () => void {
  const stops = new AbortController();
  const listen = { signal: stops.signal };
  const isOurs = (): boolean => {
    const at = document.activeElement;
    return at !== null && canvas.contains(at) && !isField(at);
  };
  document.addEventListener("copy", (event) => isOurs() && copy(editor, event), listen);
  document.addEventListener("cut", (event) => isOurs() && cut(editor, event), listen);
  document.addEventListener("paste", (event) => isOurs() && paste(editor, event), listen);
  return () => stops.abort();
}

function copy(editor: Editor, event: ClipboardEvent): boolean {
  // Words that somebody marked on the page are what they want.
  if (!event.clipboardData || !getSelection()?.isCollapsed) return false;
  const block = chosenBlock(editor);
  if (!block) return false;
  event.preventDefault();
  event.clipboardData.setData("text/plain", block.text);
  const whole = block.cards.map((row) => row.map((cell) => cell.map(ownForm)));
  event.clipboardData.setData(OWN_FORM, JSON.stringify(whole));
  editor.announce(count("edit.copied", block.count));
  return true;
}

function cut(editor: Editor, event: ClipboardEvent): void {
  const item = itemOf(editor, document.activeElement);
  if (item && copy(editor, event)) editor.deleteItem(item.id);
}

interface Block {
  readonly text: string;
  readonly cards: readonly (readonly (readonly Item[])[])[];
  readonly count: number;
}

const itemOf = (editor: Editor, element: Element | null): Item | null => {
  const id = itemIdOf(element);
  return editor.cardOf(id) ?? editor.noteOf(id);
};

/** The cards or notes of a cell. */
function itemsAt(editor: Editor, place: Place): readonly Item[] {
  const cards = editor.journey.cards(place.lane, place.stage);
  return cards.length > 0 ? cards : notesAt(editor, place);
}

/** What is in focus, or the cells that are chosen. */
function chosenBlock(editor: Editor): Block | null {
  const at = document.activeElement;
  const item = itemOf(editor, at);
  if (item) return { text: writeBlock([[item.text]]), cards: [[[item]]], count: 1 };
  const rows = editor.selection.rows() ?? oneCell(placeOf(at));
  if (!rows) return null;
  const cards = rows.map((row) => row.map((place) => itemsAt(editor, place)));
  const words = cards.map((row) => row.map((cell) => cell.map((each) => each.text).join("\n")));
  return { text: writeBlock(words), cards, count: cards.flat(2).length };
}
const oneCell = (place: Place | null): Place[][] | null => place && [[place]];

type Single = Batch["edits"][number];

/** What comes into one cell. */
type Pasted = readonly Readonly<Record<string, unknown>>[];

function paste(editor: Editor, event: ClipboardEvent): void {
  const data = event.clipboardData;
  const start = placeOf(document.activeElement);
  if (!data || !start) return;
  const block = ownBlock(data.getData(OWN_FORM)) ?? plainBlock(data.getData("text/plain"));
  if (block.flat(2).length === 0) return;
  event.preventDefault();
  const { edits, cards, lost } = editsFor(editor, start, block);
  const told = [cards > 0 ? count("edit.pasted", cards) : ""];
  if (lost > 0) told.push(count("edit.not_fitting", lost));
  const words = told.filter(Boolean).join(" ");
  if (cards > 0) editor.submitAndTell(words, editor.asOne(edits));
  else tell({ text: words });
}

/** What is kept of something besides its words. */
const ownForm = (item: Item): Record<string, unknown> => {
  if (item.kind !== "card") return { text: item.text, note: item.kind, more: noteFields(item) };
  return { text: item.text, ...(item.isMomentOfTruth ? { is_moment_of_truth: true } : {}) };
};

function ownBlock(given: string): Pasted[][] | null {
  if (!given) return null;
  let data: unknown;
  try {
    data = JSON.parse(given);
  } catch {
    return null;
  }
  if (!Array.isArray(data)) return null;
  return data.map((row: unknown) =>
    (Array.isArray(row) ? row : []).map((cell: unknown) =>
      (Array.isArray(cell) ? cell : []).filter(isPlain).map((item) => ({
        text: text(item, "text"),
        ...(item["is_moment_of_truth"] === true ? { is_moment_of_truth: true } : {}),
        ...(isPlain(item["more"]) ? { note: text(item, "note"), more: item["more"] } : {}),
      })),
    ),
  );
}

const plainBlock = (given: string): Pasted[][] =>
  readBlock(given).map((row) =>
    row.map((cell) => linesOf(cell).map((line) => ({ text: line.slice(0, LONGEST) }))),
  );

interface Coming {
  readonly edits: Single[];
  readonly cards: number;
  /** Cells with words for which the map has no lane or stage. */
  readonly lost: number;
}

/** Put a block on the map from a cell on, to the right and down. */
function editsFor(editor: Editor, start: Place, block: readonly Pasted[][]): Coming {
  const { stages } = editor.journey;
  const lanes = editor.lanesInSight();
  const firstLane = lanes.findIndex((lane) => lane.id === start.lane);
  const firstStage = stages.findIndex((stage) => stage.id === start.stage);
  const edits: Single[] = [];
  let lost = 0;
  block.forEach((row, down) =>
    row.forEach((cell, right) => {
      const lane = lanes[firstLane + down];
      const stage = stages[firstStage + right];
      if (cell.length === 0) return;
      if (lane && stage) edits.push(...cell.map((card) => adding(lane, stage, card)));
      else lost += 1;
    }),
  );
  return { edits, cards: edits.length, lost };
}

const VALUES: Readonly<Record<Emotion, number>> = {
  excited: 2,
  happy: 1,
  relieved: 1,
  neutral: 0,
  confused: -1,
  disappointed: -1,
  anxious: -2,
  frustrated: -2,
};

/** A line of a spreadsheet as the record that its lane holds. */
function adding(lane: Lane, stage: Stage, card: Pasted[number]): Single {
  const words = text(card, "text");
  const at = { stage: stage.id, text: words };
  switch (lane.role) {
    case "feelings": {
      const emotion = emotionOf(words);
      const value = emotion ? { value: VALUES[emotion] } : {};
      const record = { kind: "feeling", id: randomId("feeling"), stage: stage.id, word: words };
      return { edit: "AddFeeling", record: { ...record, ...value } };
    }
    case "expectations":
    case "resources":
    case "kpis": {
      const kind = noteKind(lane) ?? "resource";
      const more = card["note"] === kind && isPlain(card["more"]) ? card["more"] : {};
      return { edit: "AddRecord", record: { ...more, kind, id: randomId(kind), ...at } };
    }
    default: {
      const { is_moment_of_truth: moment } = card;
      const own = moment === true ? { is_moment_of_truth: true } : {};
      const record = { ...own, kind: "card", id: randomId("card"), lane: lane.id, ...at };
      return { edit: "AddCard", record };
    }
  }
}
