import Images
package import Workflow

/// The contents of a folder that are not read, counted by reason.
package struct LeftOut: Sendable {
    /// The reason why something is not read.
    enum Reason: Sendable, Hashable {
        /// A file of a known, unsupported format.
        case foreign(ForeignFormat)
        /// A name that begins with a dot, with pictures.
        case hidden
        /// A folder that runs write to, with pictures.
        case ownOutput
        /// A link to outside the folders that may be read.
        case outsideLink
        /// A broken link.
        case brokenLink
        /// A link to an enclosing folder.
        case circularLink
        /// Another path to a folder that is read already.
        case secondWay
        /// A name that is not UTF-8.
        case unnamed
        /// A special file, or one nested too deep.
        case special
        /// An image that does not belong to the data set beside it.
        case image
        /// A compressed file that is also there decompressed.
        case packed
        /// A file without a picture.
        case other

        /// A number of them, in words.
        func words(_ count: Int) -> String {
            let files = count == 1 ? "file" : "files"
            let links = count == 1 ? "link" : "links"
            let verb = count == 1 ? "leads" : "lead"
            return switch self {
            case .foreign(let format): "\(count) \(format.noun)\(count == 1 ? "" : "s")"
            case .hidden: "\(count) with pictures whose name begins with a dot"
            case .ownOutput:
                count == 1 ? "1 folder that runs write to" : "\(count) folders that runs write to"
            case .outsideLink: "\(count) \(links) that \(verb) out of what may be read"
            case .brokenLink: "\(count) \(links) that \(verb) to nothing"
            case .circularLink:
                "\(count) \(links) that \(verb) back to where \(count == 1 ? "it lies" : "they lie")"
            case .secondWay:
                "\(count) that \(verb) to \(count == 1 ? "a folder" : "folders") already read by another name"
            case .unnamed: "\(count) whose name is not UTF-8"
            case .special: "\(count) that \(count == 1 ? "is" : "are") no \(files)"
            case .image: "\(count) \(count == 1 ? "image" : "images") beside the data set's files"
            case .packed: "\(count) packed \(files) that \(count == 1 ? "lies" : "lie") there unpacked too"
            case .other: "\(count) \(files) without a picture"
            }
        }

        /// What to do, in words; `nil` for nothing.
        func advice(_ count: Int) -> String? {
            let files = count == 1 ? "it" : "them"
            return switch self {
            case .foreign(let format): format.advice(for: files)
            case .unnamed: "rename \(files)"
            default: nil
            }
        }
    }

    private struct Group {
        let reason: Reason
        var names: [String]
        /// The number of pictures in them, if they are folders that are not scanned.
        var images = 0

        /// The number of them, in words.
        var words: String {
            let inside =
                images == 0 ? "" : ", with \(NumberText.grouped(images)) \(images == 1 ? "image" : "images")"
            return reason.words(names.count) + inside
        }
    }

    private var groups: [Group] = []

    /// The maximum number of names of each kind in a message.
    private static let namesTold = 3

    /// Whether everything is read.
    package var isEmpty: Bool { groups.isEmpty }

    /// The number of items that are not read.
    var count: Int { groups.reduce(0) { $0 + $1.names.count } }

    init() {}

    /// Adds an item by its path in the folder.
    ///
    /// - Parameter images: the number of pictures in it.
    mutating func add(_ name: String, _ reason: Reason, images: Int = 0) {
        if let place = groups.firstIndex(where: { $0.reason == reason }) {
            groups[place].names.append(name)
            groups[place].images += images
        } else {
            groups.append(Group(reason: reason, names: [name], images: images))
        }
    }

    /// Adds a file that is not read because of its kind.
    mutating func add(_ file: FolderListing.File) {
        switch file.kind {
        case .foreign(let format): add(file.name, .foreign(format))
        case .picture: add(file.name, .image)
        case .other: add(file.name, .other)
        }
    }

    /// Adds all items of another one.
    mutating func add(_ other: LeftOut) {
        for group in other.groups {
            for (place, name) in group.names.enumerated() {
                add(name, group.reason, images: place == 0 ? group.images : 0)
            }
        }
    }

    /// The items inside a subfolder.
    func inside(_ folder: String) -> LeftOut {
        var rest = LeftOut()
        for group in groups {
            for name in group.names where name.hasPrefix(folder + "/") { rest.add(name, group.reason) }
        }
        return rest
    }

    /// A summary with the first names of each kind: `2 WebP pictures ('a.webp', 'b.webp': save it as PNG or JPEG)`.
    package var words: String {
        groups.map { group in
            let names = group.names.prefix(Self.namesTold).map { "'\(Self.printable($0))'" }.joined(
                separator: ", ")
            let more = group.names.count - Self.namesTold
            let advice = group.reason.advice(group.names.count)
            let rest = more > 0 ? " and \(NumberText.grouped(more)) more" : ""
            return
                "\(group.words) (\(names)\(rest)\(advice.map { "; \($0)" } ?? ""))"
        }.joined(separator: ", ")
    }

    /// The notice on it; empty if everything is read.
    ///
    /// - Parameter folder: the folder's name.
    package func notices(of folder: String) -> [Notice] {
        isEmpty ? [] : [Notice("Not read of '\(Self.printable(folder))': \(words).")]
    }

    /// A name without control characters that would move a terminal's cursor or reverse its text.
    private static func printable(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.map { scalar in
                    let isHarmless =
                        scalar.properties.generalCategory != .control && !scalar.properties.isBidiControl
                    return isHarmless ? scalar : "\u{FFFD}"
                }))
    }
}
