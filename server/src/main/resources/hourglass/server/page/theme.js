// Not a module, so that it runs before the first paint and the page does not flash in the other theme.
"use strict";
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("hourglass.theme");
  } catch {
    // Storage is switched off: the system's theme it is.
  }
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
})();
