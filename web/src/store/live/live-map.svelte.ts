/** A map that several people edit at once, as one page shows it. */

import type { NamedEdit, SentEdit } from "../edits/edit.ts";
import { randomId } from "../edits/ids.ts";
import type { Effect } from "../edits/record-set.ts";
import { Journey } from "../journey.ts";
import { readRecord, readRecords } from "../records.ts";
import { History } from "./history.ts";
import { PostLink, type Link, type Listener } from "./link.ts";
import {
  readPlainRecords,
  type Conflict,
  type Entry,
  type Outcome,
  type Person,
  type PresenceState,
} from "./messages.ts";
import { Replica, type Pending } from "./replica.ts";
import { Signals } from "./signals.svelte.ts";

/** An edit that the server did not take; what somebody wrote is kept in it. */
export interface RefusedEdit {
  readonly clientEditId: string;
  readonly edit: SentEdit;
  readonly code: string;
  /** Why, in the reader's language. */
  readonly message: string;
}

/** A map as the server gives it. */
export interface MapSource {
  readonly id: string;
  readonly seq: number;
  readonly records: readonly unknown[];
}

const PATIENCE_MS = 400; // so long an edit may be on its way without a word

export class LiveMap {
  readonly id: string;
  /**
   * What is confirmed with what is pending on top of it.
   *
   * It stays the same object: whoever asks it in an effect or a derived value is
   * asked to look again when just that part of the map has changed.
   */
  readonly journey: Journey;

  readonly #replica: Replica;
  readonly #history = new History();
  readonly #link: Link;
  #isOpen = false;
  /** So many of the pending edits, from the first on, are with the server. */
  #sent = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  #saving = $state<"saved" | "saving" | "offline">("saved");
  #waiting = $state(0);
  #canUndo = $state(false);
  #canRedo = $state(false);
  #canEdit = $state(true);
  #people = $state.raw<readonly Person[]>([]);
  #conflicts = $state.raw<readonly Conflict[]>([]);
  #refused = $state.raw<readonly RefusedEdit[]>([]);

  constructor(source: MapSource) {
    this.id = source.id;
    this.journey = new Journey(readRecords(source.records), new Signals());
    this.#replica = new Replica(readPlainRecords(source.records), source.seq);
    this.#link = new PostLink(source.id, this.#listener());
  }

  /** Everything is on the server's disk, is on its way, or waits for a connection. */
  get saving(): "saved" | "saving" | "offline" {
    return this.#saving;
  }
  /** How many edits the server has not confirmed. */
  get waiting(): number {
    return this.#waiting;
  }
  get canUndo(): boolean {
    return this.#canUndo;
  }
  get canRedo(): boolean {
    return this.#canRedo;
  }
  get canEdit(): boolean {
    return this.#canEdit;
  }
  /** The others who have this map open. */
  get people(): readonly Person[] {
    return this.#people;
  }
  get conflicts(): readonly Conflict[] {
    return this.#conflicts;
  }
  get refused(): readonly RefusedEdit[] {
    return this.#refused;
  }

  /**
   * Make an edit: it is seen at once, and sent.
   *
   * `web/src/store/edits/builders.ts` makes edits; `Batch` makes several one step.
   * What is returned names the edit, for undoing just this one.
   */
  submit(edit: NamedEdit): string {
    const clientEditId = this.#send(edit);
    this.#history.made(clientEditId);
    this.#tellHistory();
    return clientEditId;
  }

  /** Take back one edit of this window, whatever came after it. */
  undoOne(of: string): void {
    const clientEditId = newEditId();
    if (this.#history.undoOne(of, clientEditId)) this.#send({ edit: "Undo", of }, clientEditId);
    this.#tellHistory();
  }

  /** Take back the last edit of this window, but for what others changed since. */
  undo(): void {
    const clientEditId = newEditId();
    const of = this.#history.undo(clientEditId);
    if (of !== null) this.#send({ edit: "Undo", of }, clientEditId);
    this.#tellHistory();
  }

  redo(): void {
    const clientEditId = newEditId();
    const of = this.#history.redo(clientEditId);
    if (of !== null) this.#send({ edit: "Undo", of }, clientEditId);
    this.#tellHistory();
  }

  /** Tell the others where somebody is. */
  presence(state: PresenceState): void {
    this.#link.presence(state);
  }

  /** Leave the map. */
  close(): void {
    clearTimeout(this.#timer);
    this.#link.close();
  }

  #send(edit: SentEdit, clientEditId = newEditId()): string {
    this.#show(this.#replica.add({ clientEditId, edit, isOffline: !this.#isOpen }));
    this.#flush();
    return clientEditId;
  }

  #flush(): void {
    if (this.#isOpen) {
      const unsent = this.#replica.pending.slice(this.#sent);
      this.#sent = this.#replica.pending.length;
      if (unsent.length > 0) this.#link.send(unsent);
    }
    this.#tellSaving();
  }

  #listener(): Listener {
    return {
      opened: () => {
        this.#isOpen = true;
        this.#sent = 0;
        this.#flush();
      },
      closed: () => {
        this.#isOpen = false;
        this.#tellSaving();
      },
      records: (records, seq) => this.#show(this.#replica.reset(records, seq)),
      entries: (entries) => this.#enter(entries),
      outcomes: (outcomes) => this.#settle(outcomes),
      people: (people) => (this.#people = people),
    };
  }

  #enter(entries: readonly Entry[]): void {
    const before = this.#replica.pending.length;
    this.#show(this.#replica.enter(entries));
    this.#sent = Math.max(0, this.#sent - (before - this.#replica.pending.length));
    this.#tellSaving();
  }

  #settle(outcomes: readonly Outcome[]): void {
    const over = new Set<string>();
    for (const outcome of outcomes) {
      if ("code" in outcome) this.#refuse(outcome);
      else if (outcome.conflict) this.#conflicts = [...this.#conflicts, outcome.conflict];
      if ("code" in outcome || outcome.seq <= this.#replica.seq) over.add(outcome.clientEditId);
    }
    const before = this.#replica.pending.length;
    this.#show(this.#replica.drop(over));
    this.#sent = Math.max(0, this.#sent - (before - this.#replica.pending.length));
    this.#tellSaving();
  }

  #refuse({ clientEditId, code, message }: Extract<Outcome, { code: string }>): void {
    const pending = this.#replica.pending.find((each) => each.clientEditId === clientEditId);
    this.#history.forget(clientEditId);
    this.#tellHistory();
    if (!pending) return;
    this.#refused = [...this.#refused, { clientEditId, edit: pending.edit, code, message }];
  }

  #show(effect: Effect): void {
    if (effect.size === 0) return;
    this.journey.update(
      [...effect].map(([id, record]) => [id, record && readRecord(record)] as const),
    );
  }

  #tellHistory(): void {
    this.#canUndo = this.#history.canUndo;
    this.#canRedo = this.#history.canRedo;
  }

  #tellSaving(): void {
    this.#waiting = this.#replica.pending.length;
    if (this.#waiting === 0 || !this.#isOpen) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#saving = this.#isOpen ? "saved" : "offline";
    } else if (this.#saving === "offline") this.#saving = "saving";
    else if (this.#saving === "saved" && this.#timer === undefined) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        if (this.#waiting > 0 && this.#isOpen) this.#saving = "saving";
      }, PATIENCE_MS);
    }
  }
}

function newEditId(): string {
  return randomId("edit");
}

export type { Conflict, Pending, Person, PresenceState };
