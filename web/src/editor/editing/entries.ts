/** What can be done with a card, a cell, a stage or a lane: the entries of their menus. */

import { say } from "../../i18n/language.svelte.ts";
import { laneName } from "../../i18n/words.ts";
import { randomId } from "../../store/edits/ids.ts";
import type { NamedEdit } from "../../store/edits/edit.ts";
import type { Beside } from "../../store/edits/parts.ts";
import { holdsCards, holdsText, notesIn } from "../../store/lanes.ts";
import type { Card, Cell, Lane, Stage } from "../../store/records.ts";
import { copyTexts } from "./clipboard.ts";
import type { Editor } from "./editor.svelte.ts";
import { moveCard, moveLane, moveLine, moveStage } from "./moving.ts";
import type { Place, Spot } from "./places.ts";

export interface MenuEntry {
  readonly label: string;
  /** Parted by spaces, as the browser names them. */
  readonly keys?: string;
  readonly run: () => void;
  readonly isDanger?: boolean;
  /** It is on: shown with a tick. */
  readonly isOn?: boolean;
  /** A line stands before it. */
  readonly isApart?: boolean;
}

// Seldom wanted, and loaded then.
const copying = (): Promise<typeof import("./copying.ts")> => import("./copying.ts");
export const copyStage = (editor: Editor, id: string): void =>
  void copying().then((parts) => parts.copyStage(editor, id));
export const copyLane = (editor: Editor, lane: Lane): void =>
  void copying().then((parts) => parts.copyLane(editor, lane));

export const CONTROL = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "Cmd" : "Ctrl";

export function cardEntries(editor: Editor, card: Card): MenuEntry[] {
  const lane = editor.journey.lane(card.lane);
  const cards = editor.journey.cards(card.lane, card.stage);
  const at = cards.indexOf(card);
  const entries: MenuEntry[] = [
    { label: say("edit.edit"), keys: "Enter", run: () => editor.editCard(card.id) },
    { label: say("edit.add_below"), keys: "A", run: () => addAfter(editor, card) },
    { label: say("edit.duplicate"), keys: `${CONTROL} D`, run: () => duplicate(editor, card) },
    { label: say("edit.copy"), keys: `${CONTROL} C`, run: () => void copyTexts(editor, [card]) },
    {
      label: say("edit.move_to"),
      isApart: true,
      run: () => (editor.dialog = { kind: "move", item: card.id, from: card }),
    },
  ];
  if (at > 0) {
    entries.push({ label: say("edit.up"), keys: "Alt ArrowUp", run: () => moveCard(editor, card, "up") });
  }
  if (at < cards.length - 1) {
    entries.push({
      label: say("edit.down"),
      keys: "Alt ArrowDown",
      run: () => moveCard(editor, card, "down"),
    });
  }
  return [
    ...entries,
    ...ownEntries(editor, card, lane),
    {
      label: say("edit.delete"),
      keys: "Del",
      isApart: true,
      isDanger: true,
      run: () => editor.deleteCard(card.id),
    },
  ];
}

/** What only cards of this lane have. */
function ownEntries(editor: Editor, card: Card, lane: Lane | null): MenuEntry[] {
  const change = (fields: Record<string, unknown>): void =>
    void editor.submit({ edit: "ChangeCard", id: card.id, fields });
  const found: MenuEntry[] = [];
  if (lane?.role === "touchpoints") {
    found.push({
      label: say("edit.channels_of"),
      isApart: true,
      run: () => (editor.dialog = { kind: "channels", card: card.id }),
    });
  }
  if (lane?.role === "channels" || lane?.role === "internal_channels") {
    for (const medium of ["online", "offline"] as const) {
      const isOn = card.medium === medium;
      found.push({
        label: say(`edit.${medium}`),
        isOn,
        isApart: medium === "online",
        run: () => change({ medium: isOn ? null : medium }),
      });
    }
  }
  found.push({
    label: say("inspect.moment"),
    isOn: card.isMomentOfTruth,
    isApart: found.length === 0,
    run: () => change({ is_moment_of_truth: !card.isMomentOfTruth }),
  });
  return found;
}

