// The switch between the system's theme, light and dark; the choice is applied before anything is
// painted.

(() => {
  const key = "stepbook-theme", themes = ["auto", "light", "dark"], root = document.documentElement;
  let theme = "auto";
  try { const kept = localStorage.getItem(key); if (themes.includes(kept)) theme = kept; } catch {}
  const apply = () => {
    if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
  };
  apply();
  ready(() => {
    const button = document.querySelector(".theme");
    if (!button) return;
    const show = () => { button.textContent = "Theme: " + theme; };
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      try { localStorage.setItem(key, theme); } catch {}
      apply();
      show();
    });
  });
})();
