// Shows the values of a chart's curves at the pointer, or at the position set by the arrow keys,
// from the chart's table.

ready(() => {
  for (const chart of all(".line-chart")) {
    const table = chart.querySelector(".data table");
    if (!table) continue;
    const rows = [...table.tBodies[0].rows];
    if (!rows.length) continue;
    const axis = table.tHead.rows[0].cells[0].textContent;
    for (const drawing of all("svg[data-places]", chart)) {
      const places = drawing.dataset.places.split(" ").map(Number);
      const columns = drawing.dataset.columns.split(",").filter(Boolean).map(each => each.split(" "));
      const title = drawing.parentNode.querySelector(".panel-title").textContent + ", ";
      const name = ([column]) => {
        const head = table.tHead.rows[0].cells[+column + 1].textContent;
        return head.startsWith(title) ? head.slice(title.length) : head;
      };
      const cell = (row, [column]) => rows[row].cells[+column + 1].textContent;
      const known = places.map((_, row) => row).filter(row => columns.some(column => cell(row, column)));
      if (!known.length) continue;
      const readout = create("p", "readout");
      const guide = document.createElementNS(drawing.namespaceURI, "line");
      readout.setAttribute("role", "status");
      guide.setAttribute("class", "guide");
      drawing.before(readout);
      let shown = known.length - 1;
      const hide = () => { readout.replaceChildren(); guide.remove(); };
      const show = (index, isSaid = true) => {
        const next = Math.max(0, Math.min(known.length - 1, index));
        if (next === shown && guide.isConnected) return;
        shown = next;
        // Screen readers do not read out values under a moving pointer.
        readout.setAttribute("aria-live", isSaid ? "polite" : "off");
        const row = known[shown], place = places[row], lines = [create("b", "", axis + " " + rows[row].cells[0].textContent)];
        for (const column of columns) {
          if (!cell(row, column)) continue;
          const line = create("span", column.slice(1).join(" "), name(column) + " ");
          line.append(create("b", "", cell(row, column)));
          lines.push(line);
        }
        readout.replaceChildren(...lines);
        const frame = drawing.getBoundingClientRect(), panel = drawing.parentNode.getBoundingClientRect();
        const size = drawing.viewBox.baseVal, x = frame.left - panel.left + place / size.width * frame.width;
        const isRight = place > size.width / 2;
        readout.style.top = frame.top - panel.top + "px";
        readout.style.left = isRight ? "auto" : x + 8 + "px";
        readout.style.right = isRight ? panel.width - x + 8 + "px" : "auto";
        const ends = { x1: place, x2: place, y1: 4, y2: drawing.querySelector(".base").getAttribute("y1") };
        for (const name in ends) guide.setAttribute(name, ends[name]);
        drawing.append(guide);
      };
      const point = event => {
        const frame = drawing.getBoundingClientRect();
        const x = (event.clientX - frame.left) / frame.width * drawing.viewBox.baseVal.width;
        const far = row => Math.abs(places[row] - x);
        show(known.reduce((best, row, index) => far(row) < far(known[best]) ? index : best, 0), false);
      };
      const keys = {
        ArrowLeft: () => show(shown - 1), ArrowRight: () => show(shown + 1), Home: () => show(0),
        End: () => show(known.length), Escape: hide
      };
      drawing.tabIndex = 0;
      on(drawing, {
        pointermove: point, pointerdown: point, blur: hide, focus: () => show(shown),
        pointerleave: () => { if (document.activeElement !== drawing) hide(); },
        keydown: event => {
          if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
          keys[event.key]();
          event.preventDefault();
        }
      });
    }
  }
});
