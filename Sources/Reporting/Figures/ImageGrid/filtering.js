// Menus above an image grid that filter it by true or by predicted class.

ready(() => {
  for (const grid of all(".image-grid")) {
    const tiles = all(".tiles > li", grid);
    if (tiles.length < 12) continue;
    const words = (tile, part) => {
      const found = tile.querySelector(part);
      return found && (found.lastChild || found).textContent;
    };
    const facts = tiles.map(tile => [words(tile, ".truth"), words(tile, ".guess")]);
    const row = create("div", "filter"), shown = create("span"), choices = [];
    shown.setAttribute("role", "status");
    ["Class", "Predicted as"].forEach((name, part) => {
      const counts = new Map();
      for (const fact of facts) if (fact[part] !== null) counts.set(fact[part], (counts.get(fact[part]) || 0) + 1);
      // A menu of as many classes as images would choose single ones.
      if (counts.size < 2 || counts.size === tiles.length) return;
      const label = create("label"), choice = create("select");
      choice.append(new Option("all", ""));
      const order = (a, b) => a[0].localeCompare(b[0], "en", { numeric: true });
      for (const [value, count] of [...counts].sort(order)) choice.append(new Option(`${value} (${count})`, "=" + value));
      label.append(name + " ", choice);
      row.append(label);
      choices.push([part, choice]);
      choice.addEventListener("change", () => {
        let left = 0;
        tiles.forEach((tile, index) => {
          tile.hidden = choices.some(([part, { value }]) => value && value !== "=" + facts[index][part]);
          if (!tile.hidden) left += 1;
        });
        shown.textContent = left < tiles.length ? `${left} of ${tiles.length}` : "";
      });
    });
    if (!choices.length) continue;
    row.append(shown);
    grid.querySelector(".tiles").before(row);
  }
});
