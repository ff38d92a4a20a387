extension Stylesheet {
    /// A network layer by layer.
    static let network = """
        .network td, .network th { vertical-align: middle; padding-block: .18rem }
        .network .shape { width: 46px; padding-block: 0 } .network .shape svg { display: block }
        .network .same > * { padding-block: .3rem }
        .network code { background: none; padding: 0 }
        .network .detail { color: var(--muted); font-weight: 400 }
        .network .bar { display: block; width: 100%; min-width: 4.5rem; height: 4px; margin-top: .15rem }
        .network .track { fill: var(--rule) } .network .filling { fill: var(--accent) }
        .network .sheet { fill: var(--panel); stroke: var(--muted); stroke-width: 1 }
        .network tfoot > tr > * { border-top: 1px solid var(--edge) }
        .network tfoot th { font-weight: 600 }
        @media (max-width: 40rem) { .network table { font-size: .74rem } .network .bar { min-width: 3rem }
        .network .shape, .network .shape svg { width: 32px; height: auto } }
        """
}
