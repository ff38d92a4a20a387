extension Stylesheet {
    /// A cell: its source, its steps, its outcome.
    static let cells = """
        .cell { margin-block: 1.75rem 2.25rem; font: .92rem/1.5 var(--sans) }
        .cell > :last-child { margin-bottom: 0 }
        summary { cursor: pointer; font: .78rem/1.4 var(--sans); color: var(--muted); width: fit-content }
        summary:hover { color: var(--ink) }
        .source > summary { margin-bottom: .35rem }
        .source pre { margin: 0 }
        .steps { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; margin-block: .5rem 0; font-size: .78rem;
        color: var(--muted) }
        .steps li { margin: 0 } .steps .mark { font-weight: 600 } .steps .failed { color: var(--bad) }
        .step-name { font-family: var(--mono); color: var(--ink) }
        .binding { font-family: var(--mono); margin-inline-end: .2em; overflow-wrap: anywhere }
        .took { color: inherit; text-decoration: none; font-variant-numeric: tabular-nums }
        a.value { position: relative }
        .card { position: absolute; top: 100%; z-index: 2; width: max-content;
        max-width: min(24rem, calc(100vw - 2rem)); padding: .5rem .7rem; border: 1px solid var(--edge);
        border-radius: .3rem; background: var(--paper); color: var(--ink); font: .78rem/1.5 var(--sans);
        letter-spacing: 0; white-space: normal }
        .card, .card span { display: block } .card span + span { color: var(--muted) }
        .took:hover { text-decoration: underline }
        .steps li:target { background: var(--note-paper); outline: 3px solid var(--note-paper) }
        figure { margin: 1.5rem 0 0 }
        figure > * + * { margin-top: 1.75rem }
        figcaption { max-width: var(--measure); color: var(--muted); font: .86rem/1.5 var(--sans) }
        figure > figcaption { margin-top: .9rem }
        figcaption b { color: var(--ink) }
        .cell > * + figure { margin-top: 1.5rem }
        .letter { margin: 0; font: 600 .86rem/1.5 var(--sans); color: var(--ink) }
        figure > .letter + * { margin-top: .35rem }
        figure > * + .letter { margin-top: 1.75rem }
        .figure-title { font: 600 .95rem/1.4 var(--sans); margin: 0 0 .6rem }
        .note { font: .8rem/1.5 var(--sans); color: var(--muted); margin: .6rem 0 0 }
        .failures { margin-block: .9rem 0; background: var(--bad-paper);
        border-inline-start: 3px solid var(--bad);
        border-radius: 0 4px 4px 0; padding: .7rem 1rem }
        .failures p { margin: .25rem 0 } .failure strong { color: var(--bad) }
        .message { white-space: pre-wrap; overflow-wrap: anywhere }
        .lines { display: block; font: .8125rem/1.5 var(--mono); overflow-wrap: normal; overflow-x: auto;
        white-space: pre }
        .skipped { color: var(--muted) }
        .saved { margin-block: .9rem 0 } .saved code { background: none; padding: 0 }
        .expectations { margin-block: .9rem 0; font: .92rem/1.5 var(--sans) }
        .expectations li { margin-block: .5rem }
        .expectations .mark { font-weight: 600; margin-inline-end: .35em; white-space: nowrap }
        .met .mark { color: var(--good) } .unmet .mark { color: var(--bad) }
        .evidence { display: block; color: var(--muted); font-size: .9em }
        .evidence code { font-size: .95em } .evidence b { color: var(--ink) }
        .data { margin-top: .5rem } .data[open] > summary { margin-bottom: .4rem }
        """
}
