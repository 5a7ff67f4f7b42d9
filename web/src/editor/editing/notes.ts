/** Expectations, resources and KPIs: records that stand in cells as cards do. */

import { say } from "../../i18n/language.svelte.ts";
import type { Batch } from "../../store/edits/edit.ts";
import { randomId } from "../../store/edits/ids.ts";
import type { Beside } from "../../store/edits/parts.ts";
import { figureOf, notesIn } from "../../store/lanes.ts";
import type { Note } from "../../store/records.ts";
import { shortened } from "../../store/typography.ts";
import { copyTexts } from "./clipboard.ts";
import type { Editor } from "./editor.svelte.ts";
import { CONTROL, type MenuEntry } from "./entries.ts";
import { namesOf, type Direction } from "./moving.ts";
import type { Place } from "./places.ts";

/** The notes of a cell in order. */
export function notesAt(editor: Editor, place: Place): readonly Note[] {
  const lane = editor.laneOf(place.lane);
  return lane ? notesIn(editor.journey, lane, place.stage) : [];
}

/** What can be done with a note. */
export function noteEntries(editor: Editor, note: Note, place: Place): MenuEntry[] {
  const notes = notesAt(editor, place);
  const at = notes.indexOf(note);
  const entries: MenuEntry[] = [
    { label: say("edit.edit"), keys: "Enter", run: () => editor.editCard(note.id) },
    {
      label: say("note.details"),
      keys: say("keys.key_space"),
      run: () => (editor.dialog = { kind: "note", note: note.id }),
    },
    {
      label: say("edit.add_below"),
      keys: "A",
      run: () => editor.startCard({ ...place, after: note.id }),
    },
    {
      label: say("edit.duplicate"),
      keys: `${CONTROL} D`,
      run: () => duplicateNote(editor, note, place, { after: note.id }),
    },
    { label: say("edit.copy"), keys: `${CONTROL} C`, run: () => void copyTexts(editor, [note]) },
    {
      label: say("edit.move_to"),
      isApart: true,
      run: () => (editor.dialog = { kind: "move", item: note.id, from: place }),
    },
  ];
  const move = (direction: Direction) => (): void => moveNote(editor, note, place, direction);
  if (at > 0) entries.push({ label: say("edit.up"), keys: "Alt ArrowUp", run: move("up") });
  if (at < notes.length - 1) {
    entries.push({ label: say("edit.down"), keys: "Alt ArrowDown", run: move("down") });
  }
  return [
    ...entries,
    ...availabilityEntries(editor, note),
    {
      label: say("edit.delete"),
      keys: "Del",
      isApart: true,
      isDanger: true,
      run: () => editor.deleteItem(note.id),
    },
  ];
}

function availabilityEntries(editor: Editor, note: Note): MenuEntry[] {
  if (note.kind !== "resource") return [];
  return (["at_hand", "needed"] as const).map((availability, at) => {
    const isOn = note.availability === availability;
    const fields = { availability: isOn ? null : availability };
    return {
      label: say(`note.${availability}`),
      isOn,
      isApart: at === 0,
      run: () => editor.submit({ edit: "ChangeRecord", id: note.id, fields }),
    };
  });
}

/** Move a note by a key: in its list, or to the next stage. */
export function moveNote(editor: Editor, note: Note, from: Place, direction: Direction): void {
  const { stages } = editor.journey;
  if (direction === "left" || direction === "right") {
    const at = editor.journey.stageNumber(from.stage) - 1;
    const stage = stages[at + (direction === "left" ? -1 : 1)];
    if (stage) placeNote(editor, note, { lane: from.lane, stage: stage.id }, {});
    return;
  }
  const notes = notesAt(editor, from);
  const step = direction === "up" ? -1 : 1;
  const neighbour = notes[notes.findIndex((each) => each.id === note.id) + step];
  if (!neighbour) return;
  const beside = direction === "up" ? { before: neighbour.id } : { after: neighbour.id };
  placeNote(editor, note, from, beside);
}

/** Put a note somewhere in its lane, tell where, and keep the keyboard on it. */
export function placeNote(editor: Editor, note: Note, to: Place, beside: Beside): void {
  const isHere = notesAt(editor, to).some((each) => each.id === note.id);
  const edits: Batch["edits"][number][] = [{ edit: "MoveRecord", id: note.id, ...beside }];
  if (!isHere) edits.unshift({ edit: "ChangeRecord", id: note.id, fields: { stage: to.stage } });
  editor.submit(editor.asOne(edits));
  const notes = notesAt(editor, to);
  const place = notes.findIndex((each) => each.id === note.id) + 1;
  const said = { text: shortened(note.text), ...namesOf(editor, to) };
  editor.announce(say("edit.moved", { ...said, place, count: notes.length }));
  void editor.focusItem(note.id);
}

/** Put a note like another one somewhere in its lane. */
export function duplicateNote(editor: Editor, note: Note, to: Place, beside: Beside): void {
  const id = randomId(note.kind);
  const record = { ...noteFields(note), kind: note.kind, id, stage: to.stage };
  editor.submit({ edit: "AddRecord", record, ...beside });
  editor.announce(say("edit.duplicated"));
  void editor.focusItem(id);
}

/** What a note says, in plain form: all but where it stands. */
export function noteFields(note: Note): Record<string, unknown> {
  const { text, opportunity, availability, unit, touchpoint, better, owner, values } = note;
  const all = {
    text,
    opportunity,
    availability,
    unit,
    touchpoint,
    better,
    owner,
    values,
    figure: figureOf(note, "figure"),
    baseline: figureOf(note, "baseline"),
    target: figureOf(note, "target"),
  };
  const isWritten = (value: unknown): boolean =>
    value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => isWritten(value)));
}
