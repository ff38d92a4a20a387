import Workflow

extension OwnDataset {
    /// What becomes of image files on their way to what a network sees.
    struct Losses {
        /// What the notebook calls their folder.
        let dataset: String
        /// How many images there are.
        let count: Int
        /// How many have colours.
        let coloured: Int
        /// How many were left with few levels of grey.
        let shallow: Int
        /// Whether ink was made dark on light.
        let wasInk: Bool

        /// What the reader must know of it.
        var notices: [Notice] {
            let images = "images of '\(dataset)'"
            let inversion =
                "The \(images) are ink, light on dark, as they are, and 'invert: true' made them dark on light; leave it out."
            return [
                wasInk ? inversion : nil, LostColours.sentence(coloured, of: count, images),
                LostDepth.sentence(shallow, of: count, images),
            ].compactMap { $0.map { Notice($0) } }
        }
    }

    /// What cannot be learned or measured of the classes, though a reader may think so.
    static func notices(
        of name: String, classes: [String], labels: (train: Set<UInt8>, test: Set<UInt8>)
    ) -> [Notice] {
        var notices: [Notice] = []
        func names(_ places: Set<UInt8>) -> String {
            let names = classes.indices.filter { places.contains(UInt8($0)) }.map { "'\(classes[$0])'" }
            let more = names.count - Self.classesTold
            return names.prefix(Self.classesTold).joined(separator: ", ")
                + (more > 0 ? " and \(more) more" : "")
        }
        let untrained = labels.test.subtracting(labels.train)
        if !untrained.isEmpty {
            notices.append(
                Notice(
                    "Of '\(name)' no network can learn \(names(untrained)): there are images of it to test on, and none to train on."
                ))
        }
        let untested = labels.train.subtracting(labels.test)
        if !untested.isEmpty {
            notices.append(
                Notice("Of '\(name)' nothing is measured on \(names(untested)): it has no test image.")
            )
        }
        return notices
    }

    /// How many classes a notice names.
    private static let classesTold = 10
}
