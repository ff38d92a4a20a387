extension Stylesheet {
    /// What a page that follows its notebook says beside the report.
    static let live = """
        .live-problem { position: sticky; top: 0; z-index: 3; margin: 0; max-height: 60vh; overflow: auto;
        padding: 1rem clamp(1rem, 4vw, 2.5rem); background: var(--bad-paper); color: var(--ink); border-radius: 0;
        border-bottom: 3px solid var(--bad); font: .85rem/1.45 var(--mono); white-space: pre }
        .live-progress { position: fixed; bottom: 1rem; inset-inline-end: 1rem; z-index: 3; margin: 0;
        padding: .45rem .9rem; background: var(--paper); border: 1px solid var(--edge);
        border-radius: 999px; font: .85rem/1.3 var(--sans); font-variant-numeric: tabular-nums }
        .live-problem[hidden], .live-progress[hidden] { display: none }
        """
}
