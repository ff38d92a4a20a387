import Diagnostics

/// Reads where the links and images of a document lead, and where in the file that stands.
struct AddressReader {
    /// The images, in the order of the document.
    private(set) var images: [ProseImage] = []

    /// The links, in the order of the document.
    private(set) var links: [ProseLink] = []

    /// Finds the addresses of one kind in a block, in their order.
    private struct Locator {
        private let text: MappedText
        /// Those behind a `](`; what else there is, such as `<https://…>`, is looked for from place to place.
        private var exact: AddressLocator
        private var start = 0
        /// How many were not found; each of them took a look at the whole block.
        private var missed = 0

        private static let patience = 100

        init(_ text: MappedText) {
            self.text = text
            exact = AddressLocator(text)
        }

        mutating func locate(_ address: String) -> SourceRange? {
            if let range = exact.locate(address) { return range }
            let address = Array(address.utf8)
            guard !address.isEmpty, missed < Self.patience else { return nil }
            guard let found = text.bytes[start...].firstRange(of: address) else {
                missed += 1
                return nil
            }
            start = found.upperBound
            return text.fileRange(of: found)
        }
    }

    /// Reads all of a document.
    init(_ tabled: borrowing TabledDocument, definitions: LinkDefinitions) {
        let nodes = tabled.document.nodes
        var block = 0
        var images = Locator(MappedText())
        var links = Locator(MappedText())
        for node in nodes where node.kind == .image || node.kind == .link {
            if node.block != block {
                block = node.block
                images = Locator(tabled.text(of: nodes[block]))
                links = images
            }
            let address = tabled.document.address(of: node)
            let found = node.kind == .image ? images.locate(address) : links.locate(address)
            let place = found ?? definitions.place(of: address) ?? tabled.firstLine(of: nodes[block])
            if node.kind == .image {
                // Of images inside each other's descriptions each would be rendered with all that it holds.
                let markup = CommonMarkDocument.markup(ofImageAt: address)
                self.images.append(ProseImage(address: address, markup: markup, at: place))
            } else {
                let markup = Self.value(of: tabled.document.html(of: node), behind: "<a href=\"")
                self.links.append(ProseLink(address: address, markup: markup, at: place))
            }
        }
    }

    private static func value(of html: String, behind opening: String) -> String {
        String(html.dropFirst(opening.count).prefix { $0 != "\"" })
    }
}

extension TabledDocument {
    /// The first line of the file that a block stands on.
    fileprivate func firstLine(of block: CommonMarkDocument.Node) -> SourceRange {
        isCell(block) ? text(of: block).wholeRange : lines(of: block)
    }
}
