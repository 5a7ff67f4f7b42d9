/** Light, dark, or as the system is; `first.js` applies it before the first paint. */

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "jejak_theme";

let current = $state<Theme>(stored());

export function theme(): Theme {
  return current;
}

export function useTheme(next: Theme): void {
  current = next;
  const root = document.documentElement;
  if (next === "system") root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", next);
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
  }
}

function stored(): Theme {
  const attribute = document.documentElement.dataset["theme"];
  return THEMES.find((each) => each === attribute) ?? "system";
}
