/** Edits of problem statements: the twin of `jejak.model.edits.statements`. */

import { setField, withValue, type Change } from "./changes.ts";
import type { JoinPains, RankPain, SplitPain } from "./edit.ts";
import { find, place, putNew, setFields } from "./parts.ts";
import { painKey, type RecordSet } from "./record-set.ts";
import { EditRefused, type PlainRecord } from "./tables.ts";
import { namedIn, textOf, valueOf } from "./values.ts";

const ANSWERS = ["is_important", "important_why", "is_urgent", "urgent_why"];

export function rankPain(records: RecordSet, edit: RankPain): Change[] {
  const pain = find(records, edit.id, "card");
  const joining = statementOf(records, pain.id);
  if (joining) return setFields(joining, edit.answers, ANSWERS);
  let statement: PlainRecord = {
    kind: "statement",
    id: edit.statement,
    text: textOf(pain, "text"),
    pains: [pain.id],
    stage: textOf(pain, "stage"),
  };
  statement = withValue(statement, "order", place(records, statement, {}));
  for (const { field, value } of setFields(statement, edit.answers, ANSWERS)) {
    statement = withValue(statement, field, value);
  }
  return [putNew(records, statement)];
}

export function joinPains(records: RecordSet, edit: JoinPains): Change[] {
  const statement = find(records, edit.id, "statement");
  const there = namedIn(statement, "pains");
  const pains = [...new Set(edit.pains.filter((each) => !there.includes(each)))];
  const losing = new Map<string, string[]>();
  for (const pain of pains) {
    const other = statementOf(records, find(records, pain, "card").id);
    if (other) losing.set(other.id, [...(losing.get(other.id) ?? []), pain]);
  }
  const found = [...losing].flatMap(([id, lost]) =>
    without(records, find(records, id, "statement"), lost),
  );
  if (pains.length === 0) return found;
  if (valueOf(statement, "number") !== null) found.push(setField(statement, "number", null));
  return [...found, setField(statement, "pains", [...there, ...pains])];
}

export function splitPain(records: RecordSet, edit: SplitPain): Change[] {
  const pain = find(records, edit.id, "card");
  const statement = statementOf(records, pain.id);
  if (!statement) throw new EditRefused("in_no_statement", pain.id);
  const left = namedIn(statement, "pains").filter((each) => each !== pain.id);
  return [setField(statement, "pains", left)];
}

function statementOf(records: RecordSet, pain: string): PlainRecord | null {
  const [id] = records.holding(painKey(pain));
  return id === undefined ? null : find(records, id, "statement");
}

function without(
  records: RecordSet,
  statement: PlainRecord,
  lost: readonly string[],
): Change[] {
  const left = namedIn(statement, "pains").filter((each) => !lost.includes(each));
  if (left.length > 0 || !isUntouched(records, statement)) {
    return [setField(statement, "pains", left)];
  }
  return [{ delete: statement.id }];
}

/** Whether nobody wrote anything of their own in or about a statement. */
function isUntouched(records: RecordSet, statement: PlainRecord): boolean {
  const texts = namedIn(statement, "pains").map((pain) =>
    textOf(find(records, pain, "card"), "text"),
  );
  const isAnswered = ANSWERS.some((name) => {
    const value = valueOf(statement, name);
    return value !== null && value !== "";
  });
  const isLinked = records.linkingTo(statement.id).size > 0;
  return texts.includes(textOf(statement, "text")) && !isAnswered && !isLinked;
}
