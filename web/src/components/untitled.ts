import { say } from "../i18n/language.svelte.ts";

/** What a stage without a title is called. */
export const untitled = (number: number): string => say("page.untitled_stage", { number });
