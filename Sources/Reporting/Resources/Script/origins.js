// Shows the origin of a computed number, its steps with their keys and inputs, from the table of
// steps: on hover, on focus and on the first tap.

ready(() => {
  const rows = all(".keys tbody tr");
  const places = all(".steps > li").map(step => "#" + step.id);
  const card = create("span", "card");
  let owner = null, title = "";
  card.setAttribute("aria-hidden", "true");
  const hide = () => {
    if (!owner) return;
    card.remove();
    owner.removeAttribute("aria-description");
    owner.title = title;
    owner = null;
  };
  const line = words => create("span", "", words);
  const show = link => {
    if (owner === link) return;
    hide();
    [owner, title] = [link, link.title];
    link.removeAttribute("title");
    link.setAttribute("aria-description", title);
    const steps = link.dataset.steps ? link.dataset.steps.split(" ") : [places.indexOf(link.getAttribute("href"))];
    card.replaceChildren(line(title));
    for (const step of steps) {
      if (!rows[step]) continue;
      const [name, , , from, key] = [...rows[step].cells].map(cell => cell.textContent);
      card.append(line(`${name}: key ${key}${from && ", made from " + from}`));
    }
    card.style.left = 0;
    link.append(card);
    card.style.left = Math.min(0, innerWidth - 12 - card.getBoundingClientRect().right) + "px";
  };
  for (const link of all("a.value")) {
    let isFirstTap = false;
    on(link, {
      pointerdown: event => {
        isFirstTap = event.pointerType === "touch" && owner !== link;
        if (isFirstTap) show(link);
      },
      click: event => { if (isFirstTap) event.preventDefault(); },
      mouseenter: () => show(link), focus: () => show(link), blur: hide,
      mouseleave: () => { if (document.activeElement !== link) hide(); }
    });
  }
  on(document, { keydown: event => { if (event.key === "Escape") hide(); } });
});
