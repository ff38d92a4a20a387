extension Script {
    /// Copies what came of each step from the timing table to the cell that it stands in.
    static let timing = #"""
        document.addEventListener("DOMContentLoaded", () => {
          for (const row of document.querySelectorAll("tr[data-step]")) {
            const step = document.getElementById(row.dataset.step);
            const link = step && step.querySelector(".took");
            if (link) link.textContent = row.dataset.took;
          }
        });
        """#

    /// Marks in the contents list the heading that is being read.
    static let contents = #"""
        document.addEventListener("DOMContentLoaded", () => {
          const links = [...document.querySelectorAll(".contents a")];
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
            folded = [...document.querySelectorAll("details:not([open])")];
            for (const details of folded) details.open = true;
          });
          addEventListener("afterprint", () => { for (const details of folded) details.open = false; });
        })();
        """#

    /// A button beside each listing of code that copies it.
    static let copying = #"""
        document.addEventListener("DOMContentLoaded", () => {
          for (const code of document.querySelectorAll(".source pre, pre.command")) {
            const box = document.createElement("div"), button = document.createElement("button");
            box.className = "copied";
            button.type = "button";
            button.textContent = "Copy";
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
        document.addEventListener("DOMContentLoaded", () => {
          const update = () => {
            for (const box of document.querySelectorAll("pre")) {
              if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; else box.removeAttribute("tabindex");
            }
          };
          update();
          addEventListener("resize", update);
        });
        """#
}
