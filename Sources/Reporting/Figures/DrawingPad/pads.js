// Pads: what is drawn or chosen is classified by the page's own network.
//
// Each way of input adds itself to `padInputs`: given the pad, its facts, and `tell`, which it calls
// with a function that gives the pixels, or null for none, it returns a function that empties it.

const padInputs = {};
ready(() => {
  for (const pad of all(".pad")) {
    const facts = JSON.parse(pad.dataset.network), read = readNetwork(pad);
    const part = name => pad.querySelector(".pad-" + name);
    const answer = part("answer"), clear = part("clear");
    const bars = all(".pad-bars li", pad);
    const invitation = answer.textContent;
    const percent = value => value >= 0.995 && value < 1 ? ">99\u00a0%" : Math.round(100 * value) + "\u00a0%";
    const best = probabilities => probabilities.indexOf(Math.max(...probabilities));
    const show = (probabilities, words = invitation) => {
      const first = probabilities ? best(probabilities) : -1;
      bars.forEach((bar, index) => {
        const value = probabilities ? probabilities[index] : 0;
        bar.querySelector(".filling").setAttribute("width", (100 * value).toFixed(2));
        bar.querySelector(".probability").textContent = probabilities ? percent(value) : "";
        bar.classList.toggle("first", index === first);
      });
      answer.textContent = first < 0 ? words :
        bars[first].querySelector(".guess").textContent + ", " + percent(probabilities[first]);
    };
    const tell = (pixels, words) => {
      const begin = performance.now(), given = pixels();
      show(given && read(given), words);
      pad.dataset.took = (performance.now() - begin).toFixed(1);
    };
    // Only of pictures it is an array.
    const input = Array.isArray(facts.mean) ? padInputs.pictures : padInputs.drawing;
    on(clear, { click: input(pad, facts, tell) });
    // The page's predictions are compared with the engine's before anything is read.
    const compare = async () => {
      const checks = Uint8Array.from(atob(pad.dataset.checks), letter => letter.charCodeAt(0));
      const expected = pad.dataset.expected.split(" ").filter(Boolean).map(Number);
      const size = checks.length / expected.length;
      let agreed = 0, since = performance.now();
      for (const [index, label] of expected.entries()) {
        // Of a large network this takes seconds, in which the page must stay usable.
        if (performance.now() - since > 50) {
          await new Promise(done => setTimeout(done));
          since = performance.now();
        }
        const pixels = Float32Array.from(checks.subarray(index * size, (index + 1) * size), value => value / 255);
        if (best(read(pixels)) === label) agreed++;
      }
      part("check").textContent = expected.length ?
        `This page reads as the engine does on ${agreed} of ${expected.length} test images.` : "";
    };
    clear.hidden = false;
    show(null);
    compare();
  }
});
