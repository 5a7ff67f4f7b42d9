/**
 * A journey map, and the questions everybody asks of it.
 *
 * It may change (`update`). Whoever has to know of changes gives a tracker: every
 * question names the parts of the map that its answer hangs on.
 */

import type {
  Action,
  Answer,
  Card,
  Cell,
  Evidence,
  Feeling,
  Figure,
  JourneyRecord,
  Lane,
  MapInfo,
  Note,
  Persona,
  Role,
  Stage,
  Statement,
  Substage,
} from "./records.ts";
import { inOrder, Places, Shelf } from "./shelves.ts";
import { cellLength, stageLength } from "./widths.ts";

const PAIN_ROLES: ReadonlySet<Role | null> = new Set<Role | null>([
  "pain_points",
  "internal_pain_points",
]);

const NO_INFO: MapInfo = {
  kind: "map",
  id: "map",
  title: "",
  language: "en",
  state: "current",
  visibilityLine: null,
  goal: "",
  scope: "",
  company: "",
  confidentiality: "",
  version: "",
  notes: "",
  isSample: false,
};

const place = (lane: string, stage: string): string => `${lane}\n${stage}`;

/** Knows who asked for a part of the map, and tells them when it changed. */
export interface Tracker {
  read(part: string): void;
  changed(parts: Iterable<string>): void;
}

/** Cards of one cell that stand in the same part of its stage; null: in none. */
export interface CardsOfPart {
  readonly part: Substage | null;
  readonly cards: readonly Card[];
}

const NOBODY: Tracker = { read: () => undefined, changed: () => undefined };

/** The parts of the map in which a record is seen. */
function partsOf(record: JourneyRecord): string[] {
  switch (record.kind) {
    case "card":
      return [
        `card ${record.id}`,
        `cards ${place(record.lane, record.stage)}`,
        `text ${record.stage}`,
      ];
    case "cell":
      return [`cell ${place(record.lane, record.stage)}`];
    case "statement":
      return ["statements", ...record.pains.map((pain) => `pain ${pain}`)];
    case "answer":
      return ["answers", `fixing ${record.fixes ?? ""}`, `fixed by ${record.opportunity}`];
    case "evidence":
      return [`evidence ${record.supports}`];
    case "map":
    case "persona":
    case "stage":
    case "substage":
    case "lane":
    case "feeling":
    case "action":
    case "figure":
      return [record.kind];
    case "resource":
    case "kpi":
    case "expectation":
      return ["notes"];
  }
}

/** A feeling that names nobody is everybody's. */
const isOf = (feeling: Feeling, persona: string | null): boolean =>
  persona === null || feeling.persona === null || feeling.persona === persona;

export class Journey {
  readonly #tracker: Tracker;
  readonly #byId = new Map<string, JourneyRecord>();
  #info: MapInfo = NO_INFO;
  readonly #personas = new Shelf<Persona>(inOrder);
  readonly #stages = new Shelf<Stage>(inOrder);
  readonly #substages = new Shelf<Substage>(inOrder);
  readonly #lanes = new Shelf<Lane>(inOrder);
  readonly #statements = new Shelf<Statement>(inOrder);
  readonly #notes = new Shelf<Note>(inOrder);
  readonly #actions = new Shelf<Action>(inOrder);
  readonly #answers = new Shelf<Answer>();
  readonly #figures = new Shelf<Figure>();
  readonly #feelings = new Shelf<Feeling>((items) => this.#alongCurve(items));
  readonly #cards = new Places<Card>(inOrder);
  readonly #cells = new Places<Cell>();
  readonly #statementOf = new Places<Statement>();
  readonly #fixing = new Places<Answer>();
  readonly #fixedBy = new Places<Answer>();
  readonly #evidence = new Places<Evidence>();
  /** How much text stages hold, until it changes. */
  readonly #lengths = new Map<string, number>();

  constructor(records: readonly JourneyRecord[], tracker: Tracker = NOBODY) {
    this.#tracker = tracker;
    this.update(records.map((record): [string, JourneyRecord] => [record.id, record]));
  }

  /** Records come or change, or leave where there is null. */
  update(changes: Iterable<readonly [id: string, record: JourneyRecord | null]>): void {
    const parts = new Set<string>();
    for (const [id, record] of changes) {
      const old = this.#byId.get(id);
      if (old) {
        this.#settle(old, "take");
        for (const part of partsOf(old)) parts.add(part);
      }
      if (record) {
        this.#byId.set(id, record);
        this.#settle(record, "put");
        for (const part of partsOf(record)) parts.add(part);
      } else this.#byId.delete(id);
    }
    if (parts.has("stage")) {
      this.#feelings.sortAgain();
      parts.add("feeling");
    }
    this.#tracker.changed(parts);
  }

