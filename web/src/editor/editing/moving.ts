/** Moving things: within their list, and from cell to cell. */

import { say } from "../../i18n/language.svelte.ts";
import { laneName, stageName } from "../../i18n/words.ts";
import type { Batch } from "../../store/edits/edit.ts";
import type { Beside } from "../../store/edits/parts.ts";
import type { Journey } from "../../store/journey.ts";
import { holdsCards, laneGroups, shownLanes } from "../../store/lanes.ts";
import { ZONES, type Card, type Lane, type Stage } from "../../store/records.ts";
import { shortened } from "../../store/typography.ts";
import type { Editor } from "./editor.svelte.ts";
import type { Place, Spot } from "./places.ts";

export type Direction = "up" | "down" | "left" | "right";

/** Move a card by a key: in its list, over its ends to the next part or cell. */
export function moveCard(editor: Editor, card: Card, direction: Direction): void {
  const { journey } = editor;
  const { lane, stage } = card;
  if (direction === "left" || direction === "right") {
    const step = direction === "left" ? -1 : 1;
    const next = journey.stages[journey.stageNumber(stage) - 1 + step];
    const to = next && { lane, stage: next.id };
    if (to) placeCard(editor, card, { ...to, substage: partAtTop(journey, to) }, {});
    return;
  }
  const cards = journey.cards(lane, stage);
  const at = cards.findIndex((each) => each.id === card.id);
  const neighbour = cards[direction === "up" ? at - 1 : at + 1];
  if (neighbour?.substage === card.substage) {
    const beside = direction === "up" ? { before: neighbour.id } : { after: neighbour.id };
    placeCard(editor, card, card, beside);
    return;
  }
  const to = nextSpot(editor, card, direction);
  if (!to) return;
  const there = cardsAt(editor, to);
  const beside = direction === "down" ? there[0] : null;
  placeCard(editor, card, to, beside ? { before: beside.id } : behind(there));
}

/** The part of the stage above or below, and behind the last of them the next cell. */
function nextSpot(editor: Editor, card: Card, direction: "up" | "down"): Spot | null {
  const { journey } = editor;
  const parts = [null, ...journey.substages(card.stage).map((part) => part.id)];
  const next = parts[parts.indexOf(card.substage) + (direction === "up" ? -1 : 1)];
  if (next !== undefined) return { lane: card.lane, stage: card.stage, substage: next };
  const lane = nextLane(editor, card.lane, direction);
  if (!lane) return null;
  const to = { lane: lane.id, stage: card.stage };
  const partAt = direction === "down" ? partAtTop : partAtEnd;
  return { ...to, substage: partAt(journey, to) };
}

/** The part of the stage that whatever comes into a cell above all else comes into. */
export const partAtTop = (journey: Journey, { lane, stage }: Place): string | null =>
  journey.cards(lane, stage)[0]?.substage ?? null;

/** The part of the stage that whatever comes into a cell below all else comes into. */
export const partAtEnd = (journey: Journey, { lane, stage }: Place): string | null =>
  journey.cards(lane, stage).at(-1)?.substage ?? null;

/** The cards that stand where a card is to stand. */
export const cardsAt = (editor: Editor, { lane, stage, substage }: Spot): Card[] =>
  editor.journey.cards(lane, stage).filter((each) => each.substage === (substage ?? null));

/** At the end of these. */
export const behind = (cards: readonly { readonly id: string }[]): Beside => {
  const last = cards.at(-1);
  return last ? { after: last.id } : {};
};

/** The next lane in sight that holds cards. */
function nextLane(editor: Editor, from: string, direction: "up" | "down"): Lane | null {
  const lanes = shownLanes(editor.journey);
  const rest = lanes.slice(lanes.findIndex((lane) => lane.id === from) + 1);
  const before = lanes.slice(0, lanes.findIndex((lane) => lane.id === from)).reverse();
  return (direction === "down" ? rest : before).find(holdsCards) ?? null;
}

/** Put a card somewhere, tell where, and keep the keyboard on it. */
export function placeCard(editor: Editor, card: Card, to: Spot, beside: Beside): void {
  const { journey } = editor;
  const isHere = to.lane === card.lane && to.stage === card.stage;
  const part = to.substage === undefined && isHere ? card.substage : (to.substage ?? null);
  const edits: Batch["edits"][number][] = [
    {
      edit: "MoveCard",
      id: card.id,
      ...(isHere ? {} : { lane: to.lane, stage: to.stage }),
      ...(part === null ? {} : { substage: part }),
      ...beside,
    },
  ];
  // A card keeps its part in a stage unless it is told to leave it.
  if (part === null && card.substage !== null && to.stage === card.stage) {
    edits.push({ edit: "ChangeCard", id: card.id, fields: { substage: null } });
  }
  editor.submit(editor.asOne(edits));
  const cards = journey.cards(to.lane, to.stage);
  const place = cards.findIndex((each) => each.id === card.id) + 1;
  const said = { text: shortened(card.text), ...namesOf(editor, { ...to, substage: part }) };
  editor.announce(say("edit.moved", { ...said, place, count: cards.length }));
  void editor.focusItem(card.id);
}

/** What a place is called: its lane, and its stage with the part of it. */
export function namesOf(editor: Editor, place: Spot): { lane: string; stage: string } {
  const lane = editor.laneOf(place.lane);
  const stage = editor.journey.stage(place.stage);
  const part = place.substage ? editor.journey.substage(place.substage) : null;
  const name = stage ? stageName(stage, editor.journey.stageNumber(stage.id)) : "";
  return {
    lane: lane ? laneName(lane) : "",
    stage: part ? say("edit.part_of", { stage: name, part: part.title }) : name,
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

/**
 * The moves after which all lanes are ordered as they are shown.
 *
 * A table may hold a customer's lane below the internal ones. It is shown among
 * those of its zone, but a line of visibility above the internal lanes would
 * stand above this one.
 */
function inZones(editor: Editor): Batch["edits"][number][] {
  const lanes = ZONES.flatMap((zone) => editor.journey.lanes.filter((lane) => lane.zone === zone));
  return lanes.flatMap((lane, at) => {
    const isBehind = lanes.slice(at + 1).some((later) => later.order < lane.order);
    const before = lanes[at - 1];
    if (!isBehind) return [];
    const beside = before ? { after: before.id } : firstInOrder(editor);
    return [{ edit: "MoveLane" as const, id: lane.id, ...beside }];
  });
}
const firstInOrder = (editor: Editor): Beside => {
  const [first] = editor.journey.lanes;
  return first ? { before: first.id } : {};
};

/** Put the line of visibility beside a lane. */
export function moveLine(editor: Editor, beside: Beside): void {
  const line = { edit: "MoveVisibilityLine", ...beside } as const;
  const id = editor.submit(editor.asOne([...inZones(editor), line]));
  if (!laneGroups(editor.journey).some((group) => group.isBelowLine)) {
    editor.tellUndo(say("edit.line_gone"), id); // there is no line any more to drag back
    return;
  }
  const lane = editor.journey.lane(beside.before ?? beside.after ?? "");
  const key = beside.before ? "edit.line_moved_above" : "edit.line_moved_below";
  if (lane) editor.announce(say(key, { lane: laneName(lane) }));
}
