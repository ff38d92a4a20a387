/// The words of the one part of a page that differs between two runs with the same results.
///
/// Its tags must be those of the recomputed part, and its words times, dates, outcomes of steps and a commit: otherwise
/// it could contain any claim.
struct TimingWords {
    /// The first text that is none of these; `nil` if there is none.
    private(set) var strange: String?

    /// Whether its tags differ.
    let isOtherwise: Bool

    /// Why the commit is unknown, in the reported page's own words.
    private(set) var reason: String?

    init(of reported: Substring, beside computed: Substring) {
        let (then, now) = (MarkupPiece.pieces(of: reported), MarkupPiece.pieces(of: computed))
        isOtherwise = then.count != now.count || zip(then, now).contains { !$0.hasSameForm(as: $1) }
        guard !isOtherwise else { return }
        for (then, now) in zip(then, now) where then != now {
            for text in then.texts(besides: now) {
                var text = text[...]
                for opening in [" Notebook: unknown, for ", " · notebook unknown, for "] {
                    guard let start = text.firstRange(of: opening) else { continue }
                    reason = String(text[start.upperBound...])
                    text = text[..<start.lowerBound]
                }
                if strange == nil, !Self.isTiming(text) { strange = String(text) }
            }
        }
    }

    private static func isTiming(_ text: Substring) -> Bool {
        text.split(whereSeparator: \.isWhitespace).allSatisfy { word in
            let end = word.last.map { ".,;".contains($0) } ?? false
            let word = end ? word.dropLast() : word
            return words.contains(word) || isDateOrNumber(word) || isCommit(word)
        }
    }

    /// The vocabulary of `TimingTable`.
    private static let words: Set<Substring> = [
        "", "<", "·", "-", "ms", "s", "min", "h", "UTC", "took", "none", "cached", "computed", "failed",
        "interrupted", "run",
        "after", "when", "file", "files", "hashed", "Started", "No", "Every", "step", "steps", "of", "came",
        "from", "the",
        "cache", "Notebook:", "notebook", "committed", "changed", "since", "commit", "not", "under",
        "version", "control",
    ]

    private static func isDateOrNumber(_ word: Substring) -> Bool {
        word.utf8.allSatisfy { (0x30...0x39).contains($0) || "-:.TZ".utf8.contains($0) }
    }

    private static func isCommit(_ word: Substring) -> Bool {
        (7...64).contains(word.utf8.count)
            && word.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
