/**
 * What was measured on a map: the TypeScript twin of `jejak.layout.measured`.
 *
 * Only figures of the map are shown, and each with what it is a part of.
 */

import { curveBetween, type Curve } from "./curve.ts";
import type { StageSpan } from "./drawing.ts";
import type { Journey } from "./journey.ts";
import { numberOrNull, text, textOrNull } from "./plain.ts";
import type { Figure as Kept, Note, Stage } from "./records.ts";

/** Where the expectation stands, as a share of the bar. */
export const TICK = 0.3;
const NEAR = 1.05;
const OVER = 2;
const MOST = 20; // times the expectation: a full bar

export interface Bar {
  /** Share of the whole bar, 0 … 1. */
  readonly width: number;
  readonly tone: "met" | "near" | "over";
}

/** The bar of a measured figure against its expectation. */
export function expectationBar(measured: number, expected: number, better = "lower"): Bar {
  let ratio = measured / expected;
  if (better === "higher") ratio = measured > 0 ? expected / measured : Infinity;
  const beyond = (1 - TICK) * Math.min(1, Math.log(ratio) / Math.log(MOST));
  const width = ratio <= 1 ? TICK * ratio : TICK + beyond;
  return { width, tone: ratio <= NEAR ? "met" : ratio < OVER ? "near" : "over" };
}

/** What a figure says. */
export interface Figure {
  readonly id: string;
  readonly about: string;
  readonly figure: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly cases: number | null;
  readonly unit: string;
  readonly segment: string;
  readonly source: string;
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
  readonly at: string | null;
}

const read = ({ id, about, figure, data }: Kept): Figure => ({
  id,
  about,
  figure,
  numerator: numberOrNull(data, "numerator"),
  denominator: numberOrNull(data, "denominator"),
  value: numberOrNull(data, "value"),
  cases: numberOrNull(data, "cases"),
  unit: text(data, "unit"),
  segment: text(data, "segment"),
  source: text(data, "source"),
  windowStart: textOrNull(data, "window_start"),
  windowEnd: textOrNull(data, "window_end"),
  at: textOrNull(data, "at"),
});

/** A line of the measured lane. Times are seconds. */
export type MeasuredLine =
  | { readonly kind: "reach" | "goes_on"; readonly id: string; readonly n: number; readonly all: number }
  | {
      readonly kind: "wait" | "time";
      readonly id: string;
      readonly about: string;
      readonly seconds: number;
      readonly n: number;
      /** What was expected; null: nothing. */
      readonly due: number | null;
      readonly bar: Bar | null;
    }
  | {
      readonly kind: "own";
      readonly id: string;
      /** The words of the expectation. */
      readonly name: string;
      readonly measured: OwnFigure;
      /** What was expected; null: nothing in figures. */
      readonly due: { readonly value: number; readonly unit: string } | null;
      readonly bar: Bar | null;
    }
  | { readonly kind: "score"; readonly id: string; readonly value: number; readonly n: number };

/** What a figure with a unit is. */
export type Sort = "time" | "share" | "count";

/** What the matchers of an expectation or a KPI came to: seconds, a share or a count. */
export interface OwnFigure {
  readonly id: string;
  readonly sort: Sort;
  readonly value: number;
  readonly unit: string;
  readonly n: number;
  /** Of a share: of how many. */
  readonly all: number | null;
}

/** The figures that are shown: those of everybody, else those measured last. */
export function shownFigures(journey: Journey): readonly Figure[] {
  const every = journey.figures.map(read);
  if (every.some((one) => one.segment === "")) return every.filter((one) => one.segment === "");
  const last = every.reduce<Figure | null>(
    (found, one) => (found && key(found) >= key(one) ? found : one),
    null,
  );
  return every.filter((one) => one.segment === last?.segment);
}

const key = (one: Figure): string => `${one.at ?? ""} ${one.segment}`;

type Find = (about: string, kind: string) => Figure | null;

function finder(journey: Journey): Find {
  const found = new Map(shownFigures(journey).map((one) => [`${one.about} ${one.figure}`, one]));
  return (about, kind) => found.get(`${about} ${kind}`) ?? null;
}

/** The lines of a stage, in the order of pictures. */
export function measuredIn(journey: Journey, stage: Stage): readonly MeasuredLine[] {
  const find = finder(journey);
  const score = find(stage.id, "score");
  return [
    ...rate("reach", find(stage.id, "reach")),
    ...rate("goes_on", find(stage.id, "continuation")),
    ...times(journey, stage, find),
    ...(score?.value == null
      ? []
      : [{ kind: "score" as const, id: score.id, value: score.value, n: score.cases ?? 0 }]),
  ];
}

function rate(kind: "reach" | "goes_on", one: Figure | null): MeasuredLine[] {
  if (one?.numerator == null || one.denominator == null) return [];
  if (kind === "goes_on" && one.denominator === 0) return [];
  return [{ kind, id: one.id, n: one.numerator, all: one.denominator }];
}

