extension Stylesheet {
    /// Prose in a serif, everything that is not prose in a sans-serif: fonts that systems come with.
    static let typography = """
        :root {
        --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Sitka Text", Cambria, "Source Serif 4",
        "Noto Serif", "Liberation Serif", Georgia, serif;
        --sans: "Helvetica Neue", "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
        --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Cascadia Mono", "Liberation Mono", monospace;
        -webkit-text-size-adjust: 100%; text-size-adjust: 100%;
        }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 var(--serif);
        font-size-adjust: .48; overflow-wrap: break-word; text-rendering: optimizeLegibility }
        h1, h2, h3, h4, h5, h6 { font-family: var(--serif); font-weight: 600; line-height: 1.2;
        text-wrap: balance }
        h1 { font-size: clamp(1.9rem, 1.4rem + 2.2vw, 2.75rem); letter-spacing: -.012em; margin: 0 0 1rem }
        h2 { font-size: 1.55rem; letter-spacing: -.006em; margin: 3.25rem 0 .75rem }
        h3 { font-size: 1.22rem; margin: 2.25rem 0 .5rem }
        h4, h5, h6 { font-size: 1.05rem; margin: 1.75rem 0 .5rem }
        p, ul, ol, dl, blockquote { margin: 0 0 1.1rem }
        p { text-wrap: pretty }
        ul, ol { padding-inline-start: 1.4rem }
        [role=list] { list-style: none; padding: 0 }
        li { margin-block: .2rem }
        blockquote { border-inline-start: 3px solid var(--rule); padding-inline-start: 1.1rem;
        color: var(--muted) }
        hr { border: 0; border-top: 1px solid var(--rule); margin: 2.5rem 0 }
        a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em }
        a:hover { text-decoration-thickness: 2px }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px }
        main img { max-width: 100%; height: auto }
        .anchor { margin-inline-start: .4em; color: var(--muted); text-decoration: none; font-weight: 400;
        opacity: 0 }
        :hover > .anchor, .anchor:focus { opacity: 1 }
        .value { color: inherit; font-variant-numeric: lining-nums tabular-nums;
        text-decoration: underline dotted var(--edge) 1px; text-underline-offset: .22em }
        a.value:hover { text-decoration: underline solid var(--accent) }
        .missing { color: var(--bad); font-style: italic }
        .absent { color: var(--muted); font-style: italic }
        """
}
