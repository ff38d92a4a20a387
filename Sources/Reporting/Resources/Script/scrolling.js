// Lets the keyboard scroll code that is wider than the page.

ready(() => {
  const update = () => {
    // All are measured before any is changed, so that the page is laid out once.
    const boxes = all("pre"), isWide = boxes.map(box => box.scrollWidth > box.clientWidth);
    boxes.forEach((box, index) => {
      if (isWide[index]) box.tabIndex = 0; else box.removeAttribute("tabindex");
    });
  };
  update();
  addEventListener("resize", update);
});
