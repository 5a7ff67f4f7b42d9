/** What a sheet writes: the cards of a cell, or the notes of a lane that has its own kind. */

import type { NamedEdit } from "../../store/edits/edit.ts";
import {
  addCard,
  addRecord,
  deleting,
  editCardText,
  editText,
  moveCard,
} from "../../store/edits/builders.ts";
import type { Journey } from "../../store/journey.ts";
import { noteKind, notesIn } from "../../store/lanes.ts";
import type { Card, Lane, Note } from "../../store/records.ts";

export interface Items {
  readonly all: readonly (Card | Note)[];
  /** Beside its words an item has more, which a dialog holds. */
  readonly hasDetails: boolean;
  add(text: string): NamedEdit;
  write(id: string, was: string, text: string): NamedEdit;
  /** Past the one before it, or behind it. */
  move(at: number, direction: 1 | -1): NamedEdit | null;
  delete(id: string): NamedEdit;
}

export function itemsIn(journey: Journey, lane: Lane, stage: string): Items {
  const kind = noteKind(lane);
  return kind ? notes(journey, lane, stage, kind) : cards(journey, lane.id, stage);
}

function cards(journey: Journey, lane: string, stage: string): Items {
  const all = journey.cards(lane, stage);
  return {
    all,
    hasDetails: false,
    add: (text) => addCard(lane, stage, text),
    write: editCardText,
    move: (at, direction) => {
      const [card, other] = [all[at], all[at + direction]];
      return card && other ? past(card, other, direction) : null;
    },
    delete: (id) => deleting("DeleteCard", id),
  };
}

/** Over the end of a part a card comes into the next one, at the end where it enters. */
function past(card: Card, other: Card, direction: 1 | -1): NamedEdit {
  const isSame = other.substage === card.substage;
  const where = direction > 0 === isSame ? { after: other.id } : { before: other.id };
  const move = moveCard(card.id, card.lane, card.stage, where);
  if (other.substage !== null) return { ...move, substage: other.substage };
  if (isSame) return move;
  const leave = { edit: "ChangeCard", id: card.id, fields: { substage: null } } as const;
  return { edit: "Batch", edits: [move, leave] };
}

function notes(journey: Journey, lane: Lane, stage: string, kind: Note["kind"]): Items {
  const all = notesIn(journey, lane, stage);
  return {
    all,
    hasDetails: true,
    add: (text) => {
      const last = all.at(-1);
      return addRecord(kind, { stage, text }, last ? { after: last.id } : {});
    },
    write: (id, was, text) => editText(id, "text", was, text),
    move: (at, direction) => {
      const [note, other] = [all[at], all[at + direction]];
      if (!note || !other) return null;
      const beside = direction > 0 ? { after: other.id } : { before: other.id };
      return { edit: "MoveRecord", id: note.id, ...beside };
    },
    delete: (id) => deleting("DeleteRecord", id),
  };
}
