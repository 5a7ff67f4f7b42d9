/** The socket to the server: it comes back by itself, and notices when it is dead. */

import { isPlain, list, numberOrNull, text, truth, type Plain } from "../plain.ts";
import type { PlainRecord } from "../edits/tables.ts";
import {
  readEntries,
  readOutcomes,
  readPeople,
  readPerson,
  readPlainRecords,
  type Entry,
  type Outcome,
  type Person,
  type PresenceState,
} from "./messages.ts";
import type { Pending } from "./replica.ts";

/** What the server says first. */
export interface Welcome {
  readonly you: Person;
  readonly people: readonly Person[];
  readonly canEdit: boolean;
  readonly seq: number;
  /** The whole map; null: entries of the log follow. */
  readonly records: readonly PlainRecord[] | null;
}

/** What the server says. */
export interface Listener {
  welcome(welcome: Welcome): void;
  closed(isGone: boolean): void;
  /** The map was deleted; by whom, as far as it is known. */
  deleted(by: string): void;
  entries(entries: readonly Entry[]): void;
  outcomes(outcomes: readonly Outcome[]): void;
  people(people: readonly Person[]): void;
}

/** What this page says first; asked for whenever a connection opens. */
export interface Greeting {
  /** The last entry of the log that is known; null: the whole map is wanted. */
  readonly since: number | null;
  readonly client: string;
  /** Empty: as it was. */
  readonly name: string;
}

export interface Link {
  /** Send edits in order; each is answered by an outcome. */
  send(edits: readonly Pending[]): void;
  presence(state: PresenceState): void;
  /** Begin a new connection, as if the old one had broken. */
  restart(): void;
  close(): void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;
/** A map that is gone may be brought back by somebody else. */
const GONE_WAIT_MS = 10_000;
const PING_MS = 15_000;
const DEAD_MS = 8_000; // without a word after something was asked
const MOST_EDITS = 200;
/** The server takes a million bytes; a character has four of them at most. */
export const LARGEST_EDIT = 900_000;
const NOT_FOUND = 4404;

export class SocketLink implements Link {
  readonly #address: string;
  readonly #greeting: () => Greeting;
  readonly #listener: Listener;
  #socket: WebSocket | null = null;
  #isOpen = false;
  #isClosed = false;
  #tries = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  #ping: ReturnType<typeof setTimeout> | undefined;
  #dead: ReturnType<typeof setTimeout> | undefined;

  constructor(address: string, greeting: () => Greeting, listener: Listener) {
    this.#address = address;
    this.#greeting = greeting;
    this.#listener = listener;
    this.#connect();
  }

  send(edits: readonly Pending[]): void {
    for (const part of parted(edits)) this.#say({ type: "edits", edits: part });
    this.#expectAnswer();
  }

  presence(state: PresenceState): void {
    if (this.#isOpen) this.#say({ type: "presence", state });
  }

  restart(): void {
    this.#tries = 0;
    this.#end();
    this.#connect();
  }

  /** Something speaks for a connection: do not wait any longer. */
  hurry(): void {
    if (!this.#isOpen && !this.#isClosed && this.#again !== undefined) this.restart();
    else if (this.#isOpen) this.#askIfAlive();
  }

  close(): void {
    this.#isClosed = true;
    this.#end();
  }

  #connect(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    this.#expectAnswer();
    socket.onopen = () => {
      const { since, client, name } = this.#greeting();
      this.#say({ type: "hello", since, client, person: { name } });
    };
    socket.onmessage = (event) => {
      if (socket === this.#socket) this.#hear(event.data);
    };
    socket.onclose = (event) => {
      if (socket === this.#socket) this.#broken(event.code === NOT_FOUND);
    };
  }

  #say(message: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  #hear(data: unknown): void {
    this.#isAlive();
    const message: unknown = typeof data === "string" ? JSON.parse(data) : null;
    if (!isPlain(message)) return;
    switch (message["type"]) {
      case "welcome":
        this.#isOpen = true;
        this.#tries = 0;
        this.#listener.welcome(readWelcome(message));
        return;
      case "entries":
        this.#listener.entries(readEntries(message));
        return;
      case "outcomes":
        this.#listener.outcomes(readOutcomes(message));
        return;
      case "presence":
        this.#listener.people(readPeople(message));
        return;
      case "closing":
        if (message["reason"] === "map_deleted") this.#listener.deleted(text(message, "by"));
    }
  }

  #isAlive(): void {
    clearTimeout(this.#dead);
    this.#dead = undefined;
    clearTimeout(this.#ping);
    this.#ping = setTimeout(() => this.#askIfAlive(), PING_MS);
  }

  #askIfAlive(): void {
    this.#say({ type: "ping" });
    this.#expectAnswer();
  }

  /** A network that is gone says nothing, and browsers wait for minutes. */
  #expectAnswer(): void {
    this.#dead ??= setTimeout(() => {
      this.#end();
      this.#broken(false);
    }, DEAD_MS);
  }

  #broken(isGone: boolean): void {
    this.#end();
    this.#listener.closed(isGone);
    if (this.#isClosed) return;
    const wait = isGone ? GONE_WAIT_MS : Math.min(FIRST_WAIT_MS * 2 ** this.#tries, LONGEST_WAIT_MS);
    this.#tries += 1;
    // Not all at once when a server comes back.
    this.#again = setTimeout(() => this.#connect(), wait * (0.75 + Math.random() / 2));
  }

  #end(): void {
    for (const timer of [this.#again, this.#ping, this.#dead]) clearTimeout(timer);
    this.#again = this.#dead = undefined;
    this.#isOpen = false;
    const socket = this.#socket;
    this.#socket = null;
    if (socket?.readyState === WebSocket.CONNECTING) {
      socket.onopen = () => socket.close(); // closed before, browsers call it a failure
    } else {
      socket?.close();
    }
  }
}

function readWelcome(data: Plain): Welcome {
  const { you, records } = data;
  return {
    you: readPerson(isPlain(you) ? { ...you, client: text(data, "client") } : {}),
    people: readPeople(data),
    canEdit: truth(data, "can_edit"),
    seq: numberOrNull(data, "seq") ?? 0,
    records: Array.isArray(records) ? readPlainRecords(list(data, "records")) : null,
  };
}

/** Edits as they travel, in messages that the server takes. */
function parted(edits: readonly Pending[]): object[][] {
  const parts: object[][] = [];
  let size = Infinity;
  for (const { clientEditId, edit, isOffline } of edits) {
    const sent = { client_edit_id: clientEditId, edit, ...(isOffline ? { offline: true } : {}) };
    const length = sizeOf(edit);
    const last = parts.at(-1);
    if (last && size + length <= LARGEST_EDIT && last.length < MOST_EDITS) {
      last.push(sent);
      size += length;
    } else {
      parts.push([sent]);
      size = length;
    }
  }
  return parts;
}

/** How many bytes an edit is on its way. */
export function sizeOf(edit: object): number {
  return new TextEncoder().encode(JSON.stringify(edit)).length + 200;
}
