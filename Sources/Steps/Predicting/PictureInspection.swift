import Images
import Workflow

/// A look at pictures before anything runs: whether each can be read.
struct PictureInspection {
    /// What is wrong with each that cannot be read, in words.
    private(set) var damages: [String] = []

    /// How many bytes of pictures are decoded; of what comes then the first bytes alone are looked at, so that a check of
    /// many photographs takes no longer than a moment.
    private var left = 4_000_000

    /// How many are named.
    private static let mostNamed = 100

    /// Looks at a picture.
    mutating func look(at file: FoundFile, name: String) {
        do {
            guard let data = try file.contents(ifAtMost: left) else {
                if let prefix = file.prefix { try GreyImage.check(prefix) }
                return
            }
            left -= data.count
            _ = try GreyImage(decoding: data)
        } catch let problem as FileBytesProblem {
            damages.append("'\(name)' \(problem)")
        } catch {
            damages.append("'\(name)' \(error)")
        }
    }

    /// What is wrong with the first of them, and how many more there are.
    var told: [String] {
        let more = damages.count - Self.mostNamed
        return damages.prefix(Self.mostNamed) + (more > 0 ? ["and \(more) more"] : [])
    }
}