  #settle(record: JourneyRecord, how: "put" | "take"): void {
    switch (record.kind) {
      case "map":
        this.#info = how === "put" ? record : NO_INFO;
        return;
      case "persona":
        this.#personas[how](record);
        return;
      case "stage":
        this.#stages[how](record);
        return;
      case "substage":
        this.#substages[how](record);
        return;
      case "lane":
        this.#lanes[how](record);
        this.#lengths.clear();
        return;
      case "card":
        this.#lengths.delete(record.stage);
        this.#cards[how](place(record.lane, record.stage), record);
        return;
      case "cell":
        this.#cells[how](place(record.lane, record.stage), record);
        return;
      case "feeling":
        this.#feelings[how](record);
        return;
      case "evidence":
        this.#evidence[how](record.supports, record);
        return;
      case "statement":
        this.#statements[how](record);
        for (const pain of record.pains) this.#statementOf[how](pain, record);
        return;
      case "answer":
        this.#answers[how](record);
        if (record.fixes !== null) this.#fixing[how](record.fixes, record);
        this.#fixedBy[how](record.opportunity, record);
        return;
      case "action":
        this.#actions[how](record);
        return;
      case "figure":
        this.#figures[how](record);
        return;
      case "resource":
      case "kpi":
      case "expectation":
        this.#notes[how](record);
    }
  }

  #alongCurve(feelings: Iterable<Feeling>): Feeling[] {
    const index = new Map(this.#stages.list.map((stage, position) => [stage.id, position]));
    const at = (feeling: Feeling): number => index.get(feeling.stage) ?? -1;
    return [...feelings]
      .filter((feeling) => index.has(feeling.stage))
      .sort((a, b) => at(a) - at(b) || a.place - b.place || (a.id < b.id ? -1 : 1));
  }

  #asked<Answered>(part: string, answer: Answered): Answered {
    this.#tracker.read(part);
    return answer;
  }

  get info(): MapInfo {
    return this.#asked("map", this.#info);
  }

  get personas(): readonly Persona[] {
    return this.#asked("persona", this.#personas.list);
  }

  get stages(): readonly Stage[] {
    return this.#asked("stage", this.#stages.list);
  }

  /** The lanes from top to bottom, hidden ones included. */
  get lanes(): readonly Lane[] {
    return this.#asked("lane", this.#lanes.list);
  }

  get statements(): readonly Statement[] {
    return this.#asked("statements", this.#statements.list);
  }

  get answers(): readonly Answer[] {
    return this.#asked("answers", this.#answers.list);
  }

  /** Resources, KPIs and expectations. */
  get notes(): readonly Note[] {
    return this.#asked("notes", this.#notes.list);
  }

  /** What was measured, of all segments. */
  get figures(): readonly Figure[] {
    return this.#asked("figure", this.#figures.list);
  }

  get actions(): readonly Action[] {
    return this.#asked("action", this.#actions.list);
  }

  /** The cards of one cell in order: those of no part of the stage, then part by part. */
  cards(lane: string, stage: string): readonly Card[] {
    const where = place(lane, stage);
    const cards = this.#asked(`cards ${where}`, this.#cards.of(where));
    if (cards.every((card) => card.substage === null)) return cards;
    const parts = [null, ...this.substages(stage).map((part) => part.id)];
    const rank = (card: Card): number => Math.max(0, parts.indexOf(card.substage));
    return [...cards].sort((one, other) => rank(one) - rank(other)); // it keeps the order
  }

  /** Cards of a cell by the parts of their stage in which they stand. */
  byPart(cards: readonly Card[]): CardsOfPart[] {
    const found: { part: Substage | null; cards: Card[] }[] = [];
    for (const card of cards) {
      const part = card.substage === null ? null : this.substage(card.substage);
      const last = found.at(-1);
      if (last?.part === part) last.cards.push(card);
      else found.push({ part, cards: [card] });
    }
    return found;
  }

  substage(id: string): Substage | null {
    return this.#asked("substage", this.#substages.get(id));
  }

  /** How much text the visible cells of a stage hold. */
  textLength(stage: string): number {
    this.#tracker.read("lane");
    let length = this.#lengths.get(stage);
    if (length === undefined) {
      const lanes = this.#lanes.list.filter((lane) => !lane.isHidden);
      length = stageLength(lanes.map(({ id }) => cellLength(this.#cards.of(place(id, stage)))));
      this.#lengths.set(stage, length);
    }
    return this.#asked(`text ${stage}`, length);
  }

  /** What was noted about an empty cell, if anything was. */
  cell(lane: string, stage: string): Cell | null {
    const where = place(lane, stage);
    return this.#asked(`cell ${where}`, this.#cells.of(where)[0] ?? null);
  }

  card(id: string): Card | null {
    const record = this.#byId.get(id);
    return this.#asked(`card ${id}`, record?.kind === "card" ? record : null);
  }

  lane(id: string): Lane | null {
    return this.#asked("lane", this.#lanes.get(id));
  }

  stage(id: string): Stage | null {
    return this.#asked("stage", this.#stages.get(id));
  }

  statement(id: string): Statement | null {
    return this.#asked("statements", this.#statements.get(id));
  }

  feeling(id: string): Feeling | null {
    return this.#asked("feeling", this.#feelings.get(id));
  }

  /** What a claim rests on: a card, a feeling, a stage or anything else. */
  evidenceFor(id: string): readonly Evidence[] {
    return this.#asked(`evidence ${id}`, this.#evidence.of(id));
  }

  stageNumber(id: string): number {
    return this.stages.findIndex((stage) => stage.id === id) + 1;
  }

  substages(stage: string): readonly Substage[] {
    return this.#asked("substage", this.#substages.list).filter((part) => part.stage === stage);
  }

  laneOfRole(role: Role): Lane | null {
    return this.lanes.find((lane) => lane.role === role) ?? null;
  }

  /** What was felt along the curve; by one persona, if one is named. */
  feelings(persona: string | null = null, stage: string | null = null): Feeling[] {
    return this.#asked("feeling", this.#feelings.list).filter(
      (feeling) =>
        feeling.isFelt &&
        isOf(feeling, persona) &&
        (stage === null || feeling.stage === stage),
    );
  }

  /** What somebody, or the persona that is named, expected to feel in a stage. */
  expectedFeelings(persona: string | null, stage: string): Feeling[] {
    return this.#asked("feeling", this.#feelings.list).filter(
      (feeling) => !feeling.isFelt && isOf(feeling, persona) && feeling.stage === stage,
    );
  }

  get hasFeelings(): boolean {
    return this.#asked("feeling", this.#feelings.list).length > 0;
  }

  statementOf(pain: string): Statement | null {
    return this.#asked(`pain ${pain}`, this.#statementOf.of(pain).at(-1) ?? null);
  }

  isPain(card: Card): boolean {
    return PAIN_ROLES.has(this.lane(card.lane)?.role ?? null);
  }

  /** The pain points in reading order: stage by stage, lane by lane. */
  pains(): Card[] {
    return [...this.#painCells()].flat();
  }

  /** The first of them; nothing behind it is looked at. */
  firstPain(): Card | null {
    for (const [first] of this.#painCells()) if (first) return first;
    return null;
  }

  /** How many pain points are in no statement. */
  unjudgedPains(): number {
    let pains = 0;
    for (const cards of this.#painCells()) pains += cards.length;
    const judged = new Set(this.statements.flatMap((statement) => statement.pains));
    const isSeen = (id: string): boolean => {
      const card = this.card(id);
      return card !== null && this.isPain(card) && this.lane(card.lane)?.isHidden === false;
    };
    return pains - [...judged].filter(isSeen).length;
  }

  *#painCells(): Iterable<readonly Card[]> {
    const lanes = this.lanes.filter((lane) => PAIN_ROLES.has(lane.role) && !lane.isHidden);
    for (const stage of this.stages) {
      for (const lane of lanes) yield this.cards(lane.id, stage.id);
    }
  }

  /** The opportunities that say they fix this pain point. */
  opportunitiesFor(pain: string): Card[] {
    return this.answersTo(pain).flatMap((answer) => this.card(answer.opportunity) ?? []);
  }

  /** The links by which opportunities say that they fix this pain point. */
  answersTo(pain: string): readonly Answer[] {
    return this.#asked(`fixing ${pain}`, this.#fixing.of(pain));
  }

  /** The pain points that an opportunity says it fixes. */
  painsFixedBy(opportunity: string): Card[] {
    return this.#asked(`fixed by ${opportunity}`, this.#fixedBy.of(opportunity)).flatMap(
      ({ fixes }) => (fixes === null ? null : this.card(fixes)) ?? [],
    );
  }
}
