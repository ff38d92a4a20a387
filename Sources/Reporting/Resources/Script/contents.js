// Highlights the current heading in the contents list.

ready(() => {
  const links = all(".contents a");
  const places = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!links.length) return;
  let isAwaited = false;
  const mark = () => {
    isAwaited = false;
    let current = 0;
    places.forEach((place, index) => {
      if (place && place.getBoundingClientRect().top < innerHeight * 0.3) current = index;
    });
    links.forEach((link, index) => {
      if (index === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  // A jump over headings triggers no intersection, only a scroll event.
  const follow = () => {
    if (!isAwaited) requestAnimationFrame(mark);
    isAwaited = true;
  };
  for (const name of ["scroll", "resize"]) addEventListener(name, follow, { passive: true });
  mark();
});
