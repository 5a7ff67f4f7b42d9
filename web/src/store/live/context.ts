/** The map that a page is about, for every part of it that edits. */

import { createContext } from "svelte";
import type { LiveMap } from "./live-map.svelte.ts";

export const [liveMap, setLiveMap] = createContext<LiveMap>();
