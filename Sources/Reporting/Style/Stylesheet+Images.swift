extension Stylesheet {
    /// Grids of small images, every pixel a square.
    static let images = """
        .sprite { position: absolute }
        .sprite image, .tiles svg { image-rendering: pixelated }
        .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(4.9rem, 1fr));
        gap: 1.1rem 1rem; margin: 0 }
        .tiles li { margin: 0; overflow-wrap: anywhere; min-width: 0; display: flex; flex-wrap: wrap;
        align-content: start; column-gap: .5em; font: .82rem/1.4 var(--sans);
        font-variant-numeric: tabular-nums }
        .tiles svg { flex: 0 0 100%; height: auto; color: var(--ink); fill: currentColor;
        background: var(--panel); border-radius: 4px; margin-bottom: .3rem; display: block }
        .filter { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: baseline; margin: 0 0 .8rem;
        font: .8rem/1.4 var(--sans); color: var(--muted) }
        .filter select { font: inherit; color: var(--ink); background: var(--paper); max-width: 14rem;
        border: 1px solid var(--rule); border-radius: 4px; padding: .1rem .2rem }
        .tiles [hidden] { display: none }
        .truth { font-weight: 600 }
        .wrong { color: var(--bad) } .right { color: var(--good) }
        .probability { color: var(--muted); margin-inline-start: auto }
        @media (max-width: 43.99rem) { .tiles {
        grid-template-columns: repeat(auto-fill, minmax(4.4rem, 1fr)); gap: .9rem .75rem }
        .tiles li { column-gap: .3em; font-size: .76rem }
        .across-10 { grid-template-columns: repeat(5, minmax(0, 1fr)) } }
        \(rows)
        """

    private static let rows =
        "@media (min-width: 44rem) { [class*=across] { grid-template-columns: repeat(var(--n), minmax(0, 1fr)) } }\n"
        + (6...10).map { ".across-\($0) { --n: \($0) }" }.joined(separator: "\n")
}
