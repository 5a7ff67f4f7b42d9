/** Several pages on one map: whatever order things arrive in, all come to the same. */

import { expect, test } from "vitest";
import { effectOf, inverseOf, type Change } from "../edits/changes.ts";
import type { NamedEdit, SentEdit } from "../edits/edit.ts";
import { changesOf } from "../edits/named.ts";
import { RecordSet } from "../edits/record-set.ts";
import { EditRefused, type PlainRecord } from "../edits/tables.ts";
import type { Entry } from "./messages.ts";
import { Replica, type Pending } from "./replica.ts";

const START: readonly PlainRecord[] = [
  { kind: "map", id: "map", title: "Buying a lamp" },
  { kind: "stage", id: "find", title: "Find", order: "a0" },
  { kind: "stage", id: "pay", title: "Pay", order: "a1" },
  { kind: "lane", id: "pains", role: "pain_points", order: "a0" },
  { kind: "lane", id: "own", label: "Our notes", order: "a1" },
  { kind: "card", id: "c0", lane: "pains", stage: "pay", text: "Slow 🙂", order: "a0" },
  { kind: "card", id: "c1", lane: "pains", stage: "pay", text: "Dear", order: "a1" },
];

/** What a server does, but for its rules: it orders edits and tells everybody. */
class Server {
  readonly records = new RecordSet(START);
  readonly log: Entry[] = [];
  readonly #known = new Set<string>();
  readonly #inverses = new Map<string, Change[]>();

  /** Take an edit, once; false: it is refused. */
  take({ clientEditId, edit }: Pending): boolean {
    if (this.#known.has(clientEditId)) return true;
    try {
      const isUndo = edit.edit === "Undo";
      const changes = isUndo ? this.#inverses.get(edit.of) ?? [] : changesOf(this.records, edit);
      const inverse = inverseOf(this.records, changes);
      this.records.take(effectOf(this.records, changes));
      this.#inverses.set(clientEditId, inverse);
      this.#known.add(clientEditId);
      this.log.push({ seq: this.log.length + 1, clientEditId, person: "", changes });
      return true;
    } catch (error) {
      if (error instanceof EditRefused || error instanceof RangeError) return false;
      throw error;
    }
  }
}

/** Numbers between 0 and 1 that are the same every time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

class Page {
  readonly replica = new Replica(START, 0);
  /** As the screen has it: only ever told what changed. */
  readonly screen = new Map(START.map((record) => [record.id, record]));
  #count = 0;

  constructor(
    readonly name: string,
    readonly random: () => number,
  ) {}

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error("Nothing to pick from");
    return item;
  }

  show(effect: ReadonlyMap<string, PlainRecord | null>): void {
    for (const [id, record] of effect) {
      if (record) this.screen.set(id, record);
      else this.screen.delete(id);
    }
  }

  act(): void {
    this.#count += 1;
    const clientEditId = `${this.name}-${this.#count}`;
    this.show(this.replica.add({ clientEditId, edit: this.#edit(), isOffline: false }));
  }

  #edit(): SentEdit {
    const cards = [...this.screen.values()].filter((record) => record.kind === "card");
    const card = this.pick(cards.length > 0 ? cards : [{ kind: "card", id: "c0", text: "" }]);
    const was = String(card["text"]);
    const stage = this.pick(["find", "pay"]);
    const beside = { after: this.pick([...cards, card]).id };
    const edits: readonly SentEdit[] = [
      { edit: "EditCardText", id: card.id, was, text: `${was} ${this.pick(["🙃", "x", "é"])}` },
      { edit: "EditCardText", id: card.id, was, text: [...was].slice(1).join("") || "y" },
      { edit: "MoveCard", id: card.id, stage, lane: this.pick(["pains", "own"]) },
      { edit: "MoveCard", id: card.id, ...beside },
      { edit: "DeleteCard", id: card.id },
      this.#adding(stage),
      this.#adding(stage),
      { edit: "Undo", of: `${this.name}-${Math.ceil(this.random() * this.#count)}` },
      { edit: "MarkCell", lane: "own", stage, finding: "nothing_found" },
      { edit: "JudgeStatement", id: `s-${card.id}`, fields: { is_urgent: this.random() < 0.5 } },
      { edit: "RankPain", id: card.id, statement: `s-${card.id}`, answers: {} },
    ];
    return this.pick(edits);
  }

  #adding(stage: string): NamedEdit {
    const id = `${this.name}-card-${this.#count}`;
    const record = { kind: "card", id, lane: "pains", stage, text: `New ${this.#count}` };
    return { edit: "AddCard", record };
  }
}

const byId = (records: Iterable<PlainRecord>): PlainRecord[] =>
  [...records].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Send what is pending; it may arrive twice, or be answered later. */
function exchange(server: Server, page: Page, isWhole: boolean): void {
  const pending = [...page.replica.pending];
  const most = isWhole ? pending.length : Math.floor(page.random() * (pending.length + 1));
  const refused = pending.slice(0, most).filter((each) => !server.take(each));
  const known = page.replica.seq;
  const until = isWhole ? server.log.length : known + Math.floor(page.random() * 6);
  page.show(page.replica.enter(server.log.slice(Math.max(0, known - 1), until)));
  page.show(page.replica.drop(new Set(refused.map((each) => each.clientEditId))));
}

test.each(Array.from({ length: 60 }, (_, seed) => seed))("pages agree, seed %i", (seed) => {
  const server = new Server();
  const pages = ["a", "b", "c"].map((name, at) => new Page(name, dice(seed * 3 + at)));
  const random = dice(seed);
  for (let step = 0; step < 150; step += 1) {
    const page = pages[Math.floor(random() * pages.length)];
    if (random() < 0.5) page?.act();
    else if (page) exchange(server, page, false);
    if (page && random() < 0.02) {
      page.show(page.replica.reset([...server.records.all()], server.log.length));
      page.show(page.replica.drop(new Set(server.log.map((entry) => entry.clientEditId))));
    }
  }
  for (let round = 0; round < 2; round += 1) {
    for (const page of pages) exchange(server, page, true);
  }
  for (const page of pages) {
    expect(page.replica.pending).toEqual([]);
    expect(byId(page.screen.values())).toEqual(byId(server.records.all()));
  }
});
