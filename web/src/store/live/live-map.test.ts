/** What a page says and keeps while its connection comes and goes. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Change } from "../edits/changes.ts";
import type { Keep, Kept } from "./keep.ts";
import { LiveMap } from "./live-map.svelte.ts";
import type { MapSource } from "./messages.ts";
import type { Pending } from "./replica.ts";
import { LARGEST_EDIT, type Greeting, type Listener, type Welcome } from "./socket.ts";

const SOURCE: MapSource = {
  id: "m",
  seq: 4,
  records: [
    { kind: "map", id: "map", title: "Buying a lamp" },
    { kind: "stage", id: "pay", title: "Pay", order: "a0" },
    { kind: "lane", id: "own", label: "Our notes", order: "a0" },
    { kind: "card", id: "c", lane: "own", stage: "pay", text: "Slow", order: "a0" },
  ],
};

/** A browser's memory, which outlives the pages. */
class Memory implements Keep {
  readonly items = new Map<string, Kept>();

  leftovers(map: string): Promise<readonly Kept[]> {
    const found = [...this.items.values()].filter((item) => item.map === map);
    return Promise.resolve(found.sort((one, other) => one.at - other.at));
  }
  put(items: readonly Kept[]): void {
    for (const item of items) this.items.set(item.key, item);
  }
  delete(keys: readonly string[]): void {
    for (const key of keys) this.items.delete(key);
  }
}

class Wire {
  readonly sent: Pending[] = [];
  restarts = 0;
  listener: Listener | null = null;
  greeting: (() => Greeting) | null = null;

  open(welcome: Partial<Welcome> = {}): void {
    const you = { client: "x", id: "me", name: "", colour: 0, state: {} };
    const first = { you, people: [], canEdit: true, seq: 4, records: null };
    this.listener?.welcome({ ...first, ...welcome });
  }
  enter(seq: number, clientEditId: string, changes: readonly Change[]): void {
    this.listener?.entries([{ seq, clientEditId, person: "other", changes }]);
  }
  get last(): Pending {
    const found = this.sent.at(-1);
    if (!found) throw new Error("Nothing was sent");
    return found;
  }
}

interface Opened {
  readonly live: LiveMap;
  readonly wire: Wire;
  readonly memory: Memory;
}

async function opened(memory = new Memory()): Promise<Opened> {
  const wire = new Wire();
  const live = new LiveMap(SOURCE, {
    keep: memory,
    link: (_map, greeting, listener) => {
      wire.listener = listener;
      wire.greeting = greeting;
      return {
        send: (edits) => wire.sent.push(...edits),
        presence: () => undefined,
        restart: () => (wire.restarts += 1),
        close: () => undefined,
      };
    },
  });
  await vi.advanceTimersByTimeAsync(0);
  return { live, wire, memory };
}

const written = (live: LiveMap): string | undefined => live.journey.card("c")?.text;
const write = (live: LiveMap, was: string, text: string): string =>
  live.submit({ edit: "EditCardText", id: "c", was, text });
const splice = (at: number, inserted: string): Change[] => [
  { text: "c", field: "text", at, deleted: "", inserted },
];

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("an edit is seen at once, and called saved when the log has it", async () => {
  const { live, wire, memory } = await opened();
  wire.open();
  write(live, "Slow", "Slower");
  expect([written(live), live.saving, live.waiting]).toEqual(["Slower", "saved", 1]);
  await vi.advanceTimersByTimeAsync(401);
  expect(live.saving).toBe("saving");
  expect(memory.items.size).toBe(1);
  wire.enter(5, wire.last.clientEditId, splice(4, "er"));
  expect([written(live), live.saving, live.waiting]).toEqual(["Slower", "saved", 0]);
  expect(memory.items.size).toBe(0);
});

