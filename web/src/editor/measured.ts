import { persistently } from "../components/persistently.ts";

/** Load what shows figures; once, however often it is asked for. */
export const measuredParts = (): Promise<typeof import("./measured/index.ts")> =>
  persistently(() => import("./measured/index.ts"));
