import Workflow

/// Image files of classes that are not equally many, of which a call takes some: one of each class in turn, so that the
/// taken ones are more equal.
struct ClassTurns {
    /// The number of images of each class.
    private let counts: [Int]

    /// The number of images of each class among the first ones.
    private func taken(_ limit: Int) -> [Int] {
        var taken = counts.map { _ in 0 }
        var left = limit
        for turn in 0..<(counts.max() ?? 0) where left > 0 {
            for label in counts.indices where counts[label] > turn && left > 0 {
                taken[label] += 1
                left -= 1
            }
        }
        return taken
    }

    /// Whether the first images have other shares of the classes than all, by an image or more of a class.
    private func changesShares(_ limit: Int) -> Bool {
        let all = counts.reduce(0, +)
        guard limit < all else { return false }
        return zip(counts, taken(limit)).contains { count, taken in
            abs(Double(taken) - Double(count) * Double(limit) / Double(all)) >= 1
        }
    }

    /// Notices on the parts of a folder of which a call takes some images.
    ///
    /// - Parameters:
    ///   - name: the folder's name.
    ///   - train: the number of training images that the call takes; `nil` for all.
    ///   - test: the number of test images; `nil` for all.
    ///   - split: the share that it keeps for testing, if there are no test images.
    static func notices(
        on layout: OwnLayout, of name: String, train: Int?, test: Int?, split: Double? = nil
    ) -> [Notice] {
        guard let classes = layout.classes, case .images(let files) = layout.train else { return [] }
        func counts(_ files: [(file: String, label: Int)]) -> [Int] {
            var counts = classes.map { _ in 0 }
            for file in files { counts[file.label] += 1 }
            return counts
        }
        var parts = (train: counts(files), test: [Int]())
        if case .images(let others)? = layout.test {
            parts.test = counts(others)
        } else if let split {
            parts.test = parts.train.map { OwnDataset.keptCount(of: $0, by: split) }
            parts.train = zip(parts.train, parts.test).map { $0 - $1 }
        }
        return [(train, ImageCounts.Part.training, "train", parts.train), (test, .test, "test", parts.test)]
            .compactMap { limit, part, argument, counts in
                guard let limit, ClassTurns(counts: counts).changesShares(limit),
                    let least = counts.indices.min(by: { counts[$0] < counts[$1] }),
                    let most = counts.indices.max(by: { counts[$0] < counts[$1] })
                else { return nil }
                return Notice(
                    "The \(part.rawValue) images of '\(name)' that '\(argument): \(limit)' takes are one of each class in turn, so that its classes are more equal in them than they are: it has \(NumberText.grouped(counts[least])) of '\(classes[least])' and \(NumberText.grouped(counts[most])) of '\(classes[most])'."
                )
            }
    }
}
