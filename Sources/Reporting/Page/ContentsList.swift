import Notebooks

/// The headings of the second and third level, as links.
struct ContentsList {
    /// A heading as it is listed.
    struct Entry {
        let anchor: String
        let words: String
        let level: Int
    }

    private let entries: [Entry]

    init(_ entries: [Entry]) { self.entries = entries.filter { $0.level <= 3 } }

    /// The list; `nil` where there is too little to list.
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
