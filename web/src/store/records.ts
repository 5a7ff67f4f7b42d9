/** The records that the pages read, as `jejak.model.records` defines them. */

import {
  choice,
  choiceOrNull,
  isPlain,
  numberOrNull,
  plains,
  text,
  textOrNull,
  texts,
  truth,
  truthOrNull,
  type Plain,
} from "./plain.ts";

export const ROLES = [
  "goals",
  "touchpoints",
  "channels",
  "process",
  "thoughts",
  "feelings",
  "pain_points",
  "delights",
  "expectations",
  "measured",
  "internal_actors",
  "internal_channels",
  "internal_process",
  "internal_pain_points",
  "opportunities",
  "resources",
  "kpis",
] as const;
export type Role = (typeof ROLES)[number];

export const ZONES = ["customer", "internal", "followup"] as const;
export type Zone = (typeof ZONES)[number];

export const LIST_FIELDS = [
  "motivation",
  "goals",
  "needs",
  "characteristics",
  "habits",
  "likes",
  "dislikes",
  "indifferent_to",
  "social_media",
  "apps_tried",
] as const;
export type ListField = (typeof LIST_FIELDS)[number];

export interface MapInfo {
  readonly kind: "map";
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly state: "current" | "proposed";
  /** Lanes ordered after this key are backstage. */
  readonly visibilityLine: string | null;
  readonly goal: string;
  readonly scope: string;
  readonly company: string;
  readonly confidentiality: string;
  readonly version: string;
  readonly notes: string;
  readonly isSample: boolean;
}

export interface OwnField {
  readonly label: string;
  readonly items: readonly string[];
}

export interface Persona {
  readonly kind: "persona";
  readonly id: string;
  readonly order: string;
  readonly name: string;
  readonly age: string;
  readonly job: string;
  readonly identity: string;
  readonly personality: string;
  readonly lists: Readonly<Record<ListField, readonly string[]>>;
  readonly scenario: string;
  readonly quote: string;
  readonly ownFields: readonly OwnField[];
  readonly portrait: string;
  readonly importance: "primary" | "secondary" | null;
  readonly importanceWhy: string;
}

export interface Stage {
  readonly kind: "stage";
  readonly id: string;
  readonly order: string;
  readonly title: string;
  readonly duration: string;
  readonly widthPx: number | null;
  readonly seeks: string;
  readonly response: string;
}

export interface Substage {
  readonly kind: "substage";
  readonly id: string;
  readonly order: string;
  readonly stage: string;
  readonly title: string;
  readonly duration: string;
}

export interface Lane {
  readonly kind: "lane";
  readonly id: string;
  readonly order: string;
  readonly role: Role | null;
  readonly label: string;
  readonly zone: Zone;
  readonly isHidden: boolean;
}

export interface Card {
  readonly kind: "card";
  readonly id: string;
  readonly order: string;
  readonly lane: string;
  readonly stage: string;
  /** The part of the stage; null: the stage as a whole. */
  readonly substage: string | null;
  readonly text: string;
  readonly number: number | null;
  readonly channels: readonly string[];
  readonly medium: "online" | "offline" | null;
  readonly isMomentOfTruth: boolean;
}

export interface Cell {
  readonly kind: "cell";
  readonly id: string;
  readonly lane: string;
  readonly stage: string;
  readonly finding: "nothing_found" | "not_researched";
  readonly reason: string;
}

export interface Feeling {
  readonly kind: "feeling";
  readonly id: string;
  readonly stage: string;
  readonly persona: string | null;
  readonly word: string;
  /** -2 very negative … +2 very positive, steps of 0.1; null: not known. */
  readonly value: number | null;
  /** Where in the stage: 0 its start … 1 its end. */
  readonly place: number;
  readonly isFelt: boolean;
}

export interface Statement {
  readonly kind: "statement";
  readonly id: string;
  readonly order: string;
  readonly text: string;
  readonly pains: readonly string[];
  readonly stage: string | null;
  readonly isImportant: boolean | null;
  readonly importantWhy: string;
  readonly isUrgent: boolean | null;
  readonly urgentWhy: string;
  readonly number: number | null;
}

export interface Answer {
  readonly kind: "answer";
  readonly id: string;
  readonly opportunity: string;
  readonly fixes: string | null;
  readonly addsValueTo: string | null;
}

