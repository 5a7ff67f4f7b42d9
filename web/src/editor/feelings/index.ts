/** The editing of feelings: loaded when somebody may edit the map that is open. */

import type { LiveMap } from "../../store/live/live-map.svelte.ts";
import { FeelingEditor } from "./editor.svelte.ts";
import Point from "./Point.svelte";
import Surface from "./Surface.svelte";

export const newFeelingEditor = (live: LiveMap): FeelingEditor =>
  new FeelingEditor(live, { Point, Surface });
