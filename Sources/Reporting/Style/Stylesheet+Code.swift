extension Stylesheet {
    /// Code in text, in listings and in cells.
    static let code = """
        code, pre { font-family: var(--mono); font-size-adjust: none; font-variant-ligatures: none }
        code { font-size: .84em }
        pre { background: var(--panel); border-radius: 6px; padding: .9rem 1.1rem; margin: 0 0 1.1rem;
        overflow-x: auto; font-size: .8125rem; line-height: 1.6; tab-size: 4 }
        pre code { font-size: inherit }
        @media (max-width: 30rem) { pre { white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2;
        padding: .8rem .9rem; font-size: .75rem } }
        :is(p, li, td, dd) > code { background: var(--panel); border-radius: 3px; padding: .1em .3em;
        overflow-wrap: anywhere }
        .copied { position: relative }
        .copied > button { position: absolute; top: .4rem; inset-inline-end: .4rem; padding: .15rem .6rem;
        font: .75rem/1.4 var(--sans); color: var(--muted); background: var(--paper); cursor: pointer;
        border: 1px solid var(--rule); border-radius: 4px; opacity: 0 }
        .copied:hover > button, .copied > button:focus-visible { opacity: 1 }
        .copied > button:hover { color: var(--ink) }
        @media (hover: none) { .copied > button { position: static; display: block; opacity: 1;
        margin-top: .3rem; margin-inline-start: auto } }
        .k, .t { color: var(--keyword) } .s { color: var(--string) } .n { color: var(--number) }
        .f { color: var(--call) } .l { color: var(--label) } .m { color: var(--member) }
        .c { color: var(--muted); font-style: italic }
        """
}
