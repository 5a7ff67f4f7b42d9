/** What shows figures of a map; it comes only with a map that was measured. */

export { default as Figures } from "./Figures.svelte";
export { default as FiguresNote } from "./FiguresNote.svelte";
export { default as KpiMeasured } from "./KpiMeasured.svelte";
export { default as Rated } from "./Rated.svelte";
