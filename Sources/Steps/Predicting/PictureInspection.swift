import Images
import Workflow

/// A check before anything runs of whether pictures can be read.
struct PictureInspection {
    /// The messages about pictures that cannot be read.
    private(set) var damages: [String] = []

    /// The remaining budget of bytes to decode; of further pictures only the first bytes are checked, so that a check
    /// of many photographs stays fast.
    private var left = 4_000_000

    /// The maximum number of pictures to name.
    private static let mostNamed = 100

    /// Checks a picture.
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

    /// The first messages, and the number of further ones.
    var told: [String] {
        let more = damages.count - Self.mostNamed
        return damages.prefix(Self.mostNamed) + (more > 0 ? ["and \(more) more"] : [])
    }
}