export const EVIDENCE_KINDS = [
  "interview",
  "staff_interview",
  "case",
  "walk_through",
  "survey",
  "ticket",
  "review",
  "chat",
  "measurement",
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** What a claim rests on. */
export interface Evidence {
  readonly kind: "evidence";
  readonly id: string;
  readonly supports: string;
  readonly evidenceKind: EvidenceKind;
  /** The quote or the finding. */
  readonly text: string;
  readonly source: string;
  /** A date such as 2026-11-22. */
  readonly on: string | null;
}

export const ACTION_STATES = ["open", "doing", "done", "dropped"] as const;

/** Who does what by when. */
export interface Action {
  readonly kind: "action";
  readonly id: string;
  readonly order: string;
  readonly text: string;
  readonly owner: string;
  /** A date such as 2026-11-22. */
  readonly due: string | null;
  readonly state: (typeof ACTION_STATES)[number];
  readonly kpi: string | null;
  readonly opportunity: string | null;
}

/** A line that stands in a lane without being a card. */
export interface Note {
  readonly kind: "resource" | "kpi" | "expectation";
  readonly id: string;
  readonly order: string;
  readonly stage: string | null;
  readonly opportunity: string | null;
  /** Of an expectation: where it is expected, if not in the stage as a whole. */
  readonly touchpoint: string | null;
  readonly text: string;
  readonly availability: "at_hand" | "needed" | null;
  /** What it says in figures: of an expectation one, of a KPI up to three. */
  readonly figures: readonly NoteFigure[];
  readonly unit: string;
  /** Of a KPI: which way is better, who watches it, and what it was when. */
  readonly better: "higher" | "lower" | null;
  readonly owner: string;
  readonly values: readonly DatedValue[];
}

/** A value of a KPI on a date such as 2026-11-22. */
export interface DatedValue {
  readonly on: string;
  readonly value: number;
}

export interface NoteFigure {
  readonly name: "figure" | "baseline" | "now" | "target";
  readonly value: number;
}

/** What was measured by a log; written by programs, and never changed here. */
export interface Figure {
  readonly kind: "figure";
  readonly id: string;
  /** A touchpoint or a stage. */
  readonly about: string;
  /** Which figure: `reach`, `wait_median` and so on. */
  readonly figure: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly cases: number | null;
  readonly segment: string;
  readonly source: string;
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
  readonly at: string | null;
}

export type JourneyRecord =
  | MapInfo
  | Persona
  | Stage
  | Substage
  | Lane
  | Card
  | Cell
  | Feeling
  | Evidence
  | Statement
  | Answer
  | Action
  | Figure
  | Note;

/** Return the records that the pages know, in the given order; others are left out. */
export function readRecords(data: readonly unknown[]): readonly JourneyRecord[] {
  return data.flatMap((item) => {
    const record = isPlain(item) ? readRecord(item) : null;
    return record ? [record] : [];
  });
}

/** Return the record that plain data holds; null if the pages do not know its kind. */
export function readRecord(data: Plain): JourneyRecord | null {
  const id = text(data, "id");
  const order = text(data, "order");
  switch (data["kind"]) {
    case "map":
      return readInfo(data, id);
    case "persona":
      return readPersona(data, id, order);
    case "stage":
      return {
        kind: "stage",
        id,
        order,
        title: text(data, "title"),
        duration: text(data, "duration"),
        widthPx: numberOrNull(data, "width_px"),
        seeks: text(data, "seeks"),
        response: text(data, "response"),
      };
    case "substage":
      return {
        kind: "substage",
        id,
        order,
        stage: text(data, "stage"),
        title: text(data, "title"),
        duration: text(data, "duration"),
      };
    case "lane":
      return {
        kind: "lane",
        id,
        order,
        role: choiceOrNull(ROLES, data["role"]),
        label: text(data, "label"),
        zone: choice(ZONES, data["zone"]),
        isHidden: truth(data, "is_hidden"),
      };
    case "card":
      return readCard(data, id, order);
    case "cell":
      return {
        kind: "cell",
        id,
        lane: text(data, "lane"),
        stage: text(data, "stage"),
        finding: choice(["nothing_found", "not_researched"], data["finding"]),
        reason: text(data, "reason"),
      };
    case "feeling":
      return {
        kind: "feeling",
        id,
        stage: text(data, "stage"),
        persona: textOrNull(data, "persona"),
        word: text(data, "word"),
        value: numberOrNull(data, "value"),
        place: numberOrNull(data, "place") ?? 0.5,
        isFelt: data["feeling_kind"] !== "expected",
      };
    case "statement":
      return readStatement(data, id, order);
    case "answer":
      return {
        kind: "answer",
        id,
        opportunity: text(data, "opportunity"),
        fixes: textOrNull(data, "fixes"),
        addsValueTo: textOrNull(data, "adds_value_to"),
      };
    case "evidence":
      return {
        kind: "evidence",
        id,
        supports: text(data, "supports"),
        evidenceKind: choice(EVIDENCE_KINDS, data["evidence_kind"]),
        text: text(data, "text"),
        source: text(data, "source"),
        on: textOrNull(data, "on"),
      };
    case "action":
      return {
        kind: "action",
        id,
        order,
        text: text(data, "text"),
        owner: text(data, "owner"),
        due: textOrNull(data, "due"),
        state: choice(ACTION_STATES, data["state"]),
        kpi: textOrNull(data, "kpi"),
        opportunity: textOrNull(data, "opportunity"),
      };
    case "resource":
    case "kpi":
    case "expectation":
      return {
        kind: data["kind"],
        id,
        order,
        stage: textOrNull(data, "stage"),
        opportunity: textOrNull(data, "opportunity"),
        touchpoint: textOrNull(data, "touchpoint"),
        text: text(data, "text"),
        availability: choiceOrNull(["at_hand", "needed"], data["availability"]),
        figures: readFigures(data),
        unit: text(data, "unit"),
        better: choiceOrNull(["higher", "lower"], data["better"]),
        owner: text(data, "owner"),
        values: plains(data, "values").map((each) => ({
          on: text(each, "on"),
          value: numberOrNull(each, "value") ?? 0,
        })),
      };
    case "figure":
      return readFigure(data, id);
    default:
      return null;
  }
}

function readFigure(data: Plain, id: string): Figure {
  return {
    kind: "figure",
    id,
    about: text(data, "about"),
    figure: text(data, "figure_kind"),
    numerator: numberOrNull(data, "numerator"),
    denominator: numberOrNull(data, "denominator"),
    value: numberOrNull(data, "value"),
    cases: numberOrNull(data, "cases"),
    segment: text(data, "segment"),
    source: text(data, "source"),
    windowStart: textOrNull(data, "window_start"),
    windowEnd: textOrNull(data, "window_end"),
    at: textOrNull(data, "at"),
  };
}

function readFigures(data: Plain): NoteFigure[] {
  const last = plains(data, "values").at(-1);
  const found = [
    { name: "figure" as const, value: numberOrNull(data, "figure") },
    { name: "baseline" as const, value: numberOrNull(data, "baseline") },
    { name: "now" as const, value: last ? numberOrNull(last, "value") : null },
    { name: "target" as const, value: numberOrNull(data, "target") },
  ];
  return found.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
}

function readInfo(data: Plain, id: string): MapInfo {
  return {
    kind: "map",
    id,
    title: text(data, "title"),
    language: text(data, "language") || "en",
    state: choice(["current", "proposed"], data["state"]),
    visibilityLine: textOrNull(data, "visibility_line"),
    goal: text(data, "goal"),
    scope: text(data, "scope"),
    company: text(data, "company"),
    confidentiality: text(data, "confidentiality"),
    version: text(data, "version"),
    notes: text(data, "notes"),
    isSample: truth(data, "is_sample"),
  };
}

function readPersona(data: Plain, id: string, order: string): Persona {
  return {
    kind: "persona",
    id,
    order,
    name: text(data, "name"),
    age: text(data, "age"),
    job: text(data, "job"),
    identity: text(data, "identity"),
    personality: text(data, "personality"),
    lists: {
      motivation: texts(data, "motivation"),
      goals: texts(data, "goals"),
      needs: texts(data, "needs"),
      characteristics: texts(data, "characteristics"),
      habits: texts(data, "habits"),
      likes: texts(data, "likes"),
      dislikes: texts(data, "dislikes"),
      indifferent_to: texts(data, "indifferent_to"),
      social_media: texts(data, "social_media"),
      apps_tried: texts(data, "apps_tried"),
    },
    scenario: text(data, "scenario"),
    quote: text(data, "quote"),
    ownFields: plains(data, "own_fields").map((field) => ({
      label: text(field, "label"),
      items: texts(field, "items"),
    })),
    portrait: text(data, "portrait"),
    importance: choiceOrNull(["primary", "secondary"], data["importance"]),
    importanceWhy: text(data, "importance_why"),
  };
}

function readCard(data: Plain, id: string, order: string): Card {
  return {
    kind: "card",
    id,
    order,
    lane: text(data, "lane"),
    stage: text(data, "stage"),
    substage: textOrNull(data, "substage"),
    text: text(data, "text"),
    number: numberOrNull(data, "number"),
    channels: texts(data, "channels"),
    medium: choiceOrNull(["online", "offline"], data["medium"]),
    isMomentOfTruth: truth(data, "is_moment_of_truth"),
  };
}

function readStatement(data: Plain, id: string, order: string): Statement {
  return {
    kind: "statement",
    id,
    order,
    text: text(data, "text"),
    pains: texts(data, "pains"),
    stage: textOrNull(data, "stage"),
    isImportant: truthOrNull(data, "is_important"),
    importantWhy: text(data, "important_why"),
    isUrgent: truthOrNull(data, "is_urgent"),
    urgentWhy: text(data, "urgent_why"),
    number: numberOrNull(data, "number"),
  };
}
