// Drawing pads: strokes on a canvas, framed for the network and classified.

ready(() => {
  for (const pad of document.querySelectorAll(".pad")) {
    const facts = JSON.parse(pad.dataset.network), read = readNetwork(pad);
    const part = name => pad.querySelector(".pad-" + name);
    const canvas = part("board"), answer = part("answer"), pen = part("pen"), clear = part("clear");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const bars = [...pad.querySelectorAll(".pad-bars li")];
    const invitation = answer.textContent;
    const percent = value => value >= 0.995 && value < 1 ? ">99\u00a0%" : Math.round(100 * value) + "\u00a0%";
    const show = probabilities => {
      const best = probabilities ? probabilities.indexOf(Math.max(...probabilities)) : -1;
      bars.forEach((bar, index) => {
        const value = probabilities ? probabilities[index] : 0;
        bar.querySelector(".filling").setAttribute("width", (100 * value).toFixed(2));
        bar.querySelector(".probability").textContent = probabilities ? percent(value) : "";
        bar.classList.toggle("first", index === best);
      });
      answer.textContent = best < 0 ? invitation : bars[best].querySelector(".guess").textContent + ", " + percent(probabilities[best]);
    };
    let isAsked = false;
    const ask = () => {
      if (isAsked) return;
      isAsked = true;
      requestAnimationFrame(() => {
        isAsked = false;
        const begin = performance.now();
        const pixels = framedDrawing(canvas, facts.width, facts.height, facts.digitSize);
        show(pixels && read(pixels));
        pad.dataset.took = (performance.now() - begin).toFixed(1);
      });
    };
    context.lineWidth = canvas.width * 0.075;
    context.lineCap = context.lineJoin = "round";
    const stroke = (from, to) => {
      context.beginPath();
      context.moveTo(from.x, from.y);
      // A dot is a line of almost no length.
      context.lineTo(to.x + (from.x === to.x && from.y === to.y ? 0.01 : 0), to.y);
      context.stroke();
      ask();
    };
    const place = event => {
      const box = canvas.getBoundingClientRect();
      return { x: (event.clientX - box.left) * canvas.width / box.width,
        y: (event.clientY - box.top) * canvas.height / box.height };
    };
    let last = null;
    canvas.addEventListener("pointerdown", event => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      stroke(last = place(event), last);
      event.preventDefault();
      canvas.focus({ preventScroll: true });
    });
    canvas.addEventListener("pointermove", event => {
      if (!last) return;
      const events = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      for (const each of events.length ? events : [event]) stroke(last, last = place(each));
    });
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { last = null; });
    const empty = () => {
      context.clearRect(0, 0, canvas.width, canvas.height);
      show(null);
    };
    clear.addEventListener("click", empty);
    // By keyboard: the arrow keys move the pen, the space bar sets it down and lifts it.
    let cursor = { x: canvas.width / 2, y: canvas.height / 5 }, isDown = false;
    const point = () => {
      pen.style.left = 100 * cursor.x / canvas.width + "%";
      pen.style.top = 100 * cursor.y / canvas.height + "%";
      pen.classList.toggle("down", isDown);
    };
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    canvas.addEventListener("keydown", event => {
      const step = steps[event.key];
      if (step) {
        const within = value => Math.min(canvas.width, Math.max(0, value));
        const next = { x: within(cursor.x + 10 * step[0]), y: within(cursor.y + 10 * step[1]) };
        if (isDown) stroke(cursor, next);
        cursor = next;
      } else if (event.key === " ") {
        isDown = !isDown;
        if (isDown) stroke(cursor, cursor);
      } else if (["Delete", "Backspace", "Escape"].includes(event.key)) {
        isDown = false;
        empty();
      } else {
        return;
      }
      pen.hidden = false;
      point();
      event.preventDefault();
    });
    canvas.addEventListener("blur", () => { pen.hidden = true; });
    // The page's predictions are compared with the engine's before anything is drawn.
    const checks = Uint8Array.from(atob(pad.dataset.checks), letter => letter.charCodeAt(0));
    const expected = pad.dataset.expected.split(" ").filter(Boolean).map(Number);
    const size = facts.width * facts.height;
    const agreed = expected.filter((label, index) => {
      const found = read(checks.subarray(index * size, (index + 1) * size).reduce(
        (pixels, value, place) => { pixels[place] = value / 255; return pixels; }, new Float32Array(size)));
      return found.indexOf(Math.max(...found)) === label;
    }).length;
    part("check").textContent = expected.length ?
      `This page reads as the engine does on ${agreed} of ${expected.length} test images.` : "";
    clear.hidden = false;
    show(null);
  }
});
