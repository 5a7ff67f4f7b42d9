/** The editor with its parts: loaded when somebody may edit the map that is open. */

import type { LiveMap } from "../../store/live/live-map.svelte.ts";
import AddMenu from "./AddMenu.svelte";
import CardField from "./CardField.svelte";
import EditLayer from "./EditLayer.svelte";
import { Editor } from "./editor.svelte.ts";
import LaneField from "./LaneField.svelte";
import StageField from "./StageField.svelte";
import "./editing.css";
import "./form.css";

export const newEditor = (live: LiveMap): Editor =>
  new Editor(live, {
    AddMenu,
    CardField,
    EditLayer,
    LaneField,
    StageField,
  });
