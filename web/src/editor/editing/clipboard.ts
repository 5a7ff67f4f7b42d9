/** Copying cards and blocks of cells out, and pasting what spreadsheets copy. */

import { tell } from "../../components/toast.svelte.ts";
import { count, say } from "../../i18n/language.svelte.ts";
import { emotionOf, type Emotion } from "../../store/emotions.ts";
import type { Batch } from "../../store/edits/edit.ts";
import { randomId } from "../../store/edits/ids.ts";
import { noteKind } from "../../store/lanes.ts";
import { isPlain, text } from "../../store/plain.ts";
import type { Card, Lane, Note, Stage } from "../../store/records.ts";
import type { Editor } from "./editor.svelte.ts";
import { partAtEnd } from "./moving.ts";
import { noteFields, notesAt } from "./notes.ts";
import { itemIdOf, isField, placeOf, type Place } from "./places.ts";
import { linesOf, readBlock, writeBlock } from "./sheet.ts";

/** Under this form cards keep their line ends, and what they have besides words. */
const OWN_FORM = "application/x-jejak-cards+json";
/** As much of a line as a card may hold. */
const PIECE = /.{1,10000}/gsu;

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

interface Chosen {
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
function chosenBlock(editor: Editor): Chosen | null {
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

/** Rows of cells, as they are pasted. */
export type Block = readonly (readonly Pasted[])[];

function paste(editor: Editor, event: ClipboardEvent): void {
  const data = event.clipboardData;
  const start = placeOf(document.activeElement);
  if (!data || !start) return;
  const own = ownBlock(data.getData(OWN_FORM));
  const [words, html] = [data.getData("text/plain"), data.getData("text/html")];
  // Spreadsheets offer both; word processors write a table as plain lines.
  const isHtml = html !== "" && !words.includes("\t") && (words === "" || /<table[\s>]/i.test(html));
  if (!own && !isHtml && words.trim() === "") return;
  event.preventDefault();
  if (own || !isHtml) put(editor, start, own ?? plainBlock(readBlock(words)));
  else void import("./copied.ts").then((parts) => put(editor, start, plainBlock(parts.readHtml(html))));
}

function put(editor: Editor, start: Place, block: Block): void {
  if (block.flat(2).length === 0) return;
  const { edits, left } = editsFor(editor, roomAt(editor, start), block);
  const told = [edits.length > 0 ? count("edit.pasted", edits.length) : ""];
  if (left.length > 0) {
    told.push(count("edit.not_fitting", left.length));
    editor.dialog = { kind: "left_out", start, block };
  }
  const words = told.filter(Boolean).join(" ");
  if (edits.length > 0) editor.submitAndTell(words, editor.asOne(edits));
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

const plainBlock = (cells: readonly (readonly string[])[]): Pasted[][] =>
  cells.map((row) =>
    row.map((cell) => linesOf(cell).flatMap((line) => piecesOf(line)).map((text) => ({ text }))),
  );

/** A line too long for one card goes on in the next one. */
const piecesOf = (line: string): string[] => line.match(PIECE) ?? [];

/** The lanes downwards and the stages to the right of where a block begins. */
interface Room {
  readonly lanes: readonly Lane[];
  readonly stages: readonly Stage[];
}

function roomAt(editor: Editor, { lane, stage }: Place): Room {
  const lanes = editor.lanesInSight();
  const { stages } = editor.journey;
  return {
    lanes: lanes
      .slice(lanes.findIndex((each) => each.id === lane))
      .filter((each) => each.role !== "measured"), // nobody writes figures there
    stages: stages.slice(stages.findIndex((each) => each.id === stage)),
  };
}

/** Put a block on the map; `left` are the cells for which it has no lane or stage. */
function editsFor(
  { journey }: Editor,
  { lanes, stages }: Room,
  block: Block,
): { edits: Single[]; left: Pasted[] } {
  const edits: Single[] = [];
  const left: Pasted[] = [];
  block.forEach((row, down) =>
    row.forEach((cell, right) => {
      const lane = lanes[down];
      const stage = stages[right];
      if (cell.length === 0) return;
      if (lane && stage) {
        const part = partAtEnd(journey, { lane: lane.id, stage: stage.id });
        edits.push(...cell.map((card) => adding(lane, stage, part, card)));
      }
      else left.push(cell);
    }),
  );
  return { edits, left };
}

/** What of a block found no room, and how much room it wants. */
export interface LeftOut {
  readonly rest: Block;
  readonly text: string;
  readonly stages: number;
  readonly lanes: number;
}

export function leftOut(editor: Editor, start: Place, block: Block): LeftOut {
  const room = roomAt(editor, start);
  const rest = block.map((row, down) =>
    row.map((cell, right) => (room.lanes[down] && room.stages[right] ? [] : cell)),
  );
  const isFilled = (cell: Pasted): boolean => cell.length > 0;
  const wide = Math.max(0, ...rest.map((row) => row.findLastIndex(isFilled) + 1));
  const high = rest.findLastIndex((row) => row.some(isFilled)) + 1;
  const words = rest.map((row) => row.map((cell) => cell.map((one) => text(one, "text")).join("\n")));
  return {
    rest,
    text: writeBlock(words.filter((row) => row.some(Boolean))),
    stages: Math.max(0, wide - room.stages.length),
    lanes: Math.max(0, high - room.lanes.length),
  };
}

/** Add the stages and lanes that a block wants, and what was left out into them. */
export function makeRoom(editor: Editor, start: Place, block: Block): void {
  const room = roomAt(editor, start);
  const left = leftOut(editor, start, block);
  const zone = room.lanes.at(-1)?.zone ?? "customer";
  const many = editor.journey.stages.length;
  const stages = Array.from({ length: left.stages }, (_, at): Stage => {
    const title = say("page.untitled_stage", { number: many + at + 1 });
    return { ...NO_STAGE, id: randomId("stage"), title };
  });
  const label = say("page.own_lane");
  const lanes = Array.from({ length: left.lanes }, (): Lane => {
    return { ...NO_LANE, id: randomId("lane"), label, zone };
  });
  const larger = { lanes: [...room.lanes, ...lanes], stages: [...room.stages, ...stages] };
  const { edits } = editsFor(editor, larger, left.rest);
  const all = [...stages.map(stageEdit), ...laneEdits(editor, lanes), ...edits];
  editor.submitAndTell(count("edit.pasted", edits.length), editor.asOne(all));
}

const stageEdit = ({ id, title }: Stage): Single => ({
  edit: "AddStage",
  record: { kind: "stage", id, title },
});

/** One behind the other, behind the last lane in sight. */
function laneEdits(editor: Editor, lanes: readonly Lane[]): Single[] {
  const last = editor.lanesInSight().findLast((lane) => editor.journey.lane(lane.id) !== null);
  return lanes.map(({ id, label, zone }, at): Single => {
    const after = lanes[at - 1] ?? last;
    const record = { kind: "lane", id, label, zone };
    return { edit: "AddLane", record, ...(after ? { after: after.id } : {}) };
  });
}

const NO_STAGE: Stage = {
  kind: "stage",
  id: "",
  order: "",
  title: "",
  duration: "",
  widthPx: null,
  seeks: "",
  response: "",
};
const NO_LANE: Lane = {
  kind: "lane",
  id: "",
  order: "",
  role: null,
  label: "",
  zone: "customer",
  isHidden: false,
};

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
function adding(lane: Lane, stage: Stage, part: string | null, card: Pasted[number]): Single {
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
      const own = {
        ...(moment === true ? { is_moment_of_truth: true } : {}),
        ...(part === null ? {} : { substage: part }),
      };
      const record = { ...own, kind: "card", id: randomId("card"), lane: lane.id, ...at };
      return { edit: "AddCard", record };
    }
  }
}
