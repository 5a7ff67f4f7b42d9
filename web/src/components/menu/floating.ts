/** What floats over the page beside something: menus, and what a button tells more of. */

export interface Floating {
  /** What it stands beside. */
  readonly anchor: () => DOMRect;
  /** Which edges are in line. */
  readonly align: "start" | "end";
  /** Beside its anchor, not below: as a menu out of a menu. */
  readonly isBeside?: boolean;
  /** What opened it: a press there is no press elsewhere. */
  readonly home: Element | null;
  /** Asked for when somebody presses elsewhere. */
  readonly close: () => void;
}

const GAP = 4; // px to the anchor
const EDGE = 8; // px to the edge of the window

/** Show an element that has `popover="manual"` over everything, and keep it in its place. */
export function floating({ anchor, align, isBeside = false, home, close }: Floating) {
  return (element: HTMLElement): (() => void) => {
    // What is modal lets nobody reach what stands outside of it.
    (home?.closest("dialog, [popover]") ?? document.body).append(element);
    element.showPopover();
    const put = (): void => place(element, anchor(), align, isBeside);
    put();
    const stops = new AbortController();
    const listen = { capture: true, signal: stops.signal };
    addEventListener("resize", put, listen);
    addEventListener("scroll", put, { ...listen, passive: true });
    addEventListener(
      "pointerdown",
      ({ target }) => {
        if (target instanceof Node && !element.contains(target) && !home?.contains(target)) close();
      },
      listen,
    );
    const sizes = new ResizeObserver(put);
    sizes.observe(element);
    return () => {
      stops.abort();
      sizes.disconnect();
      element.remove(); // it stands elsewhere than where it was made
    };
  };
}

/** Below its anchor, or above where there is more room; never over the edge of the window. */
function place(element: HTMLElement, at: DOMRect, align: "start" | "end", isBeside: boolean): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  const wide = document.documentElement.clientWidth - EDGE;
  const high = document.documentElement.clientHeight - EDGE;
  const within = (wanted: number, size: number, end: number): number =>
    Math.max(EDGE, Math.min(wanted, end - size));
  let left = align === "start" ? at.left : at.right - width;
  let top = at.bottom + GAP;
  if (isBeside) {
    left = at.right + width <= wide ? at.right : at.left - width;
    top = at.top - GAP;
  } else if (top + height > high && at.top - GAP - height >= EDGE) top = at.top - GAP - height;
  element.style.left = `${within(left, width, wide)}px`;
  element.style.top = `${within(top, height, high)}px`;
}

let isByKey = false;
addEventListener("keydown", () => (isByKey = true), { capture: true });
addEventListener("pointerdown", () => (isByKey = false), { capture: true });

/** Whether it was the keyboard that opened something. */
export const byKey = (): boolean => isByKey;
