extension Stylesheet {
    /// Light by default, dark where the reader's system or the page's switch says so, light again on paper.
    static let colours = """
        :root { color-scheme: light; \(light) }
        @media screen and (prefers-color-scheme: dark) {
        :root:not([data-theme=light]) { color-scheme: dark; \(dark) }
        }
        @media screen {
        :root[data-theme=dark] { color-scheme: dark; \(dark) }
        }
        .c0 { color: var(--c0) } .c1 { color: var(--c1) } .c2 { color: var(--c2) }
        .c3 { color: var(--c3) } .c4 { color: var(--c4) } .c5 { color: var(--c5) }
        .neutral { color: var(--muted) }
        """

    private static let light = """
        --paper: #fdfdfb; --ink: #1d1f22; --muted: #5a5f66; --rule: #dedfda; --strong-rule: #9a9d9f;
        --panel: #f5f5f1; --accent: #1a5aa8; --good: #1b6b3a; --bad: #ad2218; --bad-paper: #fdf0ee;
        --note-paper: #fbf6e6; --note-rule: #d9b84a;
        --right: 38 108 186; --wrong: 214 96 28;
        --c0: #1f66b0; --c1: #b04a0c; --c2: #19734f; --c3: #853b9c; --c4: #a62d56; --c5: #6b5a10;
        --keyword: #92256a; --string: #2c692f; --number: #1a5a9e; --call: #533aa3; --label: #7a4b10;
        --member: #176370;
        """

    private static let dark = """
        --paper: #16181b; --ink: #e4e3df; --muted: #a2a7ad; --rule: #303439; --strong-rule: #6c7278;
        --panel: #1e2125; --accent: #8db9f3; --good: #74cc98; --bad: #ff9187; --bad-paper: #2b1b1a;
        --note-paper: #25211a; --note-rule: #8a7428;
        --right: 62 118 186; --wrong: 190 92 32;
        --c0: #7cb2f0; --c1: #eda066; --c2: #62c59b; --c3: #cc97df; --c4: #ee8fac; --c5: #cdbb66;
        --keyword: #e58fc4; --string: #93cf8f; --number: #86b9f0; --call: #b7a5f2; --label: #dcb27a;
        --member: #78c6d2;
        """
}
