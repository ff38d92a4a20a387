extension Stylesheet {
    /// Tables, the confusion matrix among them, and lists of facts.
    static let tables = """
        table { border-collapse: collapse; font: .86rem/1.45 var(--sans);
        font-variant-numeric: lining-nums tabular-nums;
        margin: 0 0 1.1rem }
        .scroll { overflow-x: auto; background:
        linear-gradient(to right, var(--paper) 40%, transparent) left / 3rem 100% no-repeat local,
        linear-gradient(to left, var(--paper) 40%, transparent) right / 3rem 100% no-repeat local,
        linear-gradient(to right, var(--edge), transparent) left / .6rem 100% no-repeat scroll,
        linear-gradient(to left, var(--edge), transparent) right / .6rem 100% no-repeat scroll }
        .scroll table { margin: 0 }
        th, td { padding: .32rem .8rem .32rem 0; text-align: start; vertical-align: baseline }
        :is(th, td):last-child { padding-inline-end: 0 }
        [align=right] { text-align: end } [align=center] { text-align: center }
        thead th { border-bottom: 1px solid var(--edge); color: var(--muted); font-weight: 500;
        vertical-align: bottom }
        tbody tr + tr > * { border-top: 1px solid var(--rule) }
        tbody th { font-weight: 500 }
        caption { text-align: start; color: var(--muted); padding-bottom: .4rem; font-size: .95em }
        .number, .numbers :is(th, td) { text-align: end }
        .numbers :is(th:first-child, .text) { text-align: start }
        .matrix { min-width: 100% } .confusion .note { max-width: var(--measure); margin: 0 0 .6rem }
        .matrix :is(th, td) { text-align: center; padding: .3rem .35rem; border: 0; min-width: 3.3em }
        .matrix thead th { border-bottom: 1px solid var(--edge) }
        .matrix tbody td:not(.measure) { box-shadow: inset 0 0 0 1px var(--paper) }
        .matrix tbody th, .matrix tfoot th { text-align: end; padding-inline-end: .7rem; font-weight: 600;
        position: sticky;
        inset-inline-start: 0; background: var(--paper) }
        .matrix thead .corner { text-align: end; padding-inline-end: .7rem; position: sticky;
        inset-inline-start: 0;
        background: var(--paper) }
        .matrix .measure { text-align: end; color: var(--muted); padding-inline-start: .8rem;
        white-space: nowrap }
        .matrix .first { padding-inline-start: 1.4rem }
        .matrix tfoot :is(th, td) { border-top: 1px solid var(--edge); color: var(--muted) }
        .matrix .zero { color: var(--muted) }
        .matrix td a { display: block; margin: -.3rem -.35rem; padding: .3rem .35rem; color: inherit;
        text-decoration: underline dotted; text-underline-offset: .22em }
        .matrix td a:hover { outline: 2px solid var(--accent); outline-offset: -2px }
        .pair { display: none; margin-top: 1rem; scroll-margin-top: min(70vh, 34rem) }
        .pair:target { display: block } .confusion:has(.pair:target) .choose { display: none }
        .pair p { font: .86rem/1.4 var(--sans); margin: 0 0 .5rem }
        .matrix td.wrong { color: var(--ink); background: color-mix(in srgb, var(--wrong) var(--s), transparent) }
        .matrix td.right { color: var(--ink); background: color-mix(in srgb, var(--right) calc(.63 * var(--s)), transparent); font-weight: 600 }
        \(shades)
        .facts { display: grid; grid-template-columns: fit-content(40%) 1fr; gap: .3rem 1.5rem;
        font: .86rem/1.45 var(--sans) }
        .facts div { display: contents } .facts dt { color: var(--muted); overflow-wrap: anywhere }
        .facts dd { margin: 0; overflow-wrap: anywhere }
        .listing caption { font-weight: 600; color: var(--ink) }
        .listing :is(th, td) { overflow-wrap: anywhere; min-width: 3rem } .files th { min-width: 7rem }
        .files td, .timing .listing :is(th, td) { white-space: nowrap }
        .provenance .scroll { margin-bottom: 1.1rem }
        .hash { color: var(--muted) } .tag { color: var(--muted); font-style: italic }
        .again { font: .86rem/1.45 var(--sans); margin: 1.5rem 0 .4rem }
        .provenance, .timing, .summary { margin-top: 3.5rem }
        .provenance .data { margin-bottom: 1.1rem }
        @media (max-width: 40rem) { th, td { padding-inline-end: .5rem } }
        @media (max-width: 30rem) { .matrix { font-size: .7rem }
        .matrix :is(th, td) { min-width: 0; padding: .35rem .12rem }
        .matrix tbody th, .matrix tfoot th, .matrix thead .corner { padding-inline-end: .35rem }
        .matrix .measure { padding-inline-start: .7rem } .matrix .first { padding-inline-start: .8rem } }
        .timing > p { font: .86rem/1.45 var(--sans) }
        """

    /// How strongly the levels of a share of mistakes are coloured; what is right, of which there is much, less.
    private static let shades = [13, 19, 26, 33, 40, 47, 54, 60, 66].enumerated()
        .map { ".s\($0 + 1) { --s: \($1)% }" }.joined(separator: "\n")
}
