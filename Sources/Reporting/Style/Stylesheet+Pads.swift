extension Stylesheet {
    /// Drawing pads: white paper in both themes, for that is what is drawn on.
    static let pads = """
        .pad-parts { display: flex; flex-wrap: wrap; gap: 1.2rem 1.8rem; align-items: flex-start }
        .pad-paper { position: relative; flex: 0 1 18rem; min-width: 0; line-height: 0 }
        .pad-board { width: 100%; height: auto; aspect-ratio: 1; background: #fff; border-radius: 6px;
        box-shadow: 0 0 0 1px var(--edge); touch-action: none; cursor: crosshair; display: block }
        .pad-board:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
        .pad-pen { position: absolute; width: 18px; height: 18px; margin: -9px 0 0 -9px; border-radius: 50%;
        border: 2px solid #1a5aa8; pointer-events: none }
        .pad-pen.down { background: rgb(26 90 168 / .4) }
        .pad-side { flex: 1 1 11rem; min-width: 0; max-width: 22rem; font: .9rem/1.4 var(--sans);
        font-variant-numeric: tabular-nums }
        .pad-answer { font-size: 1.15rem; font-weight: 600; margin: 0 0 .5rem; min-height: 1.6em }
        .pad-clear { font: inherit; margin-top: .8rem; padding: .3rem .9rem; border-radius: 999px;
        border: 1px solid var(--edge); background: none; color: inherit; cursor: pointer }
        .pad-clear:hover { border-color: var(--accent) }
        .pictures { font: .95rem/1.5 var(--sans) } .pictures label { display: block; margin: .2rem 0 .5rem }
        .pictures input[type=file] { font: inherit; display: block; box-sizing: border-box; width: 100%; min-width: 0 }
        .pictures-read { list-style: none; padding: 0; display: grid; gap: 1rem;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr)) }
        .pictures-read:empty { display: none }
        .pictures-read img { max-width: 100%; max-height: 9rem; border-radius: 4px; display: block }
        .pictures-read p { margin: .25rem 0 0; overflow-wrap: anywhere; color: var(--muted) }
        .pictures-read .pictures-answer { font-weight: 600; color: var(--ink) }
        .pictures-read .bad { color: var(--bad) }
        @media print { .pad-clear { display: none } }
        """
}
