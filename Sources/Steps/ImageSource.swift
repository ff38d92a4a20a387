import Workflow

/// Where images come from, as far as a notebook's calls show it: a call of `load` and one of its parts.
struct ImageSource: Sendable, Hashable {
    /// A part of a data set.
    enum Part: String, Sendable, Hashable {
        case train, validation, test
    }

    /// What `load` names: a published data set, or data of the user's own.
    let name: String
    /// Whether it is data of the user's own.
    let isOwn: Bool
    /// The share that the call keeps for testing; `nil` if the data set has test images.
    let split: Double?
    /// The seed of the split that the call gives; `nil` for the notebook's.
    let seed: Int?

    /// The source of a call's images; `nil` if it is not known before the run.
    init?(_ call: PlannedCall<Load.Parameters>) {
        guard let own = call.from.value, let name = call.name.value, let split = call.split.value,
            let seed = call.seed.value, let source = own ?? name
        else { return nil }
        (self.name, isOwn, self.split, self.seed) = (source, own != nil, split, seed)
    }

    /// Whether it is a file of arrays, or a table.
    var isArrayFile: Bool { isOwn && FileSource(name: name) != nil }

    /// Whether its images are loaded in the channels and the size that a call names.
    var hasForm: Bool { isOwn && !isArrayFile }

    /// Whether one of its parts has images of another source's training images.
    ///
    /// A greater share that is kept for testing has all images of a smaller one drawn by the same seed. Another seed
    /// draws others; whether it is another one is not known where one of the two is the notebook's.
    private func hasTrainingImages(of trained: ImageSource, in part: Part) -> Bool {
        guard name == trained.name, isOwn == trained.isOwn else { return false }
        switch part {
        case .train: return true
        case .validation: return false
        case .test:
            guard let split, let trainedSplit = trained.split else { return false }
            if let seed, let other = trained.seed, seed != other { return true }
            return split > trainedSplit
        }
    }

    /// Whether images are known to be among those that a network was trained on.
    ///
    /// - Parameters:
    ///   - images: the facts of the images; a whole data set stands for its test images.
    ///   - trained: the facts of the network's training images.
    private static func areTrained(_ images: ImageFacts, by trained: ImageFacts) -> Bool {
        images.sources.contains { source in
            trained.sources.contains { source.hasTrainingImages(of: $0, in: images.part ?? .test) }
        }
    }

    /// The warning that a network is measured on images that it was trained on; `nil` if that is not known.
    static func warning(
        on images: ImageFacts?, for trained: ImageFacts?, about argument: any AnyKnownArgument
    ) -> PlanningProblem? {
        guard let images, let trained, areTrained(images, by: trained) else { return nil }
        return PlanningProblem(
            id: "trained-on",
            "the network was trained on images that are measured here, so the numbers say nothing of new ones",
            about: argument,
            notes: [
                images.part == .train
                    ? "a data set's 'test' has the images to measure on"
                    : "of these test images, some are training images of the same folder with another 'split' or 'seed'"
            ])
    }
}
