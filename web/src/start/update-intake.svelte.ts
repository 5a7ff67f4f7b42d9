/** A table for a map that exists, and what a person chose of its differences. */

import { previewUpdate, type UpdateInput } from "../api/client.ts";
import type { UpdateAnswer } from "../api/types.ts";
import { Intake } from "./intake.svelte.ts";

export class UpdateIntake extends Intake<UpdateAnswer> {
  choices = $state.raw<Readonly<Record<string, boolean>>>({});
  number = $state<number | null>(null);

  constructor(id: string) {
    super(
      (_, signal) => previewUpdate(id, this.updateInput, signal),
      `jejak-pasted-${id}`,
    );
  }

  get updateInput(): UpdateInput {
    return { ...this.input, choices: this.choices, number: this.number };
  }

  /** Carry a difference out, or leave it. */
  choose(difference: string, isTaken: boolean): void {
    this.choices = { ...this.choices, [difference]: isTaken };
    this.readAgain();
  }

  /** Say which map of the table it is. */
  chooseMap(number: number): void {
    this.number = number;
    this.choices = {};
    this.readAgain();
  }

  protected override forgetChoices(): void {
    super.forgetChoices();
    this.choices = {};
    this.number = null;
  }
}
