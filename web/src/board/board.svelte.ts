/** The board while somebody works on it: what is open, what is asked, what is shown. */

import { tick } from "svelte";
import { tell } from "../components/toast.svelte.ts";
import { say } from "../i18n/language.svelte.ts";
import { addStatement, deleting } from "../store/edits/builders.ts";
import type { NamedEdit } from "../store/edits/edit.ts";
import type { Journey } from "../store/journey.ts";
import type { LiveMap } from "../store/live/live-map.svelte.ts";
import { shortNumber } from "../store/numbers.ts";
import { quadrantOf, type Quadrant } from "../store/ranking.ts";
import type { Card, Statement } from "../store/records.ts";
import { shortened } from "../store/typography.ts";
import { EVERYTHING, showsPain, showsStatement, type Filter } from "./filter.ts";
import {
  beside,
  cleared,
  inQuadrant,
  itemOf,
  joined,
  missingWhys,
  placed,
  type Before,
  type Direction,
  type Why,
} from "./placing.ts";

/** Where something that is dragged would land. */
export type Over =
  | { readonly how: "quadrant"; readonly quadrant: Quadrant }
  | { readonly how: "before" | "after" | "join"; readonly id: string };

/** The new problems that were begun and not added yet, by their map. */
const begun = new Map<string, string>();

export class Board {
  readonly live: LiveMap;
  filter = $state.raw<Filter>(EVERYTHING);
  /** The statement whose words and answers stand open. */
  opened = $state<string | null>(null);
  /** The statement that was just ranked, and the reasons it lacks. */
  asked = $state.raw<{ id: string; whys: readonly Why[]; takesFocus: boolean } | null>(null);
  /** The pain point that is judged where it stands. */
  judging = $state<string | null>(null);
  /** A new problem is being written. */
  isAdding = $state(false);
  #draft = $state("");
  dragged = $state<string | null>(null);
  over = $state.raw<Over | null>(null);
  /** Said to those who hear the page. */
  news = $state("");

  constructor(live: LiveMap) {
    this.live = live;
    this.#draft = begun.get(live.id) ?? "";
  }

  /** The words of the new problem, which outlive its form and the page. */
  get draft(): string {
    return this.#draft;
  }
  set draft(words: string) {
    this.#draft = words;
    begun.set(this.live.id, words);
  }

  get journey(): Journey {
    return this.live.journey;
  }
  get canEdit(): boolean {
    return this.live.canEdit;
  }

  readonly statements = $derived.by(() =>
    this.journey.statements.filter((each) => showsStatement(this.journey, this.filter, each)),
  );
  readonly unjudged = $derived.by(() =>
    this.journey
      .pains()
      .filter((pain) => this.#isUnjudged(pain) && showsPain(this.journey, this.filter, pain)),
  );
  in(quadrant: Quadrant | null): readonly Statement[] {
    const judging = this.judging && this.journey.statementOf(this.judging)?.id;
    return this.statements.filter(
      (each) => quadrantOf(each) === quadrant && (quadrant !== null || each.id !== judging),
    );
  }
  #isUnjudged(pain: Card): boolean {
    const statement = this.journey.statementOf(pain.id);
    return statement === null || (this.judging === pain.id && quadrantOf(statement) === null);
  }

  announce(text: string): void {
    this.news = this.news === text ? `${text}\u00a0` : text;
  }

  /** How something is called in a sentence: by its number, or else its words. */
  nameOf(id: string): string {
    const item = itemOf(this.journey, id);
    if (!item) return "";
    const pains = item.kind === "pain" ? [item.id] : item.statement.pains;
    const cards = pains.flatMap((each) => this.journey.card(each) ?? []);
    const numbers = cards.map((card) => shortNumber(this.journey, card)).filter(Boolean);
    const text = item.kind === "pain" ? item.pain.text : item.statement.text;
    return numbers.join(" + ") || `“${shortened(text)}”`;
  }

  // Ranking

