// Lets the keyboard scroll code that is wider than the page.

ready(() => {
  const update = () => {
    // All are measured before any is changed, so that there is a single reflow.
    const boxes = all("pre"), isWide = boxes.map(box => box.scrollWidth > box.clientWidth);
    boxes.forEach((box, index) => {
      if (isWide[index]) box.tabIndex = 0; else box.removeAttribute("tabindex");
    });
  };
  update();
  addEventListener("resize", update);
});
