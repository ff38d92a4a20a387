import NeuralNet

extension ImageFacts {
    /// Why a network that takes these images cannot take others; `nil` if it can.
    func shapeProblem(with images: ImageFacts) -> ArgumentProblem? {
        guard shape != images.shape else { return nil }
        return ArgumentProblem(
            id: "shape", "the network takes images of \(shape), but these are \(images.shape)",
            notes: [images.advice(toBe: shape)])
    }

    /// How images would be of another shape, that of a network's images, in words.
    ///
    /// Only image files of the user's own are loaded in the form that a call names.
    func advice(toBe wanted: Shape) -> String {
        guard sources.allSatisfy(\.hasForm) else {
            return
                "'channels:' and 'size:' go with image files of your own, so these stay \(shape): take a network for such images"
        }
        guard let written = form(toBe: wanted) else { return "load images of the same shape" }
        return sources.isEmpty
            ? "image files of your own are loaded like that with \(written)" : "load them with \(written)"
    }

    /// How two data sets of image files would be of one shape, that of the other's images, in words; `nil` if no
    /// arguments of `load` do that.
    ///
    /// - Parameter first: the facts of the data set that these images are to be joined to.
    func advice(toJoin first: ImageFacts) -> String? {
        let pairs = [(self, first, "these"), (first, self, "those of the first")]
        for (images, others, words) in pairs where images.sources.allSatisfy(\.hasForm) {
            guard !images.sources.isEmpty, let written = images.form(toBe: others.shape) else { continue }
            return "load \(words) with \(written)"
        }
        return nil
    }

    /// The arguments of `load` that give images another shape; `nil` if there are none.
    private func form(toBe wanted: Shape) -> String? {
        let (there, here) = (wanted.dimensions, shape.dimensions)
        var arguments: [String] = []
        if let channels = there.first, channels != here.first, channels == 1 || channels == 3 {
            arguments.append("channels: \(channels == 1 ? ".grey" : ".colour")")
        }
        if let side = there.last, there.dropFirst() == [side, side], there.dropFirst() != here.dropFirst() {
            arguments.append("size: \(side)")
        }
        return arguments.isEmpty ? nil : "'\(arguments.joined(separator: ", "))'"
    }
}
