/** Loading parts of the page over a connection that may be away for a while. */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

/** Load what the page cannot do without, however often it has to be tried. */
export async function persistently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
