/// A piece of Markdown as a tree of nodes.
///
/// The nodes lie in one array, each before those that are in it, and are walked from the first to the last: no depth of
/// nesting can exhaust the stack. A notebook's trees share the array of the whole document.
public struct MarkdownTree: Sendable, Hashable {
    /// The nodes in the order of the text, each before what is in it; several may stand side by side.
    public let nodes: ArraySlice<MarkdownNode>

    /// Makes a tree of nodes in the order of the text.
    package init(_ nodes: ArraySlice<MarkdownNode>) { self.nodes = nodes }
}

extension MarkdownTree {
    /// What happens on the way through a tree.
    public enum Event: Sendable, Hashable {
        /// A node begins.
        case enter(MarkdownNode)
        /// All that is in the node of the last ``enter(_:)`` without a ``leave(_:)`` has been seen.
        case leave(MarkdownNode)
    }

    /// The way through a tree: each node is entered, then what is in it, then it is left, also where nothing is in it.
    public struct Events: Sequence, IteratorProtocol, Sendable {
        private let nodes: ArraySlice<MarkdownNode>
        private var place: Int
        /// The places of the nodes that were entered and not left yet.
        private var open: [Int] = []

        fileprivate init(_ nodes: ArraySlice<MarkdownNode>) {
            self.nodes = nodes
            place = nodes.startIndex
        }

        /// The next event; `nil` at the end.
        public mutating func next() -> Event? {
            if let last = open.last, place >= last + nodes[last].count {
                open.removeLast()
                return .leave(nodes[last])
            }
            guard place < nodes.endIndex else { return nil }
            open.append(place)
            place += 1
            return .enter(nodes[place - 1])
        }
    }

    /// The way through the tree.
    public var events: Events { Events(nodes) }
}
