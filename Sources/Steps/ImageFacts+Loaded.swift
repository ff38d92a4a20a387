extension ImageFacts {
    /// Why images are not as they were loaded; `nil` if they are neither normalized nor augmented, as far as is known.
    ///
    /// A step that changes samples asks this: the numbers of a normalization are those of the samples before.
    ///
    /// - Parameters:
    ///   - use: what is done with them: `joined`.
    ///   - notes: what to write instead.
    func changeProblem(for use: String, notes: [String]) -> ArgumentProblem? {
        let isNormalized = normalization.map { $0 != .unscaled } ?? false
        guard isAugmented || isNormalized else { return nil }
        return ArgumentProblem(
            id: "changed",
            "data sets are \(use) as they were loaded, and this one is \(isAugmented ? "augmented" : "normalized") already",
            notes: notes)
    }
}
