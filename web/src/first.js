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
  // The map is on its way while the application is still read: see api/client.ts.
  var map = /^\/maps\/[^/]+/.exec(location.pathname);
  if (map) {
    var path = "/api" + map[0];
    var answer = fetch(path, { headers: { Accept: "application/json" } });
    answer.catch(function () {}); // whoever takes it hears of it
    window.jejakFirst = { path: path, answer: answer };
  }
})();
