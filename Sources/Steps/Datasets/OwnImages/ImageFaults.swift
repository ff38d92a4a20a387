/// Images of a data set that cannot be used: those that are damaged, and those of another size than most.
struct ImageFaults: Error, CustomStringConvertible {
    /// The data set, as the notebook names it.
    private let dataset: String
    /// What is wrong with each damaged one.
    private let damages: [String]
    /// What size each other one has.
    private let sizes: [String]
    /// The size that most have.
    private let usual: String

    /// How many of each kind are named.
    private static let mostNamed = 100

    /// Collects what is wrong; `nil` where nothing is.
    init?(in images: [InspectedImage], of dataset: String) {
        var counts: [InspectedImage.Size: (count: Int, first: Int)] = [:]
        for (place, image) in images.enumerated() {
            if case .success(let size) = image.found { counts[size, default: (0, place)].count += 1 }
        }
        let usual = counts.min { ($1.value.count, $0.value.first) < ($0.value.count, $1.value.first) }?.key
        var damages: [String] = []
        var sizes: [String] = []
        for image in images {
            let name = "'\(dataset)/\(image.file)'"
            switch image.found {
            case .failure(let problem): damages.append("\(name) \(problem)")
            case .success(let size) where size != usual: sizes.append("\(name) has \(size.words)")
            case .success: continue
            }
        }
        guard !damages.isEmpty || !sizes.isEmpty else { return nil }
        self.dataset = dataset
        self.damages = damages
        self.sizes = sizes
        self.usual = usual?.words ?? ""
    }

    /// How many there are, in words.
    var summary: String {
        var words: [String] = []
        if !damages.isEmpty {
            words.append("\(damages.count) image\(damages.count == 1 ? "" : "s") that cannot be read")
        }
        if !sizes.isEmpty {
            words.append(
                "\(sizes.count) image\(sizes.count == 1 ? "" : "s") of another size than the \(usual) of most"
            )
        }
        return "'\(dataset)' has \(words.joined(separator: " and "))"
    }

    /// What is wrong with each, in words.
    var details: [String] { Self.named(damages) + Self.named(sizes) }

    /// What is to be done, in words; `nil` where it goes without saying.
    var advice: String? { sizes.isEmpty ? nil : "all images of a data set are of one size" }

    /// All of it in one sentence.
    var description: String { ([summary] + details).joined(separator: "; ") }

    private static func named(_ faults: [String]) -> [String] {
        let more = faults.count - mostNamed
        return faults.prefix(mostNamed) + (more > 0 ? ["and \(more) more"] : [])
    }
}

/// An image file, with its size or why it cannot be read.
struct InspectedImage {
    /// Pixels across and down.
    struct Size: Hashable {
        let width: Int
        let height: Int

        var words: String { "\(width) × \(height) pixels" }
    }

    /// Why one cannot be read, in words.
    struct Damage: Error, CustomStringConvertible {
        let description: String
    }

    /// The path from the data set's folder.
    let file: String
    let found: Result<Size, Damage>
}
