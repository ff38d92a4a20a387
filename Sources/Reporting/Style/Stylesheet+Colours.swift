extension Stylesheet {
    /// Light by default, dark where the reader's system or the page's switch says so, light again on paper.
    static let colours = """
        :root { color-scheme: light dark; \(variables) }
        [data-theme=light] { color-scheme: light } [data-theme=dark] { color-scheme: dark }
        @media print { :root { color-scheme: light } }
        .c0 { color: var(--c0) } .c1 { color: var(--c1) } .c2 { color: var(--c2) }
        .c3 { color: var(--c3) } .c4 { color: var(--c4) } .c5 { color: var(--c5) }
        .neutral { color: var(--muted) }
        """

    private static let variables = colourPairs.map { name, light, dark in
        "--\(name): light-dark(#\(light), #\(dark))"
    }.joined(separator: "; ")

    /// Each colour of the page with its value in the light theme and in the dark one.
    private static let colourPairs = [
        ("paper", "fdfdfb", "16181b"), ("ink", "1d1f22", "e4e3df"), ("muted", "5a5f66", "a2a7ad"),
        ("rule", "dedfda", "303439"), ("edge", "9a9d9f", "6c7278"), ("panel", "f5f5f1", "1e2125"),
        ("accent", "1a5aa8", "8db9f3"), ("good", "1b6b3a", "74cc98"), ("bad", "ad2218", "ff9187"),
        ("bad-paper", "fdf0ee", "2b1b1a"), ("note-paper", "fbf6e6", "25211a"),
        ("note-rule", "d9b84a", "8a7428"),
        ("right", "266cba", "3e76ba"), ("wrong", "d6601c", "be5c20"),
        ("c0", "1f66b0", "7cb2f0"), ("c1", "b04a0c", "eda066"), ("c2", "19734f", "62c59b"),
        ("c3", "853b9c", "cc97df"), ("c4", "a62d56", "ee8fac"), ("c5", "6b5a10", "cdbb66"),
        ("keyword", "92256a", "e58fc4"), ("string", "2c692f", "93cf8f"), ("number", "1a5a9e", "86b9f0"),
        ("call", "533aa3", "b7a5f2"), ("label", "7a4b10", "dcb27a"), ("member", "176370", "78c6d2"),
    ]
}
