/** The dialogs of the editor: loaded when the first of them opens. */

export { default as ChannelsDialog } from "./ChannelsDialog.svelte";
export { default as LaneDialog } from "./LaneDialog.svelte";
export { default as LeftOutDialog } from "./LeftOutDialog.svelte";
export { default as MoveDialog } from "./MoveDialog.svelte";
export { default as NoteDialog } from "./NoteDialog.svelte";
export { default as ReasonDialog } from "./ReasonDialog.svelte";
export { default as StageDialog } from "./StageDialog.svelte";
