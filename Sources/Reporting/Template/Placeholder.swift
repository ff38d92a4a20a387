/// A place in a template that a report's part goes into: `{{content}}`.
enum Placeholder: String, Sendable, Hashable, CaseIterable {
    /// What the page says of itself before it is seen; its policy among it.
    case head
    /// The page's style, for a style element.
    case style
    /// The page's script, for a script element.
    case script
    /// The title as plain text.
    case title
    /// The title, who wrote it, how the run went and what must be known before reading on.
    case titleBlock = "title-block"
    /// The list of contents.
    case contents
    /// Prose and cells.
    case content
    /// The claims of the notebook, all in one place.
    case expectations
    /// What the results rest on.
    case provenance
    /// When and how long: all that differs between two runs with the same results.
    case timing
    /// A class for what is around it all: `page`, or `page with-contents` where there is a list of contents.
    case pageClass = "page-class"
    /// The name of the place of the prose, for links to it.
    case main

    /// Where a placeholder may stand.
    enum Context: Sendable, Hashable {
        case text
        /// In quotes, as an attribute's value or a part of it.
        case attribute
        case style
        case script
    }

    /// Where it may stand.
    var context: Context {
        switch self {
        case .style: .style
        case .script: .script
        case .pageClass, .main: .attribute
        default: .text
        }
    }

    /// Whether a template must have it: without these a page would hide what a reader must know, or have no policy.
    var isNeeded: Bool {
        switch self {
        case .head, .titleBlock, .content, .provenance, .timing: true
        default: false
        }
    }

    /// Whether it may stand in more than one place; the other ones have names that a page has once.
    var isRepeatable: Bool {
        switch self {
        case .title, .pageClass, .main: true
        default: false
        }
    }
}
