/// A placeholder of a report's part in a template: `{{content}}`.
enum Placeholder: String, Sendable, Hashable, CaseIterable {
    /// The page's metadata, with its policy.
    case head
    /// The page's style, for a style element.
    case style
    /// The page's script, for a script element.
    case script
    /// The title as plain text.
    case title
    /// The title, the author, the verdict on the run and the notices.
    case titleBlock = "title-block"
    /// The list of contents.
    case contents
    /// Prose and cells.
    case content
    /// The list of the notebook's claims.
    case expectations
    /// The dependencies of the results.
    case provenance
    /// The timing: everything that differs between two runs with the same results.
    case timing
    /// The class of the outermost element: `page`, or `page with-contents` if there is a list of contents.
    case pageClass = "page-class"
    /// The anchor of the prose.
    case main

    /// The context of a placeholder.
    enum Context: Sendable, Hashable {
        case text
        /// Inside a quoted attribute value.
        case attribute
        case style
        case script
    }

    /// The context in which it is allowed.
    var context: Context {
        switch self {
        case .style: .style
        case .script: .script
        case .pageClass, .main: .attribute
        default: .text
        }
    }

    /// Whether a template must have it: without these a page would hide important facts, or have no policy.
    var isNeeded: Bool {
        switch self {
        case .head, .titleBlock, .content, .provenance, .timing: true
        default: false
        }
    }

    /// Whether a browser must show it where it is.
    var isNeededInSight: Bool { isNeeded && self != .head }

    /// Whether it may be used more than once; the others contain anchors that must be unique.
    var isRepeatable: Bool {
        switch self {
        case .title, .pageClass, .main: true
        default: false
        }
    }
}
