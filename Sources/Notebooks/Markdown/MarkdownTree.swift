/// A piece of Markdown as a tree of nodes.
///
/// The nodes lie in one array, parents before their children, and are traversed from first to last: no depth of
/// nesting can exhaust the stack. A notebook's trees share the array of the whole document.
public struct MarkdownTree: Sendable, Hashable {
    /// The nodes in the order of the text, parents before their children; there may be several roots.
    public let nodes: ArraySlice<MarkdownNode>

    /// Makes a tree of nodes in the order of the text.
    package init(_ nodes: ArraySlice<MarkdownNode>) { self.nodes = nodes }
}

extension MarkdownTree {
    /// An event of a traversal.
    public enum Event: Sendable, Hashable {
        /// A node begins.
        case enter(MarkdownNode)
        /// The subtree of the last ``enter(_:)`` without a ``leave(_:)`` was traversed.
        case leave(MarkdownNode)
    }

    /// A traversal: each node is entered, then its children, then it is left, even if it has none.
    public struct Events: Sequence, IteratorProtocol, Sendable {
        private let nodes: ArraySlice<MarkdownNode>
        private var place: Int
        /// The indices of the nodes that were entered and not yet left.
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

    /// The traversal of the tree.
    public var events: Events { Events(nodes) }
}
