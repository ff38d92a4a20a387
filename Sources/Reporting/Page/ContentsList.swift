import Notebooks

/// The headings of the second and third level, as links.
struct ContentsList {
    /// A heading in the list.
    struct Entry {
        let anchor: String
        let words: String
        let level: Int
    }

    private let entries: [Entry]

    init(_ entries: [Entry]) { self.entries = entries.filter { $0.level <= 3 } }

    /// The list; `nil` if there are too few headings.
    var node: Element? {
        guard entries.count > 1 else { return nil }
        return Element(.nav, .class("contents"), .label("Contents")) {
            Element(.ol, Attribute("role", "list")) {
                for entry in entries {
                    Element(.li, .class("level-\(entry.level)")) {
                        Element(.a, .href(to: entry.anchor)) { entry.words }
                    }
                }
            }
        }
    }
}
