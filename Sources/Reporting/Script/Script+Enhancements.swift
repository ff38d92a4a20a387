extension Script {
    /// Copies what came of each step from the timing table to the cell that it stands in, and of all to the top.
    static let timing = #"""
        ready(() => {
          for (const row of all("tr[data-step]")) {
            const step = document.getElementById(row.dataset.step);
            const link = step && step.querySelector(".took");
            if (link) link.textContent = row.dataset.took;
          }
          const whole = document.querySelector(".checks .took"), timing = document.querySelector(".timing");
          if (whole && timing) whole.textContent = timing.dataset.took;
        });
        """#

    /// Marks in the contents list the heading that is being read.
    static let contents = #"""
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
          /* Of a jump over headings, which none of them is seen to make, only the scrolling tells. */
          const follow = () => {
            if (!isAwaited) requestAnimationFrame(mark);
            isAwaited = true;
          };
          for (const name of ["scroll", "resize"]) addEventListener(name, follow, { passive: true });
          mark();
        });
        """#

    /// Unfolds everything while the page is printed.
    static let folding = #"""
        (() => {
          let folded = [];
          addEventListener("beforeprint", () => {
            folded = all("details:not([open])");
            for (const details of folded) details.open = true;
          });
          addEventListener("afterprint", () => { for (const details of folded) details.open = false; });
        })();
        """#

    /// A button beside each listing of code that copies it.
    static let copying = #"""
        ready(() => {
          for (const code of all(".source pre, pre.command")) {
            const box = create("div", "copied"), button = create("button", "", "Copy");
            button.type = "button";
            button.addEventListener("click", async () => {
              try {
                await navigator.clipboard.writeText(code.textContent);
                button.textContent = "Copied";
              } catch {
                getSelection().selectAllChildren(code);
                button.textContent = "Selected";
              }
              setTimeout(() => { button.textContent = "Copy"; }, 1500);
            });
            code.replaceWith(box);
            box.append(code, button);
          }
        });
        """#

    /// Lets the keyboard scroll code that is wider than the page.
    static let scrolling = #"""
        ready(() => {
          const update = () => {
            /* All are measured before any is changed, so that the page is laid out once. */
            const boxes = all("pre"), isWide = boxes.map(box => box.scrollWidth > box.clientWidth);
            boxes.forEach((box, index) => {
              if (isWide[index]) box.tabIndex = 0; else box.removeAttribute("tabindex");
            });
          };
          update();
          addEventListener("resize", update);
        });
        """#
}
