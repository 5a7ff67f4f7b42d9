/** The areas of the catalogue that pages speak from; the rest is not sent to browsers. */
export const AREAS = [
  "board",
  "cell",
  "count",
  "emotion",
  "export",
  "keys",
  "lane",
  "map",
  "page",
  "persona",
  "quadrant",
  "start",
  "statement",
  "theme",
  "view",
  "zone",
] as const;
