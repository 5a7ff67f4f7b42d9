/** What a map needs of the browser around it. */

import { randomId } from "../edits/ids.ts";
import { BrowserKeep, type Keep } from "./keep.ts";
import { SocketLink, type Greeting, type Link, type Listener } from "./socket.ts";

/** What a map is connected to; tests put something else in the place of a socket. */
export interface Surroundings {
  readonly link: (map: string, greeting: () => Greeting, listener: Listener) => Link;
  readonly keep: Keep;
}

/** This page, among all that have the map open. */
export const CLIENT = randomId("page");

/** A socket that hears of it when the browser comes back to life. */
class BrowserLink extends SocketLink {
  readonly #leaving = new AbortController();

  constructor(address: string, greeting: () => Greeting, listener: Listener) {
    super(address, greeting, listener);
    const options = { signal: this.#leaving.signal };
    const hurry = (): void => this.hurry();
    addEventListener("online", hurry, options);
    addEventListener("offline", hurry, options);
    document.addEventListener("visibilitychange", hurry, options);
  }

  override close(): void {
    this.#leaving.abort();
    super.close();
  }
}

export const browser = (): Surroundings => ({
  link: (map, greeting, listener) => {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const address = `${scheme}//${location.host}/ws/maps/${map}`;
    return new BrowserLink(address, greeting, listener);
  },
  keep: new BrowserKeep(),
});