  /** Bring something to a quadrant, and ask for the reasons it lacks. */
  rank(id: string, quadrant: Quadrant, before?: Before, takesFocus = true): void {
    const item = itemOf(this.journey, id);
    const found = item && placed(this.journey, item, quadrant, before);
    const name = this.nameOf(id);
    if (found) this.live.submit(found.edit);
    const after = found?.id ?? item?.id ?? id;
    this.announce(say("board.moved", { name, quadrant: say(`quadrant.${quadrant}`) }));
    this.ask(after, takesFocus);
    if (!takesFocus || this.asked === null) void this.focus(after);
  }

  ask(id: string, takesFocus: boolean): void {
    const statement = this.journey.statements.find((each) => each.id === id);
    const whys = statement ? missingWhys(statement) : [];
    this.asked = whys.length > 0 && this.opened !== id ? { id, whys, takesFocus } : null;
  }

  clear(id: string): void {
    const item = itemOf(this.journey, id);
    const edit = item?.kind === "statement" ? cleared(this.journey, item.statement) : null;
    if (!edit || item?.kind !== "statement") return;
    const [pain] = item.statement.pains;
    const name = this.nameOf(id);
    this.asked = null;
    this.live.submit(edit);
    this.announce(say("board.cleared", { name }));
    void this.focus(edit.edit === "DeleteStatement" && pain ? pain : item.id);
  }

  /** Alt and an arrow: along the list, and on into the quadrant beside it. */
  move(id: string, direction: Direction): void {
    const item = itemOf(this.journey, id);
    const quadrant = item?.kind === "statement" ? quadrantOf(item.statement) : null;
    if (!item || quadrant === null) return;
    const list = inQuadrant(this.journey, quadrant);
    const at = list.findIndex((each) => each.id === item.id);
    const isAlong = direction === "up" ? at > 0 : at < list.length - 1;
    if ((direction === "up" || direction === "down") && isAlong) {
      const before = direction === "up" ? list[at - 1]?.id : (list[at + 2]?.id ?? null);
      this.rank(item.id, quadrant, before ?? null, false);
      return;
    }
    const next = beside(quadrant, direction);
    if (next) this.rank(item.id, next, undefined, false);
  }

  // Statements

  join(id: string, target: string): void {
    const item = itemOf(this.journey, id);
    const edit = item && joined(item, target);
    if (!edit) return;
    const [name, other] = [this.nameOf(id), this.nameOf(target)];
    this.#withUndo(say("board.joined", { name, other }), edit);
    void this.focus(target);
  }

  /** Take one pain point out of a statement. */
  part(pain: string): void {
    const statement = this.journey.statementOf(pain);
    if (!statement) return;
    const text = say("board.parted", { name: this.nameOfPain(pain) });
    this.#withUndo(text, { edit: "SplitPain", id: pain });
    void this.focus(statement.id);
  }

  nameOfPain(pain: string): string {
    const card = this.journey.card(pain);
    return card ? shortNumber(this.journey, card) || `“${shortened(card.text)}”` : "";
  }

  add(text: string, stage: string | null): void {
    const edit = addStatement({ text, ...(stage ? { stage } : {}) });
    this.live.submit(edit);
    this.isAdding = false;
    this.draft = "";
    this.opened = edit.record.id;
    this.announce(say("board.added"));
    void this.focus(edit.record.id);
  }

  remove(id: string): void {
    const text = say("board.deleted", { name: this.nameOf(id) });
    this.#withUndo(text, deleting("DeleteStatement", id));
  }

  #withUndo(text: string, edit: NamedEdit): void {
    this.asked = null;
    const made = this.live.submit(edit);
    tell({ text, action: { label: say("board.undo"), run: () => this.live.undoOne(made) } });
  }

  /** Put the keyboard on what is at another place now. */
  async focus(id: string): Promise<void> {
    await tick();
    const found = document.querySelector<HTMLElement>(`[data-board="${CSS.escape(id)}"]`);
    // A field that has just opened in it has the focus already.
    const field = document.activeElement?.closest("input, textarea") ?? null;
    if (!found?.contains(field)) found?.focus();
  }
}
