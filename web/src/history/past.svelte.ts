/** A map as it once stood: a page shows it as it shows the map itself, but nobody edits it. */

import { getMapAt } from "../api/client.ts";
import { LiveMap } from "../store/live/live-map.svelte.ts";
import type { Surroundings } from "../store/live/surroundings.ts";

export interface Past {
  readonly live: LiveMap;
  readonly seq: number;
  /** When, and by whom or under which name. */
  readonly title: string;
}

/** No connection, and nothing is kept. */
const STILL: Surroundings = {
  link: (_, greeting, listener) => {
    const you = { client: "", id: "", name: "", colour: 0, state: {} };
    const seq = greeting().since ?? 0;
    queueMicrotask(() =>
      listener.welcome({ you, people: [], canEdit: false, seq, records: null }),
    );
    const nothing = (): void => undefined;
    return { send: nothing, presence: nothing, restart: nothing, close: nothing };
  },
  keep: { leftovers: () => Promise.resolve([]), put: () => undefined, delete: () => undefined },
};

export async function pastOf(map: string, seq: number, title: string): Promise<Past> {
  return { live: new LiveMap(await getMapAt(map, seq), STILL), seq, title };
}
