// Marks in the contents list the heading that is being read.

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
  // Of a jump over headings, which none of them is seen to make, only the scrolling tells.
  const follow = () => {
    if (!isAwaited) requestAnimationFrame(mark);
    isAwaited = true;
  };
  for (const name of ["scroll", "resize"]) addEventListener(name, follow, { passive: true });
  mark();
});