test("offline it says so at once, goes on, and sends in order afterwards", async () => {
  const { live, wire } = await opened();
  wire.open();
  wire.listener?.closed(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(live.saving).toBe("saved"); // nothing waits, and a moment is no outage
  live.submit({ edit: "RenameStage", id: "pay", title: "Paying" });
  await vi.advanceTimersByTimeAsync(401);
  expect([live.saving, live.waiting]).toEqual(["offline", 1]);
  write(live, "Slow", "Slower");
  expect([live.saving, live.waiting]).toEqual(["offline", 2]);
  wire.open();
  expect(wire.sent.map(({ edit, isOffline }) => [edit.edit, isOffline])).toEqual([
    ["RenameStage", true],
    ["EditCardText", true],
  ]);
});

test("whoever goes on writing offline makes one edit of it", async () => {
  const { live, wire } = await opened();
  wire.open();
  wire.listener?.closed(false);
  const first = write(live, "Slow", "Slower");
  expect(write(live, "Slower", "Slower than ever")).toBe(first);
  expect([written(live), live.waiting]).toEqual(["Slower than ever", 1]);
  wire.open();
  expect(wire.last.edit).toMatchObject({ was: "Slow", text: "Slower than ever" });
  live.undo();
  expect(written(live)).toBe("Slow");
});

test("what was sent and not confirmed is sent again, under its name", async () => {
  const { live, wire } = await opened();
  wire.open();
  const id = write(live, "Slow", "Slower");
  wire.listener?.closed(false);
  write(live, "Slower", "Slower still"); // the server may have the first one
  wire.open();
  expect(wire.sent.map((each) => each.clientEditId)).toEqual([id, id, wire.last.clientEditId]);
  expect(wire.greeting?.().since).toBe(4);
});

test("a page that was closed leaves its edits to the next one", async () => {
  const { live, memory } = await opened();
  write(live, "Slow", "Slower");
  live.close();
  const next = await opened(memory);
  const { live: again } = next;
  expect([written(again), again.waiting, again.saving]).toEqual(["Slower", 1, "offline"]);
  next.wire.open();
  expect(next.wire.last.edit).toMatchObject({ text: "Slower" });
});

test("words of two people become a question, which a reload does not forget", async () => {
  const { live, wire, memory } = await opened();
  write(live, "Slow", "Slow at night");
  wire.open();
  const { clientEditId } = wire.last;
  wire.enter(5, "b", splice(4, " today"));
  wire.enter(6, clientEditId, []);
  const words = { base: "Slow", mine: "Slow at night", theirs: "Slow today", by: "" };
  const conflict = { clientEditId, id: "c", field: "text", ...words };
  wire.listener?.outcomes([{ clientEditId, seq: 6, conflict }]);
  expect([written(live), live.saving]).toEqual(["Slow today", "saved"]);
  const next = await opened(memory);
  const [asked] = next.live.conflicts;
  expect(asked).toMatchObject(words);
  if (asked) next.live.settle(asked, words.mine);
  expect(next.live.conflicts).toEqual([]);
  expect(memory.items.size).toBe(1); // the choice, on its way
});

test("what is refused is taken back, and its words are kept", async () => {
  const { live, wire, memory } = await opened();
  wire.open();
  const clientEditId = write(live, "Slow", "Slower");
  wire.enter(5, "b", [{ delete: "c" }]);
  wire.listener?.outcomes([{ clientEditId, code: "gone", message: "It is gone." }]);
  expect([live.saving, live.waiting, live.canUndo]).toEqual(["saved", 0, false]);
  const next = await opened(memory);
  const [refused] = next.live.refused;
  expect(refused).toMatchObject({ edit: { text: "Slower" }, message: "It is gone." });
  if (refused) next.live.dismiss(refused);
  expect(memory.items.size).toBe(0);
});

test("an edit that no message holds is not sent for ever", async () => {
  const { live, wire } = await opened();
  wire.open();
  live.submit({ edit: "SetMapField", field: "notes", value: "x".repeat(LARGEST_EDIT) });
  expect(wire.sent).toEqual([]);
  expect(live.refused).toMatchObject([{ code: "too_large" }]);
  expect(live.waiting).toBe(0);
});

test("a gap in the log has the whole map come again", async () => {
  const { live, wire } = await opened();
  wire.open();
  wire.enter(6, "b", splice(4, "!"));
  expect([wire.restarts, wire.greeting?.().since, written(live)]).toEqual([1, null, "Slow"]);
  const records = SOURCE.records.map((record) => JSON.parse(JSON.stringify(record)));
  wire.open({ seq: 6, records: [...records.slice(0, 3), { ...records[3], text: "Slow?!" }] });
  expect([written(live), wire.greeting?.().since]).toEqual(["Slow?!", 6]);
});

test("a map that is gone is not edited any more", async () => {
  const { live, wire } = await opened();
  wire.open();
  wire.listener?.closed(true);
  expect([live.isGone, live.canEdit]).toEqual([true, false]);
});

test("what was on its way to a map that went waits until it comes back", async () => {
  const { live, wire } = await opened();
  wire.open();
  live.submit({ edit: "RenameMap", title: "Ours" });
  const clientEditId = wire.sent.at(-1)?.clientEditId ?? "";
  wire.listener?.outcomes([{ clientEditId, code: "map_not_found", message: "" }]);
  wire.listener?.deleted("Ani");
  wire.listener?.closed(true);
  expect([live.goneBy, live.waiting, live.refused]).toEqual(["Ani", 1, []]);
  expect(live.unsaved).toEqual([{ edit: "RenameMap", title: "Ours" }]);
  wire.open();
  expect([live.isGone, live.canEdit, wire.sent.at(-1)?.clientEditId]).toEqual([
    false,
    true,
    clientEditId,
  ]);
});
