/** The details of a pain point: loaded when somebody first looks at one. */

export { default as Inspector } from "./Inspector.svelte";
export { default as PainKeys } from "./PainKeys.svelte";
