/** Copying cards and blocks of cells out, and pasting what spreadsheets copy. */

import { tell } from "../../components/toast.svelte.ts";
import { count } from "../../i18n/language.svelte.ts";
import { emotionOf, type Emotion } from "../../store/emotions.ts";
import type { Batch } from "../../store/edits/edit.ts";
import { randomId } from "../../store/edits/ids.ts";
import { isPlain, text } from "../../store/plain.ts";
import type { Card, Lane, Stage } from "../../store/records.ts";
import type { Editor } from "./editor.svelte.ts";
import { itemIdOf, isField, placeOf, type Place } from "./places.ts";
import { linesOf, readBlock, writeBlock } from "./sheet.ts";

/** Under this form cards keep their line ends, and what they have besides words. */
const OWN_FORM = "application/x-jejak-cards+json";
const LONGEST = 10_000;

export async function copyCards(editor: Editor, cards: readonly Card[]): Promise<void> {
  await navigator.clipboard.writeText(cards.map((card) => card.text).join("\n"));
  editor.announce(count("edit.copied", cards.length));
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
  event.clipboardData.setData(OWN_FORM, JSON.stringify(block.cards));
  editor.announce(count("edit.copied", block.count));
  return true;
}

function cut(editor: Editor, event: ClipboardEvent): void {
  const card = editor.cardOf(itemIdOf(document.activeElement));
  if (card && copy(editor, event)) editor.deleteCard(card.id);
}

interface Block {
  readonly text: string;
  readonly cards: readonly (readonly (readonly Card[])[])[];
  readonly count: number;
}

/** The card in focus, or the cells that are chosen. */
function chosenBlock(editor: Editor): Block | null {
  const at = document.activeElement;
  const card = editor.cardOf(itemIdOf(at));
  if (card) return { text: writeBlock([[card.text]]), cards: [[[card]]], count: 1 };
  const rows = editor.selection.rows() ?? oneCell(placeOf(at));
  if (!rows) return null;
  const cards = rows.map((row) => row.map(({ lane, stage }) => editor.journey.cards(lane, stage)));
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
      (Array.isArray(cell) ? cell : []).filter(isPlain).map((card) => ({
        text: text(card, "text"),
        ...(card["isMomentOfTruth"] === true ? { is_moment_of_truth: true } : {}),
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
      return { edit: "AddRecord", record: { kind: "expectation", id: randomId("expectation"), ...at } };
    case "resources":
      return { edit: "AddRecord", record: { kind: "resource", id: randomId("resource"), ...at } };
    case "kpis":
      return { edit: "AddRecord", record: { kind: "kpi", id: randomId("kpi"), ...at } };
    default: {
      const record = { ...card, kind: "card", id: randomId("card"), lane: lane.id, ...at };
      return { edit: "AddCard", record };
    }
  }
}
