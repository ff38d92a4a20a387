extension Stylesheet {
    /// Grids of small images, every pixel a square.
    static let images = """
        .sprite { position: absolute }
        .sprite image, .tiles svg { image-rendering: pixelated }
        .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(4.9rem, 1fr)); gap: 1.1rem 1rem; margin: 0 }
        .tiles li { margin: 0; display: grid; grid-template-columns: auto 1fr auto; column-gap: .5em; align-items: baseline;
        font: .82rem/1.4 var(--sans); font-variant-numeric: tabular-nums }
        .tiles svg { grid-column: 1 / -1; width: 100%; height: auto; color: var(--ink); fill: currentColor;
        background: var(--panel); border-radius: 4px; margin-block-end: .3rem; display: block }
        .truth { font-weight: 600 }
        .wrong { color: var(--bad) } .right { color: var(--good) }
        .probability { color: var(--muted) }
        @media (max-width: 40rem) { .tiles { grid-template-columns: repeat(auto-fill, minmax(4.4rem, 1fr)); gap: .9rem .75rem } }
        """
}
