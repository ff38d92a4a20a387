import Workflow

extension OwnDataset {
    /// The information that image files lose when they are converted for a network, and what they do not have.
    struct Losses {
        /// The folder's name in the notebook.
        let dataset: String
        /// The number of images.
        let count: Int
        /// The number of coloured images.
        let coloured: Int
        /// The channels of the loaded images.
        let channels: ImageChannels
        /// Whether the notebook chose the channels.
        let areChosen: Bool
        /// The number of images with few remaining grey levels.
        let shallow: Int
        /// Whether ink was inverted to dark on light.
        let wasInk: Bool

        /// The notices on it.
        var notices: [Notice] {
            let images = "images of '\(dataset)'"
            return (wasInk ? [OwnDataset.noticeOnInvertedInk(of: dataset)] : [])
                + [colours(of: images), LostDepth.sentence(shallow, of: count, images)]
                .compactMap { $0.map { Notice($0) } }
        }

        /// What became of the images' colours, where the notebook does not say what should.
        private func colours(of images: String) -> String? {
            guard !areChosen else { return nil }
            guard channels == .colour else { return LostColours.sentence(coloured, of: count, images) }
            guard 2 * coloured < count else { return nil }
            return
                "The \(images) are loaded in colour, for \(NumberText.grouped(coloured)) of \(NumberText.grouped(count)) \(coloured == 1 ? "is" : "are") coloured; the others are grey in three equal channels. 'channels: .grey' loads all in grey."
        }
    }

    /// The notice that images that were ink were inverted.
    static func noticeOnInvertedInk(of name: String) -> Notice {
        Notice(
            "The images of '\(name)' are ink, light on dark, as they are, and 'invert: true' made them dark on light; leave it out."
        )
    }

    /// The notice that images of another part are the test images.
    ///
    /// - Parameter part: the name of the folder or the array that holds them.
    static func noticeOnTestImages(of name: String, from part: String) -> Notice {
        Notice("The test images of '\(name)' are those of '\(part)', for it has no 'test'.")
    }

    /// Notices on classes without training, validation or test images.
    ///
    /// - Parameter labels: those of each part; `nil` without validation images.
    static func notices(
        of name: String, classes: [String],
        labels: (train: Set<UInt8>, validation: Set<UInt8>?, test: Set<UInt8>)
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
        let onlyValidated = (labels.validation ?? []).subtracting(labels.train).subtracting(labels.test)
        if !onlyValidated.isEmpty {
            notices.append(
                Notice(
                    "Of '\(name)' no network can learn \(names(onlyValidated)): there are images of it to validate on, and none to train on."
                ))
        }
        let untested = labels.train.subtracting(labels.test)
        if !untested.isEmpty {
            notices.append(
                Notice("Of '\(name)' nothing is measured on \(names(untested)): it has no test image.")
            )
        }
        if let validation = labels.validation {
            let unvalidated = labels.train.subtracting(validation)
            if !unvalidated.isEmpty {
                notices.append(
                    Notice(
                        "Of '\(name)' no epoch is measured on \(names(unvalidated)): it has no validation image."
                    ))
            }
        }
        return notices
    }

    /// The maximum number of classes that a notice names.
    private static let classesTold = 10
}
