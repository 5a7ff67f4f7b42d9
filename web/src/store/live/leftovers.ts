/** Edits of pages that were closed before they were sent: any page may send them. */

import { getMap } from "../../api/client.ts";
import { BrowserKeep } from "./keep.ts";
import { LiveMap } from "./live-map.svelte.ts";
import { CLIENT } from "./surroundings.ts";

const PATIENCE_MS = 30_000;
const LOOK_MS = 250;

/** Send what waits, and return how many edits arrived; what does not goes on waiting. */
export async function sendLeftovers(): Promise<number> {
  let sent = 0;
  for (const [id, count] of await new BrowserKeep().maps(CLIENT)) {
    try {
      sent += Math.max(0, count - (await leftFor(id)));
    } catch {
      // The map is gone or the server away: the edits stay where they are.
    }
  }
  return sent;
}

/** Send what waits for a map, and return how much still does. */
async function leftFor(id: string): Promise<number> {
  const live = new LiveMap(await getMap(id));
  const until = Date.now() + PATIENCE_MS;
  // At first it has not even looked at what was kept.
  do {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  } while (Date.now() < until && (live.waiting > 0 || live.me === null));
  live.close();
  return live.waiting;
}
