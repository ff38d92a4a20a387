// Input by drawing: strokes on a canvas, framed for the network.

padInputs.drawing = (pad, facts, tell) => {
  const canvas = pad.querySelector(".pad-board"), pen = pad.querySelector(".pad-pen");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let isAsked = false;
  const ask = () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      tell(() => framedDrawing(canvas, facts.width, facts.height, facts.digitSize));
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
    tell(() => null);
  };
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
  return empty;
};
