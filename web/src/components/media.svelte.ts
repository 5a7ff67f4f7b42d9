/** Which of the design's widths the window has. */

import { MediaQuery } from "svelte/reactivity";

const phone = new MediaQuery("(max-width: 767.98px)");
const drawer = new MediaQuery("(min-width: 768px) and (max-width: 1023.98px)");
const single = new MediaQuery("(min-width: 1024px) and (max-width: 1279.98px)");

export const isPhone = (): boolean => phone.current;
/** Panels slide over the map. */
export const isDrawer = (): boolean => drawer.current;
/** One panel at a time. */
export const isSingle = (): boolean => single.current;
