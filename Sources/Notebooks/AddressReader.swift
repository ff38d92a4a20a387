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
    init(_ tabled: TabledDocument, definitions: LinkDefinitions) {
        let nodes = tabled.document.nodes
        var block = 0
        var images = Locator(MappedText())
        var links = Locator(MappedText())
        for node in nodes {
            let (isImage, destination): (Bool, LinkDestination)
            switch node.kind {
            case .image(let source): (isImage, destination) = (true, source)
            case .link(let target): (isImage, destination) = (false, target)
            default: continue
            }
            if node.block != block {
                block = node.block
                images = Locator(tabled.text(of: nodes[block]))
                links = images
            }
            let address = destination.address
            let found = isImage ? images.locate(address) : links.locate(address)
            let place = found ?? definitions.place(of: address) ?? tabled.firstLine(of: nodes[block])
            if isImage {
                self.images.append(ProseImage(address: address, url: destination.url, at: place))
            } else {
                self.links.append(ProseLink(address: address, url: destination.url, at: place))
            }
        }
    }
}

extension TabledDocument {
    /// The first line of the file that a block stands on.
    fileprivate func firstLine(of block: CommonMarkDocument.Node) -> SourceRange {
        isCell(block) ? text(of: block).wholeRange : lines(of: block)
    }
}
