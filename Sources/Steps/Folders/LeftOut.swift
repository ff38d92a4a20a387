import Images
package import Workflow

/// What a folder holds and is not read, counted by why.
package struct LeftOut: Sendable {
    /// Why something is not read.
    enum Reason: Sendable, Hashable {
        /// It holds something of a known format that is not read.
        case foreign(ForeignFormat)
        /// Its name begins with a point, and it holds pictures.
        case hidden
        /// It is a folder that runs write to, and it holds pictures.
        case ownOutput
        /// It is a link that leads out of what may be read.
        case outsideLink
        /// It is a link to nothing.
        case brokenLink
        /// It is a link to a folder that it lies in.
        case circularLink
        /// It is a further way to a folder that is read already.
        case secondWay
        /// Its name is not UTF-8.
        case unnamed
        /// It is neither a file nor a folder, or lies too deep.
        case special
        /// It is an image in a part that is not used, such as `val`.
        case part(String)
        /// It is an image that is no part of the data set beside it.
        case image
        /// It is a packed file that lies there unpacked too.
        case packed
        /// It is a file without a picture.
        case other

        /// How many of them there are, in words.
        func words(_ count: Int) -> String {
            let files = count == 1 ? "file" : "files"
            let links = count == 1 ? "link" : "links"
            let verb = count == 1 ? "leads" : "lead"
            return switch self {
            case .foreign(let format): "\(count) \(format.noun)\(count == 1 ? "" : "s")"
            case .hidden: "\(count) with pictures whose name begins with a point"
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
            case .part(let name): "\(count) \(count == 1 ? "image" : "images") in '\(name)'"
            case .image: "\(count) \(count == 1 ? "image" : "images") beside the data set's files"
            case .packed: "\(count) packed \(files) that \(count == 1 ? "lies" : "lie") there unpacked too"
            case .other: "\(count) \(files) without a picture"
            }
        }

        /// What is to be done, in words; `nil` where nothing is.
        func advice(_ count: Int) -> String? {
            let files = count == 1 ? "it" : "them"
            return switch self {
            case .foreign(let format): format.advice(for: files)
            case .unnamed: "rename \(files)"
            case .part: "'validation:' of 'train' holds out images of its own"
            default: nil
            }
        }
    }

    private struct Group {
        let reason: Reason
        var names: [String]
        /// How many pictures lie in them, where they are folders that are not looked through.
        var images = 0

        /// How many there are, in words.
        var words: String {
            let inside =
                images == 0 ? "" : ", with \(NumberText.grouped(images)) \(images == 1 ? "image" : "images")"
            return reason.words(names.count) + inside
        }
    }

    private var groups: [Group] = []

    /// How many names of each kind are told.
    private static let namesTold = 3

    /// Whether nothing is left out.
    package var isEmpty: Bool { groups.isEmpty }

    /// How many are left out.
    var count: Int { groups.reduce(0) { $0 + $1.names.count } }

    init() {}

    /// Adds something by its path from the folder.
    ///
    /// - Parameter images: how many pictures lie in it.
    mutating func add(_ name: String, _ reason: Reason, images: Int = 0) {
        if let place = groups.firstIndex(where: { $0.reason == reason }) {
            groups[place].names.append(name)
            groups[place].images += images
        } else {
            groups.append(Group(reason: reason, names: [name], images: images))
        }
    }

    /// Adds a file that is not read, for what it holds.
    mutating func add(_ file: FolderListing.File) {
        switch file.kind {
        case .foreign(let format): add(file.name, .foreign(format))
        case .picture: add(file.name, .image)
        case .other: add(file.name, .other)
        }
    }

    /// Adds all that another one has.
    mutating func add(_ other: LeftOut) {
        for group in other.groups {
            for (place, name) in group.names.enumerated() {
                add(name, group.reason, images: place == 0 ? group.images : 0)
            }
        }
    }

    /// Only what lies in a folder in it.
    func inside(_ folder: String) -> LeftOut {
        var rest = LeftOut()
        for group in groups {
            for name in group.names where name.hasPrefix(folder + "/") { rest.add(name, group.reason) }
        }
        return rest
    }

    /// All of it, the first names of each kind among it: `2 WebP pictures ('a.webp', 'b.webp': save it as PNG or JPEG)`.
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

    /// What the reader must know of it; none where nothing is left out.
    ///
    /// - Parameter folder: what the folder is called.
    package func notices(of folder: String) -> [Notice] {
        isEmpty ? [] : [Notice("Not read of '\(Self.printable(folder))': \(words).")]
    }

    /// A name without what would move a terminal's cursor or turn its text round.
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
