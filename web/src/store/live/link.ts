/** The way between a map on the screen and the server. */

import { Refusal, getMap, sendEdit } from "../../api/client.ts";
import type { PlainRecord } from "../edits/tables.ts";
import {
  readPlainRecords,
  type Entry,
  type Outcome,
  type Person,
  type PresenceState,
} from "./messages.ts";
import type { Pending } from "./replica.ts";

/** What the server says. */
export interface Listener {
  opened(): void;
  closed(): void;
  records(records: readonly PlainRecord[], seq: number): void;
  entries(entries: readonly Entry[]): void;
  outcomes(outcomes: readonly Outcome[]): void;
  people(people: readonly Person[]): void;
}

export interface Link {
  /** Send edits in order; each is answered by an outcome. */
  send(edits: readonly Pending[]): void;
  presence(state: PresenceState): void;
  close(): void;
}

const AGAIN_MS = 2_000;

/** One request for each edit, and the whole map again after the last one. */
export class PostLink implements Link {
  readonly #map: string;
  readonly #listener: Listener;
  #queue: Pending[] = [];
  #isBusy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(map: string, listener: Listener) {
    this.#map = map;
    this.#listener = listener;
    queueMicrotask(() => listener.opened());
  }

  send(edits: readonly Pending[]): void {
    this.#queue.push(...edits);
    if (!this.#isBusy) void this.#work();
  }

  presence(): void {
    // Nobody would hear of it.
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#queue = [];
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    const outcomes: Outcome[] = [];
    try {
      for (let next = this.#queue[0]; next; next = this.#queue[0]) {
        outcomes.push(await outcomeOf(this.#map, next));
        this.#queue.shift();
        if (this.#queue.length > 0) continue;
        const { records, seq } = await getMap(this.#map);
        this.#listener.records(readPlainRecords(records), seq);
        this.#listener.outcomes(outcomes.splice(0));
      }
    } catch {
      this.#listener.closed();
      this.#timer = setTimeout(() => {
        this.#listener.opened();
      }, AGAIN_MS);
      this.#queue = [];
    } finally {
      this.#isBusy = false;
    }
  }
}

async function outcomeOf(map: string, { clientEditId, edit }: Pending): Promise<Outcome> {
  try {
    return { clientEditId, seq: await sendEdit(map, clientEditId, edit), conflict: null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "no_answer") throw error;
    return { clientEditId, code: error.code, message: error.message };
  }
}
