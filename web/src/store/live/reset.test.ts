import { expect, test } from "vitest";
import { Replica } from "./replica.ts";

const RECORDS = [
  { kind: "map", id: "map" },
  { kind: "stage", id: "pay", title: "Pay", order: "a0" },
  { kind: "stage", id: "wait", title: "Wait", order: "a1" },
];

test("what is deleted here and on the server does not come back with the whole map", () => {
  const replica = new Replica(RECORDS, 1);
  const edit = { edit: "DeleteStage" as const, id: "wait" };
  replica.add({ clientEditId: "mine", edit, isOffline: false });
  const shown = replica.reset(RECORDS.slice(0, 2), 2);
  expect([...shown]).toEqual([]);
  expect(replica.get("wait")).toBeNull();
});
