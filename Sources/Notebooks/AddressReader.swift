import Diagnostics

/// Collects the links and images of a document with their ranges in the file.
struct AddressReader {
    /// The images, in the order of the document.
    private(set) var images: [ProseImage] = []

    /// The links, in the order of the document.
    private(set) var links: [ProseLink] = []

    /// Finds the addresses of one kind in a block, in order.
    private struct Locator {
        private let text: MappedText
        /// Finds addresses after a `](`; all others, such as `<https://…>`, are searched for in the whole block.
        private var exact: AddressLocator
        private var start = 0
        /// The number of addresses not found; each of them cost a search of the whole block.
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

    /// Reads a whole document.
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
    /// The line of the file on which a block starts.
    fileprivate func firstLine(of block: CommonMarkDocument.Node) -> SourceRange {
        isCell(block) ? text(of: block).wholeRange : lines(of: block)
    }
}
