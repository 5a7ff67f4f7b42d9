/** A journey map as a value, and the questions everybody asks of it. */

import type {
  Answer,
  Card,
  Cell,
  Feeling,
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

export const PAIN_ROLES: ReadonlySet<Role | null> = new Set<Role | null>([
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

function inOrder<Item extends { order: string; id: string }>(items: Item[]): Item[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return items.sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));
}

/** A feeling that names nobody is everybody's. */
const isOf = (feeling: Feeling, persona: string | null): boolean =>
  persona === null || feeling.persona === null || feeling.persona === persona;

export class Journey {
  readonly info: MapInfo;
  readonly personas: readonly Persona[];
  readonly stages: readonly Stage[];
  /** The lanes from top to bottom, hidden ones included. */
  readonly lanes: readonly Lane[];
  readonly statements: readonly Statement[];
  readonly answers: readonly Answer[];
  readonly notes: readonly Note[];

  readonly #substages: readonly Substage[];
  readonly #cards = new Map<string, Card[]>();
  readonly #cardOf = new Map<string, Card>();
  readonly #cells = new Map<string, Cell>();
  readonly #feelings: readonly Feeling[];
  readonly #expected: readonly Feeling[];
  readonly #laneOf = new Map<string, Lane>();
  readonly #stageOf = new Map<string, Stage>();
  readonly #statementOf = new Map<string, Statement>();

  constructor(records: readonly JourneyRecord[]) {
    const personas: Persona[] = [];
    const stages: Stage[] = [];
    const substages: Substage[] = [];
    const lanes: Lane[] = [];
    const cards: Card[] = [];
    const feelings: Feeling[] = [];
    const statements: Statement[] = [];
    const answers: Answer[] = [];
    const notes: Note[] = [];
    let info = NO_INFO;
    for (const record of records) {
      switch (record.kind) {
        case "map":
          info = record;
          break;
        case "persona":
          personas.push(record);
          break;
        case "stage":
          stages.push(record);
          break;
        case "substage":
          substages.push(record);
          break;
        case "lane":
          lanes.push(record);
          break;
        case "card":
          cards.push(record);
          break;
        case "cell":
          this.#cells.set(place(record.lane, record.stage), record);
          break;
        case "feeling":
          feelings.push(record);
          break;
        case "statement":
          statements.push(record);
          break;
        case "answer":
          answers.push(record);
          break;
        default:
          notes.push(record);
      }
    }
    this.info = info;
    this.personas = inOrder(personas);
    this.stages = inOrder(stages);
    this.lanes = inOrder(lanes);
    this.statements = inOrder(statements);
    this.answers = answers;
    this.notes = inOrder(notes);
    this.#substages = inOrder(substages);
    for (const stage of this.stages) this.#stageOf.set(stage.id, stage);
    for (const lane of lanes) this.#laneOf.set(lane.id, lane);
    for (const card of inOrder(cards)) this.#addCard(card);
    for (const statement of this.statements) {
      for (const pain of statement.pains) this.#statementOf.set(pain, statement);
    }
    this.#feelings = this.#alongCurve(feelings.filter((feeling) => feeling.isFelt));
    this.#expected = this.#alongCurve(feelings.filter((feeling) => !feeling.isFelt));
  }

  #addCard(card: Card): void {
    const key = place(card.lane, card.stage);
    const cell = this.#cards.get(key);
    if (cell) cell.push(card);
    else this.#cards.set(key, [card]);
    this.#cardOf.set(card.id, card);
  }

  #alongCurve(feelings: Feeling[]): Feeling[] {
    const index = new Map(this.stages.map((stage, position) => [stage.id, position]));
    const at = (feeling: Feeling): number => index.get(feeling.stage) ?? -1;
    return feelings
      .filter((feeling) => index.has(feeling.stage))
      .sort((a, b) => at(a) - at(b) || a.place - b.place || (a.id < b.id ? -1 : 1));
  }

  /** The cards of one cell in order. */
  cards(lane: string, stage: string): readonly Card[] {
    return this.#cards.get(place(lane, stage)) ?? [];
  }

  /** What was noted about an empty cell, if anything was. */
  cell(lane: string, stage: string): Cell | null {
    return this.#cells.get(place(lane, stage)) ?? null;
  }

  card(id: string): Card | null {
    return this.#cardOf.get(id) ?? null;
  }

  lane(id: string): Lane | null {
    return this.#laneOf.get(id) ?? null;
  }

  stage(id: string): Stage | null {
    return this.#stageOf.get(id) ?? null;
  }

  stageNumber(id: string): number {
    return this.stages.findIndex((stage) => stage.id === id) + 1;
  }

  substages(stage: string): readonly Substage[] {
    return this.#substages.filter((part) => part.stage === stage);
  }

  laneOfRole(role: Role): Lane | null {
    return this.lanes.find((lane) => lane.role === role) ?? null;
  }

  /** What was felt along the curve; by one persona, if one is named. */
  feelings(persona: string | null = null, stage: string | null = null): Feeling[] {
    return this.#feelings.filter(
      (feeling) =>
        isOf(feeling, persona) && (stage === null || feeling.stage === stage),
    );
  }

  /** What somebody, or the persona that is named, expected to feel in a stage. */
  expectedFeelings(persona: string | null, stage: string): Feeling[] {
    return this.#expected.filter(
      (feeling) => isOf(feeling, persona) && feeling.stage === stage,
    );
  }

  get hasFeelings(): boolean {
    return this.#feelings.length + this.#expected.length > 0;
  }

  statementOf(pain: string): Statement | null {
    return this.#statementOf.get(pain) ?? null;
  }

  isPain(card: Card): boolean {
    return PAIN_ROLES.has(this.lane(card.lane)?.role ?? null);
  }

  /** The pain points in reading order: stage by stage, lane by lane. */
  pains(): Card[] {
    const lanes = this.lanes.filter(
      (lane) => PAIN_ROLES.has(lane.role) && !lane.isHidden,
    );
    return this.stages.flatMap((stage) =>
      lanes.flatMap((lane) => this.cards(lane.id, stage.id)),
    );
  }

  /** The opportunities that say they fix this pain point. */
  opportunitiesFor(pain: string): Card[] {
    return this.answers.flatMap((answer) => {
      const card = answer.fixes === pain ? this.card(answer.opportunity) : null;
      return card ? [card] : [];
    });
  }

  /** The pain points that an opportunity says it fixes. */
  painsFixedBy(opportunity: string): Card[] {
    return this.answers.flatMap((answer) => {
      const isOurs = answer.opportunity === opportunity && answer.fixes !== null;
      const card = isOurs && answer.fixes ? this.card(answer.fixes) : null;
      return card ? [card] : [];
    });
  }
}
