// Sorts the table of a sweep's settings, and shows how they differ from a chosen one: the mean of the
// differences by seed, and Student's t test of them, or McNemar's of a single pair of networks.

ready(() => {
  const box = document.querySelector(".settings"), tables = all(".ranking", box || document.createElement("p"));
  if (!tables.length) return;
  const heads = tables.map(table => [...table.tHead.rows[0].cells]);
  const bodies = tables.map(table => table.tBodies[0]), sizes = bodies.map(body => body.rows.length);
  let order = null;
  // The rows from the best setting on; thousands are looked at only when they are needed.
  const rows = () => order || (order = bodies.flatMap(body => [...body.rows]));

  // A number as the page writes it: with a minus sign, narrow blanks and a power of ten.
  const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const power = text => "e" + [...text].slice(3).map(sign => sign === "⁻" ? "-" : raised.indexOf(sign)).join("");
  const number = words => {
    const plain = words.replace(/\s/g, "").replace(/−/g, "-").replace(/×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/, power);
    return plain[0] === "<" ? parseFloat(plain.slice(1)) / 2 : parseFloat(plain);
  };
  const compare = (first, second) => typeof first === "string" ? first.localeCompare(second, "en") : first - second;
  const sort = (column, isDescending) => {
    const isNumeric = heads[0][column].dataset.sort === "number";
    const keyed = rows().map(row => {
      const words = row.cells[column].textContent.trim();
      return { row, key: isNumeric ? number(words) : words, isAbsent: isNumeric ? isNaN(number(words)) : words === "–" };
    });
    // What is absent stays at the end, and equal rows in the order of their rank.
    keyed.sort((first, second) => first.isAbsent || second.isAbsent
      ? first.isAbsent - second.isAbsent
      : (isDescending ? compare(second.key, first.key) : compare(first.key, second.key)));
    let start = 0;
    bodies.forEach((body, index) => {
      for (const { row } of keyed.slice(start, start + sizes[index])) body.append(row);
      start += sizes[index];
    });
  };
  heads.forEach(cells => cells.forEach((head, column) => {
    if (!head.dataset.sort) return;
    const button = create("button", "", head.textContent);
    button.type = "button";
    head.replaceChildren(button);
    on(button, { click: () => {
      const isDescending = head.getAttribute("aria-sort") === "ascending";
      sort(column, isDescending);
      for (const others of heads) {
        for (const other of others) other.removeAttribute("aria-sort");
        others[column].setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      }
    } });
  }));

  // The probability of a t at least as large, two-sided, for a whole number of degrees of freedom (Abramowitz and
  // Stegun, "Handbook of Mathematical Functions", 26.7.3 and 26.7.4).
  const probability = (t, degrees) => {
    const angle = Math.atan(Math.abs(t) / Math.sqrt(degrees)), cosine = Math.cos(angle), isOdd = degrees % 2 === 1;
    let term = isOdd ? cosine : 1, sum = degrees === 1 ? 0 : term;
    for (let next = isOdd ? 3 : 2; next < degrees; next += 2) {
      term *= (next - 1) / next * cosine * cosine;
      sum += term;
    }
    const inside = isOdd ? (angle + Math.sin(angle) * sum) * 2 / Math.PI : Math.sin(angle) * sum;
    return Math.min(1, Math.max(0, 1 - inside));
  };
  const isShare = "share" in box.dataset, best = box.dataset.best;
  const parts = heads[0].map(head => head.dataset.part);
  const [difference, chance, test] = ["difference", "probability", "test"].map(part => parts.indexOf(part));
  if (!best || difference < 0) return;
  const short = size => {
    const [digits, exponent] = String(+size.toPrecision(3)).split("e");
    const sign = each => each === "-" ? "⁻" : raised[each];
    return exponent ? digits + "×10" + [...String(+exponent)].map(sign).join("") : digits;
  };
  const written = value => {
    const size = isShare ? (100 * Math.abs(value)).toFixed(2) : short(Math.abs(value));
    return (value > 0 ? "+" : value < 0 ? "−" : "") + size;
  };
  const chanceOf = found => found < 0.001 ? "<\u00a00.001" : found.toFixed(3);
  const tested = pairs => {
    const count = pairs.length, least = Math.min(...pairs), most = Math.max(...pairs);
    const mean = least === most ? least : pairs.reduce((sum, each) => sum + each, 0) / count;
    if (count === 1) return [written(mean), "–", "none"];
    const squares = pairs.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
    const error = Math.sqrt((least === most ? 0 : squares) / (count - 1) / count);
    const found = mean === 0 ? 1 : probability(mean / error, count - 1);
    return [written(mean), chanceOf(found), `t, ${count} pairs`];
  };
  // The misclassified images of a run: the number of evaluated ones, and the gaps between the places in digits of five
  // bits, the lowest first.
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const mistakes = (row, seed) => {
    const [evaluated, code] = ((row.dataset.mistakes || "").split(" ")[seed] || "-").split(":");
    if (code === undefined) return null;
    const images = new Set();
    let next = 0, gap = 0, power = 1;
    for (const sign of code) {
      const digit = digits.indexOf(sign);
      gap += digit % 32 * power;
      power *= 32;
      if (digit >= 32) continue;
      images.add(next + gap);
      next += gap + 1;
      gap = 0;
      power = 1;
    }
    return { evaluated, images };
  };
  const compared = (own, other) => {
    if (!own || !other || own.evaluated !== other.evaluated) return null;
    const both = [...own.images].filter(image => other.images.has(image)).length;
    const first = other.images.size - both, second = own.images.size - both, count = first + second;
    if (count < 25) {
      let sum = 0, choices = 1;
      for (let number = 0; number <= Math.min(first, second); number += 1) {
        sum += choices;
        choices = choices * (count - number) / (number + 1);
      }
      return [chanceOf(Math.min(1, 2 * sum / 2 ** count)), "McNemar, exact"];
    }
    // The complementary error function, to 2 parts in ten million (Abramowitz and Stegun, 7.1.26).
    const x = Math.max(Math.abs(first - second) - 1, 0) / Math.sqrt(2 * count), t = 1 / (1 + 0.3275911 * x);
    const factors = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
    const sum = factors.reduce((value, factor) => (value + factor) * t, 0);
    return [chanceOf(Math.min(1, sum * Math.exp(-x * x))), "McNemar, χ²"];
  };
  const places = [difference, chance, test];
  const values = row => row.dataset.values.split(" ").map(each => each === "-" ? NaN : Number(each));
  const numberOf = row => row.querySelector("th").textContent;
  // The page's own comparison with the best, which also names tests on other evaluations.
  let original = null;
  const choose = chosen => {
    original = original || new Map(rows().map(row => [row, places.map(place => row.cells[place].textContent)]));
    const own = rows().find(row => numberOf(row) === chosen);
    if (!own) return;
    const reference = values(own);
    for (const row of rows()) {
      const all = values(row).map((value, seed) => value - reference[seed]), pairs = all.filter(each => !isNaN(each));
      let words = pairs.length ? tested(pairs) : ["–", "–", "none"];
      if (pairs.length === 1) {
        const seed = all.findIndex(each => !isNaN(each)), found = compared(mistakes(row, seed), mistakes(own, seed));
        if (found) words = [words[0], ...found];
      }
      if (row === own) words = ["–", "–", "chosen"];
      if (chosen === best) words = original.get(row);
      places.forEach((place, index) => { row.cells[place].textContent = words[index]; });
      row.classList.toggle("chosen", row === own);
    }
    for (const cells of heads) {
      const button = cells[difference].querySelector("button");
      button.textContent = `difference from ${chosen === best ? "the best" : chosen}${isShare ? ", points" : ""}`;
      // The order is no longer by what these columns have.
      for (const place of places) cells[place].removeAttribute("aria-sort");
    }
  };
  const form = create("p", "filter"), label = create("label", "", "Differences from setting "), input = create("input");
  input.type = "number";
  input.min = 1;
  input.max = sizes.reduce((sum, size) => sum + size, 0);
  input.value = best;
  label.append(input);
  form.append(label);
  box.prepend(form);
  on(input, { change: () => choose(String(input.valueAsNumber)) });
  on(box, { click: event => {
    const head = event.target.closest("tbody th");
    if (!head) return;
    input.value = head.textContent;
    choose(head.textContent);
  } });
});
