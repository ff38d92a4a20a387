extension Stylesheet {
    /// On paper: no controls, everything unfolded, and nothing torn apart that belongs together.
    static let print = """
        @media print {
        @page { margin: 2cm 1.8cm }
        body { font-size: 10.5pt }
        .page { padding: 0; display: block } main, .title-block { margin-inline: 0 }
        main > *, .cell > *, main > .cell { max-width: none }
        .side, .theme, .readout, .guide, .card, .choose, .filter, .copied > button, .download, .skip, .anchor, .steps .took, summary { display: none }
        details::details-content { content-visibility: visible; block-size: auto }
        h1, h2, h3, h4, .figure-title, .panel-title, .source, .steps { break-after: avoid }
        pre, .panel, .tiles li, tr, .notice, .expectations li { break-inside: avoid }
        figcaption, .data { break-before: avoid } .panels, figcaption { break-inside: avoid }
        .cell, .provenance, .timing, .summary, .verdict, .checks, .notice { font-size: 9pt }
        .tiles { gap: .5rem } .tiles li { font-size: 7.5pt; column-gap: .3em }
        pre { border-inline-start: 2px solid var(--rule); border-radius: 0; padding-block: .2rem }
        pre { white-space: pre-wrap; font-size: 8.5pt } .scroll { overflow: visible }
        .panels { grid-template-columns: 1fr 1fr } .panels-1 { grid-template-columns: 1fr }
        .tiles { grid-template-columns: repeat(8, 1fr) }
        .tiles svg, .matrix td, .notice, .failures { print-color-adjust: exact;
        -webkit-print-color-adjust: exact }
        table { font-size: 8.5pt } th, td, .files td, .timing .listing :is(th, td) { white-space: normal;
        overflow-wrap: anywhere; min-width: 0 }
        .numbers:has(th:nth-child(9)) { font-size: 6.5pt }
        .numbers:has(th:nth-child(9)) :is(th, td) { padding-inline-end: .3em }
        thead { display: table-header-group }
        p { orphans: 3; widows: 3 }
        }
        """
}
