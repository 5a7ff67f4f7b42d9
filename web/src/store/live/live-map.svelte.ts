/** A map that several people edit at once, as one page shows it. */

import { idOf } from "../edits/changes.ts";
import type { NamedEdit, SentEdit } from "../edits/edit.ts";
import { randomId } from "../edits/ids.ts";
import type { Effect, RecordSet } from "../edits/record-set.ts";
import { Journey } from "../journey.ts";
import { readRecord, readRecords } from "../records.ts";
import { History } from "./history.ts";
import {
  readPlainRecords,
  type Conflict,
  type Entry,
  type MapSource,
  type News,
  type Outcome,
  type Person,
  type PresenceState,
} from "./messages.ts";
import { joined, Outbox, type RefusedEdit } from "./outbox.ts";
import { Replica, type Pending } from "./replica.ts";
import { SavingState, type Saved } from "./saving.svelte.ts";
import { Signals } from "./signals.svelte.ts";
import {
  LARGEST_EDIT,
  sizeOf,
  type Greeting,
  type Link,
  type Listener,
  type Welcome,
} from "./socket.ts";
import { browser, CLIENT, type Surroundings } from "./surroundings.ts";

const NO_MAP = "map_not_found";

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
  readonly #outbox: Outbox;
  readonly #surroundings: Surroundings;
  #link: Link | null = null;
  #isOpen = false;
  #isClosed = false;
  /** What was sent over this connection, and what over any. */
  #sent = new Set<string>();
  readonly #everSent = new Set<string>();
  #since: number | null;
  #newName = "";
  #state: PresenceState = {};

  readonly #saving = new SavingState(
    () => this.#truth(),
    () => this.#replica.pending.length > 0,
  );
  #waiting = $state(0);
  #canUndo = $state(false);
  #canRedo = $state(false);
  #canEdit = $state(true);
  #isGone = $state(false);
  #goneBy = $state("");
  #me = $state.raw<Person | null>(null);
  #people = $state.raw<readonly Person[]>([]);
  #news = $state.raw<News | null>(null);
  #conflicts = $state.raw<readonly Conflict[]>([]);
  #refused = $state.raw<readonly RefusedEdit[]>([]);

  constructor(source: MapSource, surroundings: Surroundings = browser()) {
    this.id = source.id;
    this.journey = new Journey(readRecords(source.records), new Signals());
    this.#replica = new Replica(readPlainRecords(source.records), source.seq);
    this.#since = source.seq;
    this.#outbox = new Outbox(source.id, CLIENT, surroundings.keep);
    this.#surroundings = surroundings;
    void this.#start();
  }

  /** What the journey was read from. */
  get records(): RecordSet {
    return this.#replica.records;
  }

  /** Everything is on the server's disk, is on its way, or waits for a connection. */
  get saving(): Saved {
    return this.#saving.now;
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
    return this.#canEdit && !this.#isGone;
  }
  /** The map was deleted, or is not shared any more. */
  get isGone(): boolean {
    return this.#isGone;
  }
  /** Who deleted it, as far as that is known. */
  get goneBy(): string {
    return this.#goneBy;
  }
  /** What somebody did here that the server has not confirmed. */
  get unsaved(): readonly SentEdit[] {
    void this.#waiting;
    return this.#replica.pending.map(({ edit }) => edit);
  }
  /** Who this page is to the others; null before the first connection. */
  get me(): Person | null {
    return this.#me;
  }
  /** The others who have this map open. */
  get people(): readonly Person[] {
    return this.#people;
  }
  /** What somebody else changed last. */
  get news(): News | null {
    return this.#news;
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
    const joining = this.#isOpen ? null : this.#rewrite(edit);
    if (joining !== null) return joining;
    const clientEditId = this.#send(edit);
    this.#history.made(clientEditId);
    this.#tellHistory();
    return clientEditId;
  }

  /** Take back one edit of this window, whatever came after it. */
  undoOne(of: string): void {
    this.#takeBack((clientEditId) => (this.#history.undoOne(of, clientEditId) ? of : null));
  }

  /** Take back the last edit of this window, but for what others changed since. */
  undo(): void {
    this.#takeBack((clientEditId) => this.#history.undo(clientEditId));
  }

  redo(): void {
    this.#takeBack((clientEditId) => this.#history.redo(clientEditId));
  }

  #takeBack(choose: (clientEditId: string) => string | null): void {
    const clientEditId = randomId("edit");
    const of = choose(clientEditId);
    if (of !== null) this.#send({ edit: "Undo", of }, clientEditId);
    this.#tellHistory();
  }

  /** Tell the others where somebody is. */
  presence(state: PresenceState): void {
    this.#state = state;
    this.#link?.presence(state);
  }

  /** Give the others another name to see. */
  rename(name: string): void {
    this.#newName = name;
    this.#link?.restart();
  }

  /** Which words stay where two people wrote; null: those that stand there. */
  settle(conflict: Conflict, words: string | null): void {
    this.#conflicts = this.#conflicts.filter((each) => each !== conflict);
    this.#outbox.done([conflict.clientEditId]);
    if (words === null) return;
    const { id, field, theirs } = conflict;
    this.submit({ edit: "EditText", id, field, was: theirs, text: words });
  }

  /** Send an edit that was refused again. */
  again(refused: RefusedEdit): void {
    this.dismiss(refused);
    if (refused.edit.edit !== "Undo") this.submit(refused.edit);
  }

  dismiss(refused: RefusedEdit): void {
    this.#refused = this.#refused.filter((each) => each !== refused);
    this.#outbox.done([refused.clientEditId]);
  }

  /** Ask at once whether it is there again. */
  lookAgain(): void {
    this.#link?.restart();
  }

  /** Leave the map, once what is on its way has arrived. */
  close(): void {
    this.#isClosed = true;
    if (this.#waiting === 0 || !this.#isOpen) this.#end();
  }

  #end(): void {
    this.#saving.stop();
    this.#link?.close();
    this.#link = null;
  }

  async #start(): Promise<void> {
    const left = await this.#outbox.leftovers();
    this.#conflicts = [...left.conflicts, ...this.#conflicts];
    this.#refused = [...left.refused, ...this.#refused];
    for (const pending of left.pending) {
      this.#everSent.add(pending.clientEditId);
      this.#show(this.#replica.add(pending));
    }
    // What an earlier page left behind has waited long enough to be told at once.
    if (left.pending.length > 0) this.#saving.tellNow();
    this.#tellSaving();
    if (this.#isClosed) return;
    const greeting = (): Greeting => ({
      since: this.#since,
      client: CLIENT,
      name: this.#newName,
    });
    this.#link = this.#surroundings.link(this.id, greeting, this.#listener());
  }

  #send(edit: SentEdit, clientEditId = randomId("edit")): string {
    // A copy: screens may hand over what they go on changing, or what cannot be kept.
    const copy: SentEdit = JSON.parse(JSON.stringify(edit));
    const pending: Pending = { clientEditId, edit: copy, isOffline: !this.#isOpen };
    this.#outbox.edit(pending);
    this.#show(this.#replica.add(pending));
    this.#flush();
    return clientEditId;
  }

  /** Offline, somebody who goes on writing in a text makes one edit of it. */
  #rewrite(edit: NamedEdit): string | null {
    const last = this.#replica.pending.at(-1);
    const both = last && !this.#everSent.has(last.clientEditId) && joined(last.edit, edit);
    if (!last || !both) return null;
    this.#outbox.edit({ ...last, edit: both });
    this.#show(this.#replica.rewrite(last.clientEditId, both));
    return last.clientEditId;
  }

  #flush(): void {
    if (this.#isOpen) {
      const unsent = this.#replica.pending.filter((each) => !this.#sent.has(each.clientEditId));
      const tooLarge = unsent.filter((each) => sizeOf(each.edit) > LARGEST_EDIT);
      for (const each of unsent) {
        this.#sent.add(each.clientEditId);
        this.#everSent.add(each.clientEditId);
      }
      this.#link?.send(unsent.filter((each) => !tooLarge.includes(each)));
      this.#settle(
        tooLarge.map(({ clientEditId }) => ({ clientEditId, code: "too_large", message: "" })),
      );
    }
    this.#tellSaving();
  }

  #listener(): Listener {
    return {
      welcome: (welcome) => this.#welcome(welcome),
      deleted: (by) => (this.#goneBy = by),
      closed: (isGone) => {
        this.#isOpen = false;
        this.#isGone ||= isGone;
        this.#people = [];
        if (this.#isClosed) this.#end();
        this.#tellSaving();
      },
      entries: (entries) => this.#enter(entries),
      outcomes: (outcomes) => this.#settle(outcomes),
      people: (people) => (this.#people = people.filter(({ client }) => client !== CLIENT)),
    };
  }

  #welcome({ you, people, canEdit, seq, records }: Welcome): void {
    this.#isOpen = true;
    this.#isGone = false; // somebody brought it back
    this.#sent = new Set();
    this.#me = you;
    this.#newName = "";
    this.#canEdit = canEdit;
    this.#people = people.filter(({ client }) => client !== CLIENT);
    if (records) this.#show(this.#replica.reset(records, seq));
    this.#since = this.#replica.seq;
    this.#link?.presence(this.#state);
    this.#flush();
  }

  #enter(entries: readonly Entry[]): void {
    const fresh = entries.filter((entry) => entry.seq > this.#replica.seq);
    const hasGap = fresh.some((entry, at) => entry.seq !== this.#replica.seq + 1 + at);
    try {
      if (hasGap) throw new Error("An entry of the log is missing.");
      this.#show(this.#replica.enter(fresh));
      this.#since = this.#replica.seq;
    } catch {
      // What this page holds cannot be trusted: the whole map comes again.
      this.#since = null;
      this.#link?.restart();
      return;
    }
    this.#forget(fresh.map((entry) => entry.clientEditId));
    const last = fresh.findLast((entry) => entry.person !== this.#me?.id);
    if (last) this.#news = { person: last.person, ids: new Set(last.changes.map(idOf)) };
  }

  #settle(outcomes: readonly Outcome[]): void {
    const over = new Set<string>();
    for (const outcome of outcomes) {
      // The map went while the edit was on its way: it waits, as others do.
      if ("code" in outcome && outcome.code === NO_MAP) continue;
      if ("code" in outcome) this.#refuse(outcome);
      else if (outcome.conflict) this.#ask(asNote(outcome.conflict));
      // An edit whose entry is still to come is over when that comes.
      if ("code" in outcome || outcome.seq <= this.#replica.seq) over.add(outcome.clientEditId);
    }
    if (over.size === 0) return;
    this.#show(this.#replica.drop(over));
    this.#forget(over);
  }

  /** These edits are in the log, or will never be. */
  #forget(clientEditIds: Iterable<string>): void {
    this.#outbox.done([...clientEditIds].filter((id) => this.#everSent.delete(id)));
    this.#tellSaving();
    if (this.#isClosed && this.#waiting === 0) this.#end();
  }

  #ask(conflict: Conflict): void {
    if (this.#conflicts.some((each) => each.clientEditId === conflict.clientEditId)) return;
    this.#outbox.conflict(conflict);
    this.#conflicts = [...this.#conflicts, conflict];
  }

  #refuse({ clientEditId, code, message }: Extract<Outcome, { code: string }>): void {
    this.#history.forget(clientEditId);
    this.#tellHistory();
    const pending = this.#replica.pending.find((each) => each.clientEditId === clientEditId);
    if (!pending) return;
    const refused = asNote({ clientEditId, edit: pending.edit, code, message });
    this.#outbox.refused(refused);
    this.#refused = [...this.#refused, refused];
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
    this.#saving.tell();
  }

  #truth(): Saved {
    if (!this.#isOpen) return "offline";
    return this.#replica.pending.length > 0 ? "saving" : "saved";
  }
}

/** What is noted about an edit is kept beside it, and longer. */
function asNote<Note extends { readonly clientEditId: string }>(note: Note): Note {
  return { ...note, clientEditId: `note ${note.clientEditId}` };
}

export type { Conflict, Pending, Person, PresenceState, RefusedEdit };
