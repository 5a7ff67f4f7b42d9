/** The editing of feelings: what is in hand, which one's word is chosen. */

import { tick, type Component } from "svelte";
import { tell } from "../../components/toast.svelte.ts";
import { say } from "../../i18n/language.svelte.ts";
import { feelingWord } from "../../i18n/words.ts";
import { addFeeling, deleting } from "../../store/edits/builders.ts";
import type { Journey } from "../../store/journey.ts";
import type { Held } from "../../store/drawing.ts";
import type { LiveMap } from "../../store/live/live-map.svelte.ts";
import type { FeelingEditing, PointProps, SurfaceProps } from "../feelings.ts";
import { moved, placed, settled, stepped, toStep } from "./moving.ts";

export class FeelingEditor implements FeelingEditing {
  readonly live: LiveMap;
  readonly Point: Component<PointProps>;
  readonly Surface: Component<SurfaceProps>;
  held = $state.raw<Held | null>(null);
  /** The feeling whose word is chosen. */
  opened = $state<string | null>(null);

  constructor(live: LiveMap, parts: Pick<FeelingEditing, "Point" | "Surface">) {
    this.live = live;
    this.Point = parts.Point;
    this.Surface = parts.Surface;
  }

  get journey(): Journey {
    return this.live.journey;
  }

  add(stage: string, persona: string | null, value: number, place: number): void {
    const felt = { word: "", value: stepped(value), place: placed(place) };
    const edit = addFeeling(stage, persona === null ? felt : { ...felt, persona });
    const others = settled(this.journey, persona, stage).map(toStep);
    this.live.submit(others.length === 0 ? edit : { edit: "Batch", edits: [...others, edit] });
    this.opened = edit.record.id;
  }

  /** To the right of what is there. */
  addBehind(stage: string, persona: string | null): void {
    const felt = this.journey.feelings(persona, stage);
    const last = felt.at(-1);
    const place = felt.length === 0 ? 0.5 : (felt.length + 0.5) / (felt.length + 1);
    this.add(stage, persona, last?.value ?? 0, place);
  }

  move(id: string, value: number, place: number | null): void {
    const feeling = this.journey.feeling(id);
    const edit =
      feeling && moved(this.journey, feeling, feeling.persona, stepped(value), place);
    if (edit) this.live.submit(edit);
  }

  /** One more like it, a little to its right. */
  async duplicate(id: string): Promise<void> {
    const { copyOf } = await import("../../store/edits/copying.ts");
    const place = placed((this.journey.feeling(id)?.place ?? 0.5) + 0.1);
    const copy = copyOf(this.live.records, id, { place });
    const [edit] = copy?.edits ?? [];
    if (!copy || !edit) return;
    this.live.submit(edit);
    this.opened = null;
    void this.focus(copy.id);
  }

  remove(id: string): void {
    const feeling = this.journey.feeling(id);
    if (this.opened === id) this.opened = null;
    if (!feeling) return;
    const word = feeling.word ? feelingWord(feeling.word) : say("feel.unnamed");
    const made = this.live.submit(deleting("DeleteFeeling", id));
    tell({
      text: say("feel.deleted", { word }),
      action: { label: say("feel.undo"), run: () => this.live.undoOne(made) },
    });
  }

  async focus(id: string): Promise<void> {
    await tick();
    document.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)?.focus();
  }
}
