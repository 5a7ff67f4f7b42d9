/** What was begun on a writing sheet and not added yet, by its cell. */

export const unsent = new Map<string, string>();
