/** Moving things: within their list, and from cell to cell. */

import { say } from "../../i18n/language.svelte.ts";
import { laneName, stageName } from "../../i18n/words.ts";
import type { Card, Lane, Stage } from "../../store/records.ts";
import { shownLanes } from "../../store/lanes.ts";
import { holdsCards } from "./drafts.svelte.ts";
import { shortened, type Editor } from "./editor.svelte.ts";
import type { Place } from "./places.ts";

export type Direction = "up" | "down" | "left" | "right";
/** Beside which one; neither: at the end. */
export interface Beside {
  readonly before?: string;
  readonly after?: string;
}

/** Move a card by a key: in its list, over its ends to the next cell. */
export function moveCard(editor: Editor, card: Card, direction: Direction): void {
  const { journey } = editor;
  const cards = journey.cards(card.lane, card.stage);
  const at = cards.findIndex((each) => each.id === card.id);
  if (direction === "left" || direction === "right") {
    const step = direction === "left" ? -1 : 1;
    const stage = journey.stages[journey.stageNumber(card.stage) - 1 + step];
    if (stage) placeCard(editor, card, { lane: card.lane, stage: stage.id }, {});
    return;
  }
  const neighbour = cards[direction === "up" ? at - 1 : at + 1];
  if (neighbour) {
    const beside = direction === "up" ? { before: neighbour.id } : { after: neighbour.id };
    placeCard(editor, card, card, beside);
    return;
  }
  const lane = nextLane(editor, card.lane, direction);
  if (!lane) return;
  const first = journey.cards(lane.id, card.stage)[0];
  const beside = direction === "down" && first ? { before: first.id } : {};
  placeCard(editor, card, { lane: lane.id, stage: card.stage }, beside);
}

/** The next lane in sight that holds cards. */
function nextLane(editor: Editor, from: string, direction: "up" | "down"): Lane | null {
  const lanes = shownLanes(editor.journey);
  const rest = lanes.slice(lanes.findIndex((lane) => lane.id === from) + 1);
  const before = lanes.slice(0, lanes.findIndex((lane) => lane.id === from)).reverse();
  return (direction === "down" ? rest : before).find(holdsCards) ?? null;
}

/** Put a card somewhere, tell where, and keep the keyboard on it. */
export function placeCard(editor: Editor, card: Card, to: Place, beside: Beside): void {
  const { journey } = editor;
  const isHere = to.lane === card.lane && to.stage === card.stage;
  editor.submit({
    edit: "MoveCard",
    id: card.id,
    ...(isHere ? {} : { lane: to.lane, stage: to.stage }),
    ...beside,
  });
  const cards = journey.cards(to.lane, to.stage).filter((each) => each.id !== card.id);
  const next = cards.findIndex((each) => each.id === beside.before);
  const last = cards.findIndex((each) => each.id === beside.after);
  const place = next >= 0 ? next + 1 : last >= 0 ? last + 2 : cards.length + 1;
  editor.announce(
    say("edit.moved", {
      text: shortened(card.text),
      ...namesOf(editor, to),
      place,
      count: cards.length + 1,
    }),
  );
  void editor.focusItem(card.id);
}

/** What a cell is called: its lane, and its stage. */
export function namesOf(editor: Editor, place: Place): { lane: string; stage: string } {
  const lane = editor.journey.lane(place.lane);
  const stage = editor.journey.stage(place.stage);
  return {
    lane: lane ? laneName(lane) : "",
    stage: stage ? stageName(stage, editor.journey.stageNumber(stage.id)) : "",
  };
}

export function moveStage(editor: Editor, stage: Stage, step: -1 | 1): void {
  const { stages } = editor.journey;
  const neighbour = stages[stages.findIndex((each) => each.id === stage.id) + step];
  if (!neighbour) return;
  placeStage(editor, stage, step < 0 ? { before: neighbour.id } : { after: neighbour.id });
}

export function placeStage(editor: Editor, stage: Stage, beside: Beside): void {
  const name = stageName(stage, editor.journey.stageNumber(stage.id));
  editor.submit({ edit: "MoveStage", id: stage.id, ...beside });
  const place = editor.journey.stageNumber(stage.id);
  const count = editor.journey.stages.length;
  editor.announce(say("edit.stage_moved", { name, place, count }));
  void editor.focusItem(stage.id);
}

/** Move a lane among those of its zone. */
export function moveLane(editor: Editor, lane: Lane, step: -1 | 1): void {
  const group = editor.journey.lanes.filter((each) => each.zone === lane.zone && !each.isHidden);
  const neighbour = group[group.findIndex((each) => each.id === lane.id) + step];
  if (!neighbour) return;
  placeLane(editor, lane, step < 0 ? { before: neighbour.id } : { after: neighbour.id });
}

export function placeLane(editor: Editor, lane: Lane, beside: Beside): void {
  editor.submit({ edit: "MoveLane", id: lane.id, ...beside });
  editor.announce(say("edit.lane_moved", { name: laneName(lane) }));
  void editor.focusLane(lane.id);
}

/** Put the line of visibility beside a lane. */
export function moveLine(editor: Editor, beside: Beside): void {
  editor.submit({ edit: "MoveVisibilityLine", ...beside });
  const lane = editor.journey.lane(beside.before ?? beside.after ?? "");
  const key = beside.before ? "edit.line_moved_above" : "edit.line_moved_below";
  if (lane) editor.announce(say(key, { lane: laneName(lane) }));
}
