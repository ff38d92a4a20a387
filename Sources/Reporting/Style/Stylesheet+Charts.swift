extension Stylesheet {
    /// Line charts: panels side by side where there is room, in the colours of the theme.
    static let charts = """
        .panels { display: grid; gap: 1.25rem 2.5rem;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)) }
        .panels-1 { max-width: 40rem }
        .panel-title { font: 600 .86rem/1.4 var(--sans); margin: 0 0 .3rem }
        .panel-title::first-letter { text-transform: uppercase }
        .chart { display: block; width: 100%; height: auto; font-family: var(--sans); overflow: visible }
        .chart text { font-size: 13px; fill: var(--muted); font-variant-numeric: tabular-nums }
        .chart .name { font-style: italic }
        .rule { stroke: var(--rule) } .base, .tick { stroke: var(--edge) }
        .chart line, .chart path { vector-effect: non-scaling-stroke; fill: none }
        .curve path { stroke: currentColor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
        .curve circle { fill: currentColor; stroke: var(--paper); stroke-width: 1.5 }
        .background path { stroke-width: 1; opacity: .28 }
        .labels text { fill: currentColor; font-weight: 600; paint-order: stroke; stroke: var(--paper);
        stroke-width: 4px;
        stroke-linejoin: round }
        .trend path { stroke-width: 1.25 }
        .guide { stroke: var(--edge) } .panel { position: relative }
        .readout { position: absolute; z-index: 1; margin: 0; padding: .3rem .55rem; max-width: 70%;
        font: .78rem/1.45 var(--sans);
        font-variant-numeric: tabular-nums; background: var(--paper); border: 1px solid var(--edge);
        border-radius: .3rem; pointer-events: none }
        .readout:empty { padding: 0; border: 0 } .readout > * { display: block }
        .leader { stroke: currentColor; stroke-width: 1; opacity: .5 }
        .legend { display: flex; flex-wrap: wrap; gap: .2rem 1rem; list-style: none; padding: 0;
        margin: 0 0 .4rem;
        font: 600 .8rem/1.4 var(--sans) }
        .swatch { width: 1.5em; height: .5em; margin-inline-end: .4em; stroke: currentColor;
        stroke-width: 2; overflow: visible }
        .dash-1 path { stroke-dasharray: 7 3 } .dash-2 path { stroke-dasharray: 2 3 }
        .panels-1 .chart text { font-size: 11.5px }
        @media (max-width: 36rem) { .chart text { font-size: 15px }
        .panels-1 .chart text { font-size: 18px } }
        """
}
