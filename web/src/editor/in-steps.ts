/** Drawing much in steps, so that the page answers in between. */

/** Cells and cards drawn at once: a usual map is done with it. */
export const AT_FIRST = 450;
/** And in every step after that: about a tenth of a second. */
export const AT_ONCE = 700;

/** Do something after the next paint; what is returned calls it off. */
export function later(act: () => void): () => void {
  let isOff = false;
  const frame = requestAnimationFrame(() => {
    setTimeout(() => {
      if (!isOff) act();
    });
  });
  return () => {
    isOff = true;
    cancelAnimationFrame(frame);
  };
}
