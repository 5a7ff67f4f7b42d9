// A classic script, run before the first paint: see vite.config.ts.
(function () {
  try {
    var theme = localStorage.getItem("jejak_theme");
    if (theme === "light" || theme === "dark") {
      document.documentElement.setAttribute("data-theme", theme);
    }
  } catch {
    // Storage can be forbidden; the page then follows the system.
  }
})();
