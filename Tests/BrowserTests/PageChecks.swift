/// Checks of a page, as JavaScript expressions that return one line for each fault.
enum PageChecks {
    /// The page is not wider than the window.
    static let overflow = """
        (() => { const page = document.scrollingElement;
          return page.scrollWidth <= innerWidth ? [] : [`the page is ${page.scrollWidth} wide in ${innerWidth}`]; })()
        """

    /// Every text of a chart is inside the page, and no two texts of a chart cover each other.
    static let charts = """
        (() => { const faults = [];
          for (const chart of document.querySelectorAll(".chart")) {
            const texts = [...chart.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
            texts.forEach(([words, box], index) => {
              if (!box.width || box.left < 0 || box.right > innerWidth + 0.5) faults.push(`'${words}' is outside`);
              for (const [other, its] of texts.slice(index + 1)) {
                const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
                const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
                if (across > 1 && down > 2.5) faults.push(`'${words}' covers '${other}'`);
              }
            });
          }
          return faults; })()
        """

    /// Everything in the column begins where the title does.
    static let edges = """
        (() => { const edge = document.querySelector("h1").getBoundingClientRect().left;
          const column = ".title-block > *, .side, main > *, main > section > *, .cell > *, figure > *, " +
            ".panels, .panel-title, .figure-title, .note, .scroll > table, .tiles";
          return [...document.querySelectorAll(column)].flatMap(part => {
            const box = part.getBoundingClientRect(), off = box.left - edge;
            if (!box.width || part.closest(".panel:not(:first-child)")) return [];
            if (getComputedStyle(part).position == "sticky") return [];
            return Math.abs(off) <= 1 ? [] : [`${part.tagName}.${part.className} is ${off.toFixed(1)} off`];
          }); })()
        """

    /// No visible text overflows its box, except for boxes that scroll.
    static let clipping = """
        (() => { const faults = [];
          for (const box of document.querySelectorAll("p, li, h1, h2, h3, dd, dt, figcaption, .tiles span, summary")) {
            if (box.closest(".scroll, .skip, pre") || !box.getClientRects().length) continue;
            if (box.scrollWidth > box.clientWidth + 1 && box.clientWidth) faults.push(box.textContent.slice(0, 60));
          }
          return faults; })()
        """

    /// Every image and drawing has an alternative text, or is marked as decorative.
    static let unnamed = """
        (() => {
          const words = element => element.getAttribute("aria-label") || element.getAttribute("alt")
            || (element.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean)
              .map(id => document.getElementById(id)?.textContent || "").join(" ")
            || element.querySelector(":scope > title")?.textContent || "";
          return [...document.querySelectorAll("img, canvas, svg")]
            .filter(each => !each.closest("[aria-hidden=true]") && !each.parentElement.closest("svg"))
            .filter(each => words(each).trim().length < 3 || each.tagName == "svg" && each.getAttribute("role") != "img")
            .map(each => `${each.tagName} in '${each.parentElement.textContent.trim().slice(0, 40)}' has no words`);
        })()
        """

    /// Nothing is folded, because nothing can be unfolded in print.
    static let folded = """
        [...document.querySelectorAll("details > :not(summary)")].filter(part => !part.checkVisibility())
          .map(part => `${part.tagName}.${part.className} is folded away`)
        """

    /// Nothing is wider than its box, because nothing can be scrolled in print.
    static let scrolled = """
        [...document.querySelectorAll(".scroll, pre")].filter(box => box.clientWidth && box.scrollWidth > box.clientWidth + 1)
          .map(box => `${box.scrollWidth} in ${box.clientWidth}: ${box.textContent.trim().slice(0, 40)}`)
        """

    /// Every text has a contrast of at least 4.5 to its background.
    static let contrast = """
        (() => {
          const parse = text => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
            const most = text.startsWith("color(srgb") ? 255 : 1; return [r * most, g * most, b * most, a]; };
          const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
          const behind = element => {
            const layers = [];
            for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
            return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
          };
          const light = colour => { const [r, g, b] = colour.slice(0, 3).map(v => v / 255)
            .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const faults = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.textContent.trim() || !element.getClientRects().length) continue;
            if (element.closest("title, desc, .anchor, .skip")) continue;
            const style = getComputedStyle(element), back = behind(element);
            const front = over(parse(element.closest("svg") ? style.fill : style.color), back);
            const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < 4.5) faults.add(`${ratio.toFixed(2)} for '${walker.currentNode.textContent.trim().slice(0, 30)}' ` +
              `in ${element.tagName}.${element.className.baseVal ?? element.className}`);
          }
          return [...faults]; })()
        """
}
