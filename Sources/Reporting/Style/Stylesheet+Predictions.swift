extension Stylesheet {
    /// Pictures of the reader's own with what was read on them.
    static let predictions = """
        .pictures { display: grid; gap: 1.4rem 2rem; margin: 0;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)) }
        .picture { margin: 0; display: grid; grid-template-columns: minmax(0, 7.5rem) minmax(0, 1fr); gap: 1rem;
        align-items: start; font: .85rem/1.45 var(--sans); font-variant-numeric: tabular-nums }
        .picture.wide { grid-column: 1 / -1; grid-template-columns: minmax(0, 1fr); gap: .7rem }
        .original { width: 100%; height: auto; max-height: 32rem; display: block; border-radius: 4px;
        background: #fff }
        .found { fill: none; stroke: #e6005c; stroke-width: 2; vector-effect: non-scaling-stroke }
        .found-label { fill: #e6005c; font-family: var(--sans); font-weight: 700;
        paint-order: stroke; stroke: #fff; stroke-width: .22em; stroke-linejoin: round }
        .readings { min-width: 0 } .readings p { margin: 0 0 .4rem }
        .file { color: var(--muted); overflow-wrap: anywhere }
        .reading-text { font-size: 1.3rem; font-weight: 600; letter-spacing: .06em }
        .wide .readings { display: grid; gap: .7rem 1.3rem;
        grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr)) }
        .wide .readings > p { grid-column: 1 / -1; margin: 0 }
        .reading { display: grid; grid-template-columns: 3.6rem minmax(0, 1fr); gap: .7rem; align-items: center }
        .reading .number { grid-column: 1 / -1; margin: 0; font-weight: 700; color: var(--muted) }
        .reading > svg { width: 100%; height: auto; display: block; image-rendering: pixelated;
        color: var(--ink); fill: currentColor; background: var(--panel); border-radius: 4px }
        .guesses { margin: 0; padding: 0; list-style: none }
        .guesses li { margin: 0; display: grid; grid-template-columns: fit-content(55%) minmax(1rem, 1fr) 3rem;
        gap: .45rem; align-items: center; line-height: 1.35 }
        .guesses .guess { overflow-wrap: anywhere; min-width: .7rem } .guesses .probability { text-align: end }
        .first .guess { font-weight: 700 }
        @media (max-width: 29.99rem) {
        .picture { grid-template-columns: minmax(0, 5.5rem) minmax(0, 1fr); gap: .7rem }
        .reading { grid-template-columns: 2.6rem minmax(0, 1fr); gap: .5rem }
        .guesses li { grid-template-columns: fit-content(45%) minmax(.4rem, 1fr) 3rem; gap: .3rem } }
        .bar { width: 100%; height: .5rem; display: block }
        .bar .track { fill: var(--rule) } .bar .filling { fill: var(--muted) }
        .first .bar .filling { fill: var(--c0) }
        """
}
