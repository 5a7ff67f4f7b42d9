/** Tells the screen which parts of a map changed: one signal for every part asked for. */

import type { Tracker } from "../journey.ts";

class Signal {
  #version = $state(0);

  read(): void {
    void this.#version;
  }
  changed(): void {
    this.#version += 1;
  }
}

/** Svelte does not follow a signal in the very reaction that made it; a root is another one. */
function newSignal(): Signal {
  let made: Signal | undefined;
  $effect.root(() => {
    made = new Signal();
  })();
  return made ?? new Signal();
}

export class Signals implements Tracker {
  readonly #signals = new Map<string, Signal>();

  read(part: string): void {
    if (!$effect.tracking()) return;
    let signal = this.#signals.get(part);
    if (!signal) {
      signal = newSignal();
      this.#signals.set(part, signal);
    }
    signal.read();
  }

  changed(parts: Iterable<string>): void {
    for (const part of parts) this.#signals.get(part)?.changed();
  }
}
