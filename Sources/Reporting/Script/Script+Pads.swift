extension Script {
    /// Drawing pads: strokes on a canvas, set into the network's frame as the engine does it, and read.
    static let pads = #"""
        const framedDrawing = (canvas, width, height, digitSize = Math.min(width, height) * 20 / 28) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let left = Infinity, right = -1, upper = Infinity, lower = -1, mass = 0, across = 0, down = 0;
          for (let y = 0; y < canvas.height; y++)
            for (let x = 0; x < canvas.width; x++) {
              const ink = data[4 * (y * canvas.width + x) + 3] / 255;
              if (ink < 0.12) continue;
              left = Math.min(left, x); right = Math.max(right, x);
              upper = Math.min(upper, y); lower = Math.max(lower, y);
              mass += ink; across += ink * (x + 0.5); down += ink * (y + 0.5);
            }
          if (mass === 0) return null;
          /* The longer side takes the digits' size, and the centre of mass lies in the middle. */
          const size = Math.max(right - left + 1, lower - upper + 1) / digitSize;
          const startX = across / mass - width / 2 * size, startY = down / mass - height / 2 * size;
          const shares = (start, pixel, count) => {
            const begin = start + pixel * size, end = begin + size, list = [];
            for (let source = Math.max(0, Math.floor(begin)); source < Math.min(count, end); source++)
              list.push([source, Math.max(0, Math.min(end, source + 1) - Math.max(begin, source)) / size]);
            return list;
          };
          const columns = Array.from({ length: width }, (_, x) => shares(startX, x, canvas.width));
          const rows = Array.from({ length: height }, (_, y) => shares(startY, y, canvas.height));
          const pixels = new Float32Array(width * height);
          rows.forEach((parts, y) => columns.forEach((places, x) => {
            let sum = 0;
            for (const [row, part] of parts)
              for (const [column, share] of places)
                sum += part * share * data[4 * (row * canvas.width + column) + 3] / 255;
            pixels[y * width + x] = Math.round(255 * Math.min(1, sum)) / 255;
          }));
          return pixels;
        };

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
              /* A point is a line that goes nowhere, nearly. */
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
            /* With the keyboard: the arrows move the pen, the space bar sets it down and lifts it. */
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
            /* What the page computes is compared with what the engine found, before anybody draws. */
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
        """#
}
