/** Edits as screens make them: the ids of what is new are made here. */

import type {
  Adding,
  Deleting,
  EditCardText,
  EditText,
  LinkOpportunity,
  MarkCell,
  MoveCard,
  RankPain,
} from "./edit.ts";
import { randomId } from "./ids.ts";
import type { Beside } from "./parts.ts";
import type { PlainRecord } from "./tables.ts";

type Fields = Readonly<Record<string, unknown>>;

/** An edit that brings a new record; `edit.record.id` says under which id. */
function adding(edit: Adding["edit"], kind: string, fields: Fields, where: Beside): Adding {
  const record: PlainRecord = { ...fields, kind, id: randomId(kind) };
  return { edit, record, ...where };
}

export const addCard = (lane: string, stage: string, text: string, where: Beside = {}): Adding =>
  adding("AddCard", "card", { lane, stage, text }, where);

export const addStage = (title: string, where: Beside = {}): Adding =>
  adding("AddStage", "stage", { title }, where);

export const addSubstage = (stage: string, title: string, where: Beside = {}): Adding =>
  adding("AddSubstage", "substage", { stage, title }, where);

/** A lane with a role of the model, or with a label of the team's own. */
export const addLane = (fields: Fields, where: Beside = {}): Adding =>
  adding("AddLane", "lane", fields, where);

export const addPersona = (name: string, where: Beside = {}): Adding =>
  adding("AddPersona", "persona", { name }, where);

/** `fields`: `word`, `value`, `place`, `persona`, `feeling_kind`. */
export const addFeeling = (stage: string, fields: Fields): Adding =>
  adding("AddFeeling", "feeling", { ...fields, stage }, {});

/** `fields`: `evidence_kind`, `text`, `source`, `on`. */
export const addEvidence = (supports: string, fields: Fields): Adding =>
  adding("AddEvidence", "evidence", { ...fields, supports }, {});

/** `fields`: `text`, and `pains` that the statement joins. */
export const addStatement = (fields: Fields, where: Beside = {}): Adding =>
  adding("AddStatement", "statement", fields, where);

/** An action, a resource, a KPI, a comment or another plain record. */
export const addRecord = (kind: string, fields: Fields, where: Beside = {}): Adding =>
  adding("AddRecord", kind, fields, where);

export const editCardText = (id: string, was: string, text: string): EditCardText => ({
  edit: "EditCardText",
  id,
  was,
  text,
});

export const editText = (id: string, field: string, was: string, text: string): EditText => ({
  edit: "EditText",
  id,
  field,
  was,
  text,
});

export const moveCard = (
  id: string,
  lane: string,
  stage: string,
  where: Beside = {},
): MoveCard => ({ edit: "MoveCard", id, lane, stage, ...where });

export const markCell = (
  lane: string,
  stage: string,
  finding: MarkCell["finding"],
  reason = "",
): MarkCell => ({ edit: "MarkCell", lane, stage, finding, reason });

/** `answers`: `is_important`, `important_why`, `is_urgent`, `urgent_why`. */
export const rankPain = (id: string, answers: Fields): RankPain => ({
  edit: "RankPain",
  id,
  statement: randomId("statement"),
  answers,
});

export const linkOpportunity = (
  opportunity: string,
  aim: { readonly fixes: string } | { readonly adds_value_to: string },
): LinkOpportunity => ({
  edit: "LinkOpportunity",
  id: randomId("answer"),
  opportunity,
  ...aim,
});

export const deleting = (edit: Deleting["edit"], id: string): Deleting => ({ edit, id });
