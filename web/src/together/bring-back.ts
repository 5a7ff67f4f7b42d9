/** A map that was deleted comes back. */

import { Refusal, restoreMap } from "../api/client.ts";
import { tell } from "../components/toast.svelte.ts";
import { say } from "../i18n/language.svelte.ts";

/** Bring a map back; whoever asks looks afterwards whether it is there. */
export async function bringBack(id: string): Promise<void> {
  try {
    await restoreMap(id);
  } catch (error) {
    // Somebody else was faster, or it is not ours to bring back.
    if (!(error instanceof Refusal)) tell({ text: say("page.no_answer") });
  }
}
