/** Named edits as they travel: the plain form of `jejak.model.edits`. */

import type { PlainRecord } from "./tables.ts";

/** A record that is new; its order key and its short number are made for it. */
export interface Adding {
  readonly edit:
    | "AddPersona"
    | "AddStage"
    | "AddSubstage"
    | "AddLane"
    | "AddCard"
    | "AddFeeling"
    | "AddEvidence"
    | "AddStatement"
    | "AddRecord";
  readonly record: PlainRecord;
  readonly before?: string;
  readonly after?: string;
}

/** Fields of a record get values, in plain form; null: the default. */
export interface Changing {
  readonly edit:
    | "ChangePersona"
    | "ChangeStage"
    | "ChangeSubstage"
    | "ChangeLane"
    | "ChangeCard"
    | "ChangeFeeling"
    | "ChangeEvidence"
    | "ChangeStatement"
    | "JudgeStatement"
    | "ChangeRecord";
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A record moves beside another one, or to the end. */
export interface Moving {
  readonly edit:
    | "MovePersona"
    | "MoveStage"
    | "MoveSubstage"
    | "MoveLane"
    | "ReorderStatement"
    | "MoveRecord";
  readonly id: string;
  readonly before?: string;
  readonly after?: string;
}

/** A record leaves with all that cannot be without it. */
export interface Deleting {
  readonly edit:
    | "DeletePersona"
    | "DeleteStage"
    | "DeleteSubstage"
    | "DeleteLane"
    | "DeleteCard"
    | "DeleteFeeling"
    | "DeleteEvidence"
    | "UnlinkOpportunity"
    | "DeleteStatement"
    | "DeleteRecord";
  readonly id: string;
}

export interface RenameMap {
  readonly edit: "RenameMap";
  readonly title: string;
}
export interface SetMapField {
  readonly edit: "SetMapField";
  readonly field: string;
  readonly value: unknown;
}
/** Beside no lane: the map has no line. */
export interface MoveVisibilityLine {
  readonly edit: "MoveVisibilityLine";
  readonly before?: string;
  readonly after?: string;
}
export interface RenameStage {
  readonly edit: "RenameStage";
  readonly id: string;
  readonly title: string;
}
export interface RenameLane {
  readonly edit: "RenameLane";
  readonly id: string;
  readonly label: string;
}
export interface HideLane {
  readonly edit: "HideLane";
  readonly id: string;
  readonly is_hidden: boolean;
}
/** What somebody else wrote since `was` stays in the text. */
export interface EditCardText {
  readonly edit: "EditCardText";
  readonly id: string;
  readonly was: string;
  readonly text: string;
}
/** The same for any other text: `KINDS` says which fields are texts. */
export interface EditText {
  readonly edit: "EditText";
  readonly id: string;
  readonly field: string;
  readonly was: string;
  readonly text: string;
}
export interface MoveCard {
  readonly edit: "MoveCard";
  readonly id: string;
  readonly lane?: string;
  readonly stage?: string;
  readonly substage?: string;
  readonly before?: string;
  readonly after?: string;
}
/** null: the cell is just not filled. */
export interface MarkCell {
  readonly edit: "MarkCell";
  readonly lane: string;
  readonly stage: string;
  readonly finding: "nothing_found" | "not_researched" | null;
  readonly reason?: string;
}
export interface LinkOpportunity {
  readonly edit: "LinkOpportunity";
  /** Of the new link. */
  readonly id: string;
  readonly opportunity: string;
  readonly fixes?: string;
  readonly adds_value_to?: string;
}
export interface RankPain {
  readonly edit: "RankPain";
  readonly id: string;
  /** Id for the new statement, if there has to be one. */
  readonly statement: string;
  readonly answers: Readonly<Record<string, unknown>>;
}
/** The pains leave the statements they were in. */
export interface JoinPains {
  readonly edit: "JoinPains";
  readonly id: string;
  readonly pains: readonly string[];
}
export interface SplitPain {
  readonly edit: "SplitPain";
  readonly id: string;
}
/** Several edits as one step of undo. */
export interface Batch {
  readonly edit: "Batch";
  readonly edits: readonly Exclude<NamedEdit, Batch>[];
}

export type NamedEdit =
  | Adding
  | Changing
  | Moving
  | Deleting
  | RenameMap
  | SetMapField
  | MoveVisibilityLine
  | RenameStage
  | RenameLane
  | HideLane
  | EditCardText
  | EditText
  | MoveCard
  | MarkCell
  | LinkOpportunity
  | RankPain
  | JoinPains
  | SplitPain
  | Batch;

/** Take back what an edit did, by the id under which it was sent. */
export interface Undo {
  readonly edit: "Undo";
  readonly of: string;
}

export type SentEdit = NamedEdit | Undo;
