extension ImageFacts {
    /// Why a network that takes these images cannot take others; `nil` if it can.
    func shapeProblem(with images: ImageFacts) -> ArgumentProblem? {
        guard shape != images.shape else { return nil }
        return ArgumentProblem(
            id: "shape", "the network takes images of \(shape), but these are \(images.shape)")
    }
}
