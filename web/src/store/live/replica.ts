/**
 * The map as this page knows it: what the server confirmed, and on top of it the
 * edits that are still on their way, predicted.
 *
 * When entries of the log arrive, the predictions are taken back, the entries
 * applied, and the edits that are still pending predicted again.
 */

import { effectOf, fieldOf, idOf, inverseOf, type Change } from "../edits/changes.ts";
import type { SentEdit } from "../edits/edit.ts";
import { changesOf } from "../edits/named.ts";
import { RecordSet, type Effect } from "../edits/record-set.ts";
import { EditRefused, type PlainRecord } from "../edits/tables.ts";
import { isSame } from "../edits/values.ts";
import type { Entry } from "./messages.ts";

/** An edit that the server has not confirmed yet. */
export interface Pending {
  readonly clientEditId: string;
  readonly edit: SentEdit;
  /** It was made while there was no connection. */
  readonly isOffline: boolean;
}

/** What undoing an own edit would come to. */
interface WayBack {
  readonly changes: readonly Change[];
  /** What others wrote since: `id` or `id field`. */
  readonly overwritten: Set<string>;
}

const MOST_WAYS_BACK = 500;

export class Replica {
  readonly #records: RecordSet;
  #seq: number;
  #pending: Pending[] = [];
  /** How the records that pending edits touch stand in what is confirmed. */
  #confirmed = new Map<string, PlainRecord | null>();
  readonly #ways = new Map<string, WayBack>();
  /** How what was touched in this step looked before it. */
  #before = new Map<string, PlainRecord | null>();

  constructor(records: Iterable<PlainRecord>, seq: number) {
    this.#records = new RecordSet(records);
    this.#seq = seq;
  }

  /** The number of the last entry of the log that this page knows. */
  get seq(): number {
    return this.#seq;
  }

  get pending(): readonly Pending[] {
    return this.#pending;
  }

  /** The map with what is pending on top of it. */
  get records(): RecordSet {
    return this.#records;
  }

  get(id: string): PlainRecord | null {
    return this.#records.get(id);
  }

  /** Add an edit behind those that are pending, and return what looks different now. */
  add(pending: Pending): Effect {
    return this.#step(() => {
      this.#pending.push(pending);
      this.#predict(pending);
    });
  }

  /** Take in what the log says; entries that are known already are left out. */
  enter(entries: readonly Entry[]): Effect {
    const fresh = entries.filter((entry) => entry.seq > this.#seq);
    if (fresh.length === 0) return new Map();
    return this.#rebased(() => {
      const known = new Set<string>();
      for (const entry of fresh) {
        this.#note(entry);
        this.#take(effectOf(this.#records, entry.changes));
        this.#seq = entry.seq;
        known.add(entry.clientEditId);
      }
      this.#pending = this.#pending.filter((each) => !known.has(each.clientEditId));
    });
  }

  /** Forget edits that will not come: they were refused, or their entries are known. */
  drop(clientEditIds: ReadonlySet<string>): Effect {
    return this.#rebased(() => {
      this.#pending = this.#pending.filter((each) => !clientEditIds.has(each.clientEditId));
    });
  }

  /** Another edit takes the place of one that is pending. */
  rewrite(clientEditId: string, edit: SentEdit): Effect {
    return this.#rebased(() => {
      this.#pending = this.#pending.map((each) =>
        each.clientEditId === clientEditId ? { ...each, edit } : each,
      );
    });
  }

  /** Start again from the whole map; what is pending stays so. */
  reset(records: Iterable<PlainRecord>, seq: number): Effect {
    return this.#rebased(() => {
      // Only now: what a pending edit deleted stands here again, and may be gone.
      const all = new Map<string, PlainRecord | null>();
      for (const record of this.#records.all()) all.set(record.id, null);
      for (const record of records) all.set(record.id, record);
      this.#take(all);
      this.#seq = seq;
    });
  }

  #rebased(work: () => void): Effect {
    return this.#step(() => {
      this.#take(this.#confirmed);
      this.#confirmed = new Map();
      work();
      for (const each of this.#pending) this.#predict(each);
    });
  }

  /** Do something, and return which records look different after it. */
  #step(work: () => void): Effect {
    this.#before = new Map();
    work();
    const seen = new Map<string, PlainRecord | null>();
    for (const [id, before] of this.#before) {
      const now = this.#records.get(id);
      if (!isSame(before, now)) seen.set(id, now);
    }
    return seen;
  }

  #take(effect: Effect): Effect {
    const back = this.#records.take(effect);
    for (const [id, record] of back) {
      if (!this.#before.has(id)) this.#before.set(id, record);
    }
    return back;
  }

  #predict({ clientEditId, edit }: Pending): void {
    try {
      const isUndo = edit.edit === "Undo";
      const changes = isUndo ? this.#undoing(edit.of) : changesOf(this.#records, edit);
      this.#keep(clientEditId, inverseOf(this.#records, changes));
      const back = this.#take(effectOf(this.#records, changes));
      for (const [id, record] of back) {
        if (!this.#confirmed.has(id)) this.#confirmed.set(id, record);
      }
    } catch (error) {
      // The server says why, if it refuses it as well.
      if (!(error instanceof EditRefused || error instanceof RangeError)) throw error;
    }
  }

  /** What undoes an edit, but for what others wrote since. */
  #undoing(of: string): Change[] {
    const way = this.#ways.get(of);
    const found: Change[] = [];
    for (const change of way?.changes ?? []) {
      if (way && isOverwritten(way, change)) continue;
      try {
        effectOf(this.#records, [...found, change]);
        found.push(change);
      } catch (error) {
        if (!(error instanceof EditRefused)) throw error;
      }
    }
    return found;
  }

  /** Remember of an entry how it is taken back, or what of ours it wrote over. */
  #note(entry: Entry): void {
    const pending = new Set(this.#pending.map((each) => each.clientEditId));
    if (pending.has(entry.clientEditId)) {
      this.#keep(entry.clientEditId, inverseOf(this.#records, entry.changes));
      return;
    }
    for (const change of entry.changes) {
      for (const [id, way] of this.#ways) {
        if (!pending.has(id)) way.overwritten.add(keyOf(change));
      }
    }
  }

  #keep(clientEditId: string, changes: readonly Change[]): void {
    const overwritten = this.#ways.get(clientEditId)?.overwritten ?? new Set();
    this.#ways.set(clientEditId, { changes, overwritten });
    const [oldest] = this.#ways.keys();
    if (this.#ways.size > MOST_WAYS_BACK && oldest !== undefined) this.#ways.delete(oldest);
  }
}

function keyOf(change: Change): string {
  const field = fieldOf(change);
  return field === null ? idOf(change) : `${idOf(change)} ${field}`;
}

function isOverwritten({ overwritten }: WayBack, change: Change): boolean {
  return overwritten.has(keyOf(change)) || overwritten.has(idOf(change));
}
