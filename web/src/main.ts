import "@fontsource-variable/plus-jakarta-sans/wght.css";
import "@fontsource-variable/plus-jakarta-sans/wght-italic.css";
import "./styles/tokens.css";
import "./styles/ui.css";
import "./styles/app.css";
import "./styles/map.css";
import "./styles/density.css";
import "./styles/print.css";

import { mount } from "svelte";
import App from "./App.svelte";
import { persistently } from "./components/persistently.ts";
import { startLanguage } from "./i18n/language.svelte.ts";
import { followLinks } from "./router.svelte.ts";

const target = document.getElementById("app");
if (target) {
  followLinks();
  void persistently(startLanguage).then(() => mount(App, { target }));
}
