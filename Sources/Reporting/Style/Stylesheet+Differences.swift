extension Stylesheet {
    /// What was taken out of a text and put into it.
    static let differences = """
        .difference { overflow-x: auto }
        .difference code { display: block; width: fit-content; min-width: 100% }
        .difference span { display: block; min-height: 1lh }
        .difference .removed { background: var(--bad-paper); color: var(--bad) }
        .difference .added { background: var(--panel); color: var(--good) }
        .difference .skipped { color: var(--muted); font-style: italic }
        .checks:has(+ .checks) { border: 0; padding: 0; margin: 0 }
        """
}