export function addAfter(editor: Editor, card: Card): void {
  editor.startCard({ lane: card.lane, stage: card.stage, after: card.id });
}

export function duplicate(editor: Editor, card: Card): void {
  duplicateTo(editor, card, card, { after: card.id });
}

/** Put a card like another one somewhere. */
export function duplicateTo(editor: Editor, card: Card, to: Spot, beside: Beside): void {
  const id = randomId("card");
  const { text, channels, medium, isMomentOfTruth } = card;
  const more = {
    ...(to.substage ? { substage: to.substage } : {}),
    ...(channels.length > 0 ? { channels } : {}),
    ...(medium ? { medium } : {}),
    ...(isMomentOfTruth ? { is_moment_of_truth: true } : {}),
  };
  editor.submit({
    edit: "AddCard",
    record: { kind: "card", id, lane: to.lane, stage: to.stage, text, ...more },
    ...beside,
  });
  editor.announce(say("edit.duplicated"));
  void editor.focusItem(id);
}

export function cellEntries(editor: Editor, lane: Lane, place: Place): MenuEntry[] {
  const { journey } = editor;
  const cards = journey.cards(place.lane, place.stage);
  const texts = cards.length > 0 ? cards : notesIn(journey, lane, place.stage);
  const mark = journey.cell(place.lane, place.stage);
  const entries: MenuEntry[] = [];
  if (holdsText(lane)) {
    entries.push({ label: say("edit.add_card"), keys: "A", run: () => editor.startAtEnd(place) });
  }
  if (texts.length > 0) {
    entries.push({
      label: say("edit.copy_cell"),
      keys: `${CONTROL} C`,
      run: () => void copyTexts(editor, texts),
    });
  } else if (holdsCards(lane)) entries.push(...markEntries(editor, place, mark));
  return entries;
}

/** Why a cell is empty: nothing there, nobody looked, or just not written yet. */
function markEntries(editor: Editor, place: Place, mark: Cell | null): MenuEntry[] {
  const set = (finding: Cell["finding"] | null): void => markCell(editor, place, finding);
  const entries: MenuEntry[] = [
    {
      label: say("edit.mark_nothing"),
      isOn: mark?.finding === "nothing_found",
      isApart: true,
      run: () => set(mark?.finding === "nothing_found" ? null : "nothing_found"),
    },
    {
      label: say("edit.mark_unresearched"),
      isOn: mark?.finding === "not_researched",
      run: () => set(mark?.finding === "not_researched" ? null : "not_researched"),
    },
  ];
  if (mark) {
    entries.push({
      label: say("edit.mark_reason"),
      run: () => (editor.dialog = { kind: "reason", place }),
    });
  }
  return entries;
}

export function markCell(
  editor: Editor,
  place: Place,
  finding: Cell["finding"] | null,
  reason = "",
): void {
  const { lane, stage } = place;
  const more = reason ? { reason } : {};
  editor.submit({ edit: "MarkCell", lane, stage, finding, ...more });
  void editor.focusCell(place);
}

export function stageEntries(editor: Editor, stage: Stage): MenuEntry[] {
  const { stages } = editor.journey;
  const at = stages.findIndex((each) => each.id === stage.id);
  const entries: MenuEntry[] = [
    { label: say("edit.rename"), keys: "Enter", run: () => (editor.naming = stage.id) },
    {
      label: say("edit.stage_details"),
      run: () => (editor.dialog = { kind: "stage", stage: stage.id }),
    },
    {
      label: say("edit.add_stage_after"),
      keys: "Shift A",
      isApart: true,
      run: () => addStage(editor, stage.id),
    },
    {
      label: say("edit.duplicate"),
      keys: `${CONTROL} D`,
      run: () => copyStage(editor, stage.id),
    },
  ];
  if (at > 0) {
    entries.push({
      label: say("edit.left"),
      keys: "Alt ArrowLeft",
      run: () => moveStage(editor, stage, -1),
    });
  }
  if (at < stages.length - 1) {
    entries.push({
      label: say("edit.right"),
      keys: "Alt ArrowRight",
      run: () => moveStage(editor, stage, 1),
    });
  }
  return [
    ...entries,
    ...widthEntries(editor, stage),
    {
      label: say("edit.delete"),
      keys: "Del",
      isApart: true,
      isDanger: true,
      run: () => editor.deleteStage(stage),
    },
  ];
}

