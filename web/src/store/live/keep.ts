/** What may not be lost with this page: kept in the browser until the server has it. */

import { isPlain, list, text, type Plain } from "../plain.ts";

/** Something kept: an edit that waits, or a note about one. */
export interface Kept {
  readonly key: string;
  readonly map: string;
  /** The page that works on it, while it is open. */
  readonly client: string;
  readonly kind: "edit" | "conflict" | "refused";
  /** What was kept first comes first. */
  readonly at: number;
  readonly value: Plain;
}

export interface Keep {
  /** What earlier pages left behind for a map, oldest first. */
  leftovers(map: string, client: string): Promise<readonly Kept[]>;
  put(items: readonly Kept[]): void;
  delete(keys: readonly string[]): void;
}

const NAME = "jejak";
const STORE = "kept";

/** Kept in IndexedDB; where a browser has none, nothing is kept. */
export class BrowserKeep implements Keep {
  #opening: Promise<IDBDatabase | null> | undefined;

  async leftovers(map: string, client: string): Promise<readonly Kept[]> {
    const all = await this.#all(map);
    const open = await openPages(client);
    return all
      .filter((item) => item.client === client || !open.has(item.client))
      .sort((one, other) => one.at - other.at);
  }

  /** How many edits wait for which map, without an open page that works on them. */
  async maps(client: string): Promise<ReadonlyMap<string, number>> {
    const all = await this.#all(null);
    const open = await openPages(client);
    const left = all.filter((item) => item.kind === "edit" && !open.has(item.client));
    const counts = new Map<string, number>();
    for (const { map } of left) counts.set(map, (counts.get(map) ?? 0) + 1);
    return counts;
  }

  put(items: readonly Kept[]): void {
    void this.#work((store) => {
      for (const item of items) store.put(item);
    });
  }

  delete(keys: readonly string[]): void {
    void this.#work((store) => {
      for (const key of keys) store.delete(key);
    });
  }

  async #work(work: (store: IDBObjectStore) => void): Promise<void> {
    const database = await this.#open();
    try {
      const transaction = database?.transaction(STORE, "readwrite");
      if (!transaction) return;
      work(transaction.objectStore(STORE));
      transaction.commit(); // else this page would have to live to see it done
    } catch {
      // A browser that is short of room keeps nothing; the page still asks before it closes.
      this.#opening = undefined;
    }
  }

  /** Of one map, or of all. */
  async #all(map: string | null): Promise<Kept[]> {
    const database = await this.#open();
    if (!database) return [];
    const store = database.transaction(STORE, "readonly").objectStore(STORE);
    const found = map === null ? store.getAll() : store.index("map").getAll(map);
    return new Promise((resolve) => {
      found.onsuccess = () => resolve(list({ found: found.result }, "found").flatMap(readKept));
      found.onerror = () => resolve([]);
    });
  }

  #open(): Promise<IDBDatabase | null> {
    this.#opening ??= new Promise((resolve) => {
      let request: IDBOpenDBRequest;
      try {
        request = indexedDB.open(NAME, 1);
      } catch {
        resolve(null);
        return;
      }
      request.onupgradeneeded = () => {
        const store = request.result.createObjectStore(STORE, { keyPath: "key" });
        store.createIndex("map", "map");
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    });
    return this.#opening;
  }
}

function readKept(data: unknown): Kept[] {
  if (!isPlain(data)) return [];
  const { kind, at, value } = data;
  const isKnown = kind === "edit" || kind === "conflict" || kind === "refused";
  if (!isKnown || typeof at !== "number" || !isPlain(value)) return [];
  const [key, map, client] = [text(data, "key"), text(data, "map"), text(data, "client")];
  return [{ key, map, client, kind, at, value }];
}

/**
 * The pages that are open now: what they keep is theirs. This one is from now on.
 *
 * Only secure addresses have locks. Elsewhere two pages may send the same edit;
 * the server takes it once.
 */
async function openPages(client: string): Promise<ReadonlySet<string>> {
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) return new Set();
  const held = (await locks.query()).held ?? [];
  const clients = held.map((lock) => (lock.name ?? "").replace(/^jejak /, ""));
  if (!clients.includes(client)) {
    void locks.request(`jejak ${client}`, () => new Promise(() => undefined));
  }
  return new Set(clients);
}
