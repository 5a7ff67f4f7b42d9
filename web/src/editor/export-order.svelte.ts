/** What somebody wants to take away of a map; it begins with what the page shows. */

import { SvelteSet } from "svelte/reactivity";
import type { Wanted } from "../api/client.ts";
import type { Journey } from "../store/journey.ts";
import { everyLane } from "../store/lanes.ts";
import type { Lane, Persona } from "../store/records.ts";
import type { ViewState } from "./view-state.svelte.ts";

export const FORMS = ["pdf", "png", "svg", "html", "yaml"] as const;
export type Form = (typeof FORMS)[number];
const PAPERS = ["a3", "a2", "a1", "a0"] as const;
export type Sheet = "auto" | (typeof PAPERS)[number] | "pages";
export type Ground = "auto" | "light" | "dark";

export class ExportOrder {
  readonly #journey: Journey;
  readonly lanes: readonly Lane[];
  readonly chosenLanes = new SvelteSet<string>();
  readonly chosenPersonas = new SvelteSet<string>();
  form = $state<Form>("pdf");
  language = $state("");
  internal = $state(true);
  #sheet = $state<Sheet>("auto");
  #ground = $state<Ground>("auto");

  constructor(journey: Journey, view: ViewState, language: string) {
    this.#journey = journey;
    this.language = language;
    this.lanes = everyLane(journey);
    this.lanes.filter(view.showsLane).forEach((lane) => this.chosenLanes.add(lane.id));
    view.personas(journey).forEach((persona) => this.chosenPersonas.add(persona.id));
  }

  get personas(): readonly Persona[] {
    return this.#journey.personas;
  }
  get hasInternal(): boolean {
    return this.lanes.some((lane) => lane.zone === "internal");
  }
  /** A map file is the map itself; everything else is a picture of it. */
  get isPicture(): boolean {
    return this.form !== "yaml";
  }
  /** The sheets that this form can have; none: it is as large as it is. */
  get sheets(): readonly Sheet[] {
    if (this.form === "pdf") return ["auto", ...PAPERS, "pages"];
    return this.form === "png" ? ["auto", ...PAPERS] : [];
  }
  get sheet(): Sheet {
    return this.sheets.includes(this.#sheet) ? this.#sheet : "auto";
  }
  set sheet(sheet: Sheet) {
    this.#sheet = sheet;
  }
  /** Only a page in a browser can follow its reader. */
  get grounds(): readonly Ground[] {
    return this.form === "html" ? ["auto", "light", "dark"] : ["light", "dark"];
  }
  get ground(): Ground {
    return this.grounds.includes(this.#ground) ? this.#ground : "light";
  }
  set ground(ground: Ground) {
    this.#ground = ground;
  }

  get offeredLanes(): readonly Lane[] {
    return this.lanes.filter((lane) => this.internal || lane.zone !== "internal");
  }
  get lacksLanes(): boolean {
    return (
      this.isPicture &&
      this.offeredLanes.length > 0 &&
      !this.offeredLanes.some((lane) => this.chosenLanes.has(lane.id))
    );
  }
  get lacksPersonas(): boolean {
    return this.isPicture && this.personas.length > 0 && this.chosenPersonas.size === 0;
  }

  wanted(): Wanted {
    const picture = {
      form: this.form,
      language: this.language,
      sheet: "auto",
      theme: "auto",
      lanes: null,
      personas: null,
      internal: true,
    };
    if (!this.isPicture) return picture;
    return {
      ...picture,
      sheet: this.sheet,
      theme: this.ground,
      lanes: this.#laneIds(),
      personas: this.#personaIds(),
      internal: this.internal,
    };
  }

  #laneIds(): string[] | null {
    const isUsual = this.offeredLanes.every(
      (lane) => this.chosenLanes.has(lane.id) !== lane.isHidden,
    );
    if (isUsual) return null;
    return this.offeredLanes.map((lane) => lane.id).filter((id) => this.chosenLanes.has(id));
  }

  #personaIds(): string[] | null {
    const chosen = this.personas.map((each) => each.id).filter((id) => this.chosenPersonas.has(id));
    return chosen.length === this.personas.length ? null : chosen;
  }
}