export const NARROWEST = 120;
export const WIDEST = 360;
const STEP = 40;

function widthEntries(editor: Editor, stage: Stage): MenuEntry[] {
  const now = stage.widthPx ?? editor.widthOf(stage.id);
  const set = (width: number | null): void => setWidth(editor, stage.id, width);
  const entries: MenuEntry[] = [];
  if (now < WIDEST) {
    entries.push({ label: say("edit.wider"), run: () => set(now + STEP) });
  }
  if (now > NARROWEST) {
    entries.push({ label: say("edit.narrower"), run: () => set(now - STEP) });
  }
  if (stage.widthPx !== null) {
    entries.push({ label: say("edit.width_free"), run: () => set(null) });
  }
  return entries.map((entry, index) => (index === 0 ? { ...entry, isApart: true } : entry));
}

/** Fix the width of a stage, or free it. */
export function setWidth(editor: Editor, id: string, width: number | null): void {
  const fixed = width === null ? null : Math.round(Math.min(Math.max(width, NARROWEST), WIDEST));
  editor.submit({ edit: "ChangeStage", id, fields: { width_px: fixed } });
}

/** Add a stage behind another one, or as the last; its name is written at once. */
export function addStage(editor: Editor, after: string | null): void {
  const id = randomId("stage");
  const title = say("page.untitled_stage", { number: editor.journey.stages.length + 1 });
  editor.submit({
    edit: "AddStage",
    record: { kind: "stage", id, title },
    ...(after === null ? {} : { after }),
  });
  editor.naming = id;
}

export function laneEntries(editor: Editor, lane: Lane): MenuEntry[] {
  const group = editor.journey.lanes.filter((each) => each.zone === lane.zone && !each.isHidden);
  const at = group.findIndex((each) => each.id === lane.id);
  const entries: MenuEntry[] = [
    { label: say("edit.rename"), keys: "Enter", run: () => (editor.naming = lane.id) },
    {
      label: say("edit.add_lane"),
      keys: "L",
      isApart: true,
      run: () => (editor.dialog = { kind: "lane" }),
    },
  ];
  if (holdsCards(lane)) {
    const run = (): void => copyLane(editor, lane);
    entries.push({ label: say("edit.duplicate"), keys: `${CONTROL} D`, run });
  }
  if (at > 0) {
    entries.push({ label: say("edit.up"), keys: "Alt ArrowUp", run: () => moveLane(editor, lane, -1) });
  }
  if (at < group.length - 1) {
    entries.push({ label: say("edit.down"), keys: "Alt ArrowDown", run: () => moveLane(editor, lane, 1) });
  }
  return [
    ...entries,
    { label: say("edit.line_above"), isApart: true, run: () => moveLine(editor, { before: lane.id }) },
    { label: say("edit.line_below"), run: () => moveLine(editor, { after: lane.id }) },
    { label: say("edit.hide_lane"), isApart: true, run: () => hideLane(editor, lane) },
    {
      label: say("edit.delete"),
      keys: "Del",
      isApart: true,
      isDanger: true,
      run: () => editor.deleteLane(lane),
    },
  ];
}

function hideLane(editor: Editor, lane: Lane): void {
  const edit: NamedEdit = { edit: "HideLane", id: lane.id, is_hidden: true };
  editor.submitAndTell(say("edit.lane_hidden", { name: laneName(lane) }), edit);
}
