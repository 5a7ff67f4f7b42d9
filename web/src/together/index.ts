/** What a page needs to live together with others; loaded once the map is shown. */

export { default as People } from "./People.svelte";
export { default as Unsettled } from "./Unsettled.svelte";
export { default as Gone } from "./Gone.svelte";
