extension Stylesheet {
    /// A reading column, figures that begin with it and reach further to the right, and on wide screens the
    /// contents at the side. The column is in the middle where that leaves figures 50 rem, else further left.
    ///
    /// The column's left edge is a margin of its parents alone, so that nothing in it can begin
    /// anywhere else.
    static let layout = """
        :root { --measure: 40rem; --wide: 56rem }
        .page { padding: 4rem clamp(1rem, 4vw, 2.5rem) 2rem }
        main, .title-block, .side { margin-inline: max(0px,
        min((100% - var(--measure)) / 2, 100% - 50rem)) 0 }
        main > *, .title-block, .side, .cell > * { max-width: var(--measure) }
        main > .cell { max-width: var(--wide) }
        .cell > figure { max-width: var(--wide) }
        .skip { position: absolute; inset-inline-start: 1rem; top: -4rem; padding: .5rem 1rem; z-index: 2;
        background: var(--paper); font: .9rem var(--sans) }
        .skip:focus { top: 1rem }
        .theme { position: absolute; top: 1.1rem; inset-inline-end: clamp(1rem, 4vw, 2.5rem);
        padding: .35rem .7rem;
        border: 1px solid var(--rule); border-radius: 1rem; background: none; color: var(--muted);
        font: .78rem/1.2 var(--sans); cursor: pointer }
        .theme:hover { color: var(--ink); border-color: var(--edge) }
        .title-block { margin-bottom: 2.25rem }
        .description { font-size: 1.22rem; line-height: 1.5; color: var(--muted) }
        .byline { font: .92rem/1.5 var(--sans); color: var(--muted) }
        .verdict { font: .92rem/1.5 var(--sans); border-top: 1px solid var(--rule);
        padding-top: .6rem; margin-bottom: .15rem }
        .checks { font: .8rem/1.5 var(--sans); color: var(--muted); border-bottom: 1px solid var(--rule);
        padding-bottom: .6rem }
        .verdict a { margin-inline-start: .4em }
        .good .mark { color: var(--good); font-weight: 700 }
        .bad .mark { color: var(--bad); font-weight: 700 }
        .notice { font: .92rem/1.5 var(--sans); background: var(--note-paper); padding: .75rem 1rem;
        border-inline-start: 3px solid var(--note-rule); border-radius: 0 4px 4px 0; margin-bottom: 1rem }
        .notice.bad { background: var(--bad-paper); border-color: var(--bad) }
        .notice > * { margin: .2rem 0 } .notice ul { padding-inline-start: 1.1rem }
        .notice .hint { color: var(--muted) } .notice summary { font-size: .86rem; color: inherit }
        .contents { font: .86rem/1.4 var(--sans) }
        .contents ol { margin: 0 } .contents li { margin: 0 }
        .contents a { display: block; padding: .22rem 0; color: var(--muted); text-decoration: none }
        .contents a:hover { color: var(--ink); text-decoration: underline }
        .contents .level-3 { padding-inline-start: 1rem }
        .side { margin-bottom: 2.5rem; border-bottom: 1px solid var(--rule);
        padding-bottom: 1rem }
        main:focus { outline: none }
        :target { scroll-margin-top: 1.5rem }
        footer { padding: 1.5rem; text-align: center; font: .8rem var(--sans); color: var(--muted) }
        @media (min-width: 76rem) {
        .with-contents { display: grid; grid-template-columns: 12.5rem minmax(0, var(--wide));
        column-gap: 4.5rem;
        justify-content: center }
        .with-contents .title-block { grid-area: 1 / 2; max-width: none; width: 100% }
        .with-contents main { grid-area: 2 / 2 }
        .with-contents .side { border: 0; grid-area: 1 / 1 / span 2; margin: .5rem 0 0; position: sticky;
        top: 3rem; align-self: start;
        max-height: calc(100vh - 6rem); overflow-y: auto }
        .with-contents :is(main, .title-block) { margin-inline: 0 }
        .title-block > * { max-width: var(--measure) }
        .contents [aria-current] { color: var(--ink); font-weight: 600 }
        }
        @media (max-width: 75.99rem) { .with-contents .title-block { margin-bottom: 1rem }
        .with-contents .checks:last-child { border-bottom: 0 } }
        @media (max-width: 40rem) { body { font-size: 1.0625rem } .page { padding-top: 3.75rem } }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth } }
        """
}
