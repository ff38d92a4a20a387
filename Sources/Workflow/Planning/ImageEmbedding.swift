import Diagnostics
import FoundationEssentials
import Notebooks

/// Finds the images of the prose, which a report embeds so that it needs no other file.
struct ImageEmbedding {
    /// The images by their URLs in the prose, as ``LinkDestination/url`` has them.
    private(set) var images: [String: EmbeddedImage] = [:]

    /// The diagnostics of the images.
    private(set) var diagnostics: [Diagnostic] = []

    /// The most bytes of all images together.
    private static let limit = 20_000_000

    private var count = 0
    private var isOverLimit = false
    /// The number of missing images that may still be compared with existing files.
    private var missingLeft = 100

    /// Finds all images.
    init(_ images: [ProseImage], files: ReadableFiles) {
        var seen: Set<String> = []
        for image in images {
            if image.url.isEmpty || seen.insert(image.url).inserted {
                add(image, files)
            } else {
                addAgain(image)
            }
        }
    }

    /// Counts an image that occurs in another place too: the page contains it once for each.
    private mutating func addAgain(_ image: ProseImage) {
        guard let size = self.images[image.url]?.data.count else { return }
        count += size
        if count > Self.limit, !isOverLimit { diagnostics.append(.tooLarge(at: image.range)) }
        isOverLimit = count > Self.limit
    }

    private mutating func add(_ image: ProseImage, _ files: ReadableFiles) {
        // An address that a report leaves out has an empty URL.
        guard !image.url.isEmpty else {
            diagnostics.append(.leftOut(String(image.address.prefix { $0 != ":" }), at: image.range))
            return
        }
        if image.address.hasPrefix("data:image/") { return }
        guard !image.address.isElsewhere else {
            diagnostics.append(.elsewhere(at: image.range))
            return
        }
        do throws(UnreadableFile) {
            let name = URL(string: image.address)?.path(percentEncoded: false) ?? image.address
            let path = try files.path(of: name, lookingAround: missingLeft > 0)
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let size = attributes?[.size] as? Int ?? 0
            guard attributes?[.type] as? FileAttributeType == .typeRegular,
                count + size <= Self.limit,
                let data = try? files.contents(of: path, name: name, limit: Self.limit - count)
            else {
                diagnostics.append(
                    count + size > Self.limit ? .tooLarge(at: image.range) : .noFile(name, at: image.range))
                return
            }
            count += data.count
            guard let embedded = EmbeddedImage(data) else {
                diagnostics.append(.unknownFormat(name, at: image.range))
                return
            }
            images[image.url] = embedded
            if let flaw = ImageFlaw(of: embedded) { diagnostics.append(.flawed(name, flaw, at: image.range)) }
        } catch {
            missingLeft -= 1
            diagnostics.append(.unreadable(error, at: image.range))
        }
    }
}

extension Diagnostic {
    fileprivate static func elsewhere(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "image.elsewhere", "a report fetches nothing, so this image is not in it",
            at: range,
            label: "its description stands in its place", notes: [Note("put the file beside the notebook")])
    }

    fileprivate static func leftOut(_ scheme: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "image.left-out",
            scheme.isEmpty
                ? "this image has no address, so it is not shown"
                : "a report does not take '\(scheme):' addresses, so this image is not in it",
            at: range, label: "its description stands in its place",
            notes: [Note("put the file beside the notebook, and write '![what it shows](file.png)'")])
    }

    fileprivate static func unreadable(_ problem: UnreadableFile, at range: SourceRange) -> Diagnostic {
        let near = nearestName(to: problem.name, among: problem.neighbours)
        return Diagnostic(
            id: "image.no-such-file", problem.description, at: range,
            label: near.map { didYouMean($0) }, notes: problem.advice.map { [Note($0)] } ?? [])
    }

    fileprivate static func noFile(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "image.no-such-file", "'\(name)' is not a readable file", at: range)
    }

    fileprivate static func tooLarge(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "image.size", "the images of the prose have more than 20 MB", at: range,
            label: "make this one smaller")
    }

    fileprivate static func flawed(_ name: String, _ flaw: ImageFlaw, at range: SourceRange) -> Diagnostic {
        switch flaw {
        case .cut:
            Diagnostic(
                .warning, id: "image.damaged",
                "'\(name)' is cut off, so a browser shows a part of it, or nothing", at: range,
                label: "its end is missing", notes: [Note("save or copy it once more")])
        case .unended:
            Diagnostic(
                .warning, id: "image.damaged",
                "'\(name)' has no end, so a browser may show only a part of it", at: range,
                label: "its last bytes are missing", notes: [Note("save or copy it once more")])
        case .damaged:
            Diagnostic(
                .warning, id: "image.damaged", "'\(name)' is damaged, so a browser may show nothing of it",
                at: range, notes: [Note("save or copy it once more")])
        case .encoding(let encoding):
            Diagnostic(
                .warning, id: "image.encoding",
                "'\(name)' is written in '\(encoding)', so a browser may show nothing of it", at: range,
                label: "SVG is written in UTF-8", notes: [Note("save it in UTF-8")])
        case .malformed(let line, let reason):
            Diagnostic(
                .warning, id: "image.damaged",
                "'\(name)' is not well-formed XML, so a browser shows nothing of it", at: range,
                label: "its line \(line): \(reason)")
        case .noNamespace:
            Diagnostic(
                .warning, id: "image.namespace",
                "'\(name)' does not say that it is SVG, so a browser shows nothing of it", at: range,
                label: "it begins '<svg xmlns=\"http://www.w3.org/2000/svg\"'")
        case .refers(let other):
            Diagnostic(
                .warning, id: "image.reference",
                "'\(name)' refers to '\(other)', which is not in the report, so it is shown without that",
                at: range, notes: [Note("put what it refers to into the file itself")])
        }
    }

    fileprivate static func unknownFormat(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "image.format", "'\(name)' is neither PNG, JPEG, GIF, WebP nor SVG", at: range)
    }
}