function times(journey: Journey, stage: Stage, find: Find): MeasuredLine[] {
  const expected = journey.notes.flatMap((note) => {
    if (note.kind !== "expectation" || note.stage !== stage.id) return [];
    const own = ownFigure(note, find);
    if (own) return [ownLine(note, own)];
    const due = secondsOf(note.figures[0]?.value ?? null, note.unit);
    if (!due) return [];
    const kind = note.touchpoint === null ? "time_median" : "wait_median";
    return time(find(note.touchpoint ?? stage.id, kind), due);
  });
  if (expected.length > 0) return expected;
  const waits = touchpointsOf(journey, stage.id).flatMap((id) => {
    const one = find(id, "wait_median");
    return one?.value ? [{ one, value: one.value }] : [];
  });
  const longest = waits.reduce<(typeof waits)[number] | null>(
    (most, each) => (most && most.value >= each.value ? most : each),
    null,
  );
  if (longest) return time(longest.one, null);
  const own = find(stage.id, "time_median");
  return own?.value ? time(own, null) : [];
}

/** What the matchers of a KPI came to, if it was measured. */
export const measuredKpi = (journey: Journey, note: Note): OwnFigure | null =>
  ownFigure(note, finder(journey));

function ownFigure(note: Note, find: Find): OwnFigure | null {
  const sort = sortOf(note.unit);
  const one = find(note.id, sort === "time" ? "time_median" : sort);
  const { id = "", numerator = null, denominator: all = null, value = null } = one ?? {};
  const { unit = "", cases = null } = one ?? {};
  if (all) return { id, sort: "share", value: (numerator ?? 0) / all, unit: "%", n: numerator ?? 0, all };
  return value === null ? null : { id, sort, value, unit, n: cases ?? 0, all: null };
}

function ownLine(note: Note, measured: OwnFigure): MeasuredLine {
  const value = note.figures[0]?.value ?? null;
  const due = value === null ? null : { value, unit: note.unit };
  return { kind: "own", id: measured.id, name: note.text, measured, due, bar: ownBar(note, measured) };
}

/** The bar of a time, which is to be short, or of a share, to be high. */
function ownBar(note: Note, { value, all }: OwnFigure): Bar | null {
  const wanted = note.figures[0]?.value ?? null;
  if (wanted === null || wanted <= 0) return null;
  const due = secondsOf(wanted, note.unit);
  if (due !== null) return expectationBar(value, due);
  return all === null ? null : expectationBar(100 * value, wanted, "higher");
}

function time(one: Figure | null, due: number | null): MeasuredLine[] {
  if (one?.value == null) return [];
  const kind = one.figure === "wait_median" ? "wait" : "time";
  const bar = due === null ? null : expectationBar(one.value, due);
  const { id, about, value, cases } = one;
  return [{ kind, id, about, seconds: value, n: cases ?? 0, due, bar }];
}

const touchpointsOf = (journey: Journey, stage: string): string[] =>
  journey.lanes
    .filter((lane) => lane.role === "touchpoints")
    .flatMap((lane) => journey.cards(lane.id, stage).map((card) => card.id));

const SECONDS: readonly (readonly [number, string])[] = [
  [1, "s sec second seconds detik dtk"],
  [60, "min minute minutes m menit"],
  [3600, "h hour hours j jam"],
  [86_400, "d day days hari"],
  [604_800, "week weeks minggu"],
];

const SHARES = ["%", "percent", "per cent", "persen"];

/** What a figure with this unit is. */
function sortOf(unit: string): Sort {
  if (secondsOf(1, unit) !== null) return "time";
  return SHARES.includes(unit.trim().toLowerCase()) ? "share" : "count";
}

/** What is longer, some 300,000 years, is no time that anybody means. */
const MOST_SECONDS = 1e13;

/** An expected time in seconds; null where it is no time from 0 on. */
export function secondsOf(figure: number | null, unit: string): number | null {
  const word = unit.trim().toLowerCase();
  const size = SECONDS.find(([, words]) => words.split(" ").includes(word))?.[0];
  if (figure === null || size === undefined) return null;
  const seconds = figure * size;
  return seconds >= 0 && seconds <= MOST_SECONDS ? seconds : null;
}

/** The measured lines over the stages that were rated, and over no other. */
export function ratedLines(journey: Journey, spans: readonly StageSpan[]): readonly Curve[] {
  const find = finder(journey);
  const runs: { first: StageSpan; last: StageSpan; points: { x: number; value: number }[] }[] = [];
  let run: (typeof runs)[number] | null = null;
  for (const span of spans) {
    const points = ratedIn(journey, span, find);
    if (points.length === 0) run = null;
    else if (run) {
      run.last = span;
      run.points.push(...points);
    } else runs.push((run = { first: span, last: span, points }));
  }
  return runs.map(({ first, last, points }) => curveBetween(points, first.start, last.end));
}

function ratedIn(journey: Journey, span: StageSpan, find: Find): { x: number; value: number }[] {
  const cards = touchpointsOf(journey, span.id);
  const at = (place: number): number => span.start + (span.end - span.start) * place;
  const own = cards.flatMap((id, index) => {
    const value = find(id, "score")?.value ?? null;
    return value === null ? [] : [{ x: at((index + 0.5) / cards.length), value }];
  });
  const whole = find(span.id, "score")?.value ?? null;
  return own.length > 0 || whole === null ? own : [{ x: at(0.5), value: whole }];
}
