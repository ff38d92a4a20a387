/// Images of a data set that cannot be used: damaged ones, and those of another size than most.
struct ImageFaults: Error, CustomStringConvertible {
    /// The data set's name in the notebook.
    private let dataset: String
    /// The damages, one for each image.
    private let damages: [String]
    /// The deviating sizes, one for each image.
    private let sizes: [String]
    /// The most frequent size, or that of the published images; `nil` if no image can be read.
    private let usual: InspectedImage.Size?
    /// The title of the publication whose images they are to be; `nil` for a data set of the user's own.
    private let title: String?

    /// The maximum number of each kind to name.
    private static let mostNamed = 5

    /// Collects the faults; `nil` if there are none.
    ///
    /// - Parameter areResized: whether images may be of any size.
    init?(in images: [InspectedImage], of dataset: String, areResized: Bool) {
        self.init(in: images, of: dataset, usual: Self.mostFrequentSize(of: images), areResized: areResized)
    }

    /// Collects the faults of images that are to be those of a publication; `nil` if there are none.
    ///
    /// - Parameter published: the size of its images, and its title.
    init?(in images: [InspectedImage], of dataset: String, published: (InspectedImage.Size, String)) {
        self.init(in: images, of: dataset, usual: published.0, title: published.1, areResized: false)
    }

    private static func mostFrequentSize(of images: [InspectedImage]) -> InspectedImage.Size? {
        var counts: [InspectedImage.Size: (count: Int, first: Int)] = [:]
        for (place, image) in images.enumerated() {
            if case .success(let size) = image.found { counts[size, default: (0, place)].count += 1 }
        }
        return counts.min { ($1.value.count, $0.value.first) < ($0.value.count, $1.value.first) }?.key
    }

    private init?(
        in images: [InspectedImage], of dataset: String, usual: InspectedImage.Size?, title: String? = nil,
        areResized: Bool
    ) {
        var damages: [String] = []
        var sizes: [String] = []
        for image in images {
            let name = "'\(dataset)/\(image.file)'"
            switch image.found {
            case .failure(let problem): damages.append("\(name) \(problem)")
            case .success(let size) where size != usual && !areResized:
                sizes.append("\(name) has \(size.words)")
            case .success: continue
            }
        }
        guard !damages.isEmpty || !sizes.isEmpty else { return nil }
        self.dataset = dataset
        self.damages = damages
        self.sizes = sizes
        self.usual = usual
        self.title = title
    }

    /// The numbers of faults, in words.
    var summary: String {
        var words: [String] = []
        if !damages.isEmpty {
            words.append("\(damages.count) image\(damages.count == 1 ? "" : "s") that cannot be read")
        }
        if !sizes.isEmpty {
            words.append(
                "\(sizes.count) image\(sizes.count == 1 ? "" : "s") of another size than the \(usual?.words ?? "") of \(title ?? "most")"
            )
        }
        return "'\(dataset)' has \(words.joined(separator: " and "))"
    }

    /// What to do, if it is not obvious, then the first faults of each kind, in words.
    var notes: [String] { (advice.map { [$0] } ?? []) + Self.named(damages) + Self.named(sizes) }

    /// What to do, in words; `nil` if it is obvious.
    private var advice: String? {
        guard !sizes.isEmpty, let usual else { return nil }
        let side = min(usual.width, usual.height)
        guard title == nil else {
            return
                "'size:' does not go with the name of a data set; a folder beside the notebook is scaled as data of your own: 'load(from: \"\(dataset)\", size: \(side))'"
        }
        return
            "all images of a data set must have the same size: 'size: \(side)' scales each and crops it to \(side) × \(side) pixels"
    }

    /// Everything in one sentence.
    var description: String { ([summary] + notes).joined(separator: "; ") }

    private static func named(_ faults: [String]) -> [String] {
        let more = faults.count - mostNamed
        return faults.prefix(mostNamed) + (more > 0 ? ["and \(more) more"] : [])
    }
}

/// An image file, with its size or why it cannot be read.
struct InspectedImage {
    /// The size in pixels.
    struct Size: Hashable {
        let width: Int
        let height: Int

        var words: String { "\(width) × \(height) pixels" }
    }

    /// Why an image cannot be read, in words.
    struct Damage: Error, CustomStringConvertible {
        let description: String
    }

    /// The path in the data set's folder.
    let file: String
    let found: Result<Size, Damage>
    /// Whether it has colours; `false` if they were not looked for.
    var hasColours = false
}
