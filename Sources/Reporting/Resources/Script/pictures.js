// Sends pictures that are chosen, dropped or pasted to the server, and shows its predictions beside them.

ready(() => {
  const form = document.querySelector(".pictures"), part = name => form.querySelector(".pictures-" + name);
  const [files, several] = form.querySelectorAll("input"), list = part("read");
  part("absent").hidden = true;
  part("choice").hidden = false;
  const percent = value => value >= 0.995 && value < 1 ? ">99\u00a0%" : Math.round(100 * value) + "\u00a0%";
  const words = readings => {
    if (!readings.length) return "no writing found";
    if (readings.length > 1) return readings.map(reading => reading.label).join(" ");
    const [first, ...others] = readings[0].probabilities;
    return first.label + ", " + percent(first.probability) + " ("
      + others.slice(0, 2).map(other => other.label + " " + percent(other.probability)).join(", ") + ")";
  };
  const read = async file => {
    const item = document.createElement("li"), image = document.createElement("img");
    const name = document.createElement("p"), answer = document.createElement("p");
    image.src = URL.createObjectURL(file);
    image.alt = "";
    image.onerror = () => image.remove();
    name.textContent = file.name;
    answer.textContent = "…";
    answer.className = "pictures-answer";
    item.append(image, name, answer);
    list.prepend(item);
    try {
      const response = await fetch("predict" + (several && several.checked ? "?find=digits" : ""), { method: "POST", body: file });
      const found = await response.json();
      answer.textContent = response.ok ? words(found.readings) : found.error;
      answer.classList.toggle("bad", !response.ok);
      if (found.notice) {
        const note = document.createElement("p");
        note.className = "note";
        note.textContent = found.notice;
        item.append(note);
      }
    } catch {
      answer.textContent = "the server does not answer";
      answer.classList.add("bad");
    }
  };
  takePictures(document.body, files, async given => { for (const file of given) await read(file); });
  form.addEventListener("submit", event => event.preventDefault());
});
