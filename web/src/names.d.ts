/** The names of a catalogue alone: see `spokenWords` in vite.config.ts. */
declare module "*.json?names" {
  const names: Readonly<Record<string, string>>;
  export default names;
}
