/** The menu that an entry stands in. */

import { createContext } from "svelte";

export interface MenuHere {
  /** Do what an entry says; the menu has closed before, unless it stays. */
  choose(run: () => void, stays: boolean): void;
}

export const [menuHere, provideMenu] = createContext<MenuHere>();
