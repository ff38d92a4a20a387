package import NeuralNet
import Workflow

/// Training images with a part held out for validation.
package struct HeldOut {
    /// The images to train on, and those held out; `nil` if there are none.
    package let parts: (training: ImageSet, validation: ImageSet?)

    /// Draws the images to hold out.
    ///
    /// - Parameters:
    ///   - share: the share to hold out, 0..<1; at least one image if it is more than 0.
    ///   - seed: the seed of the choice.
    package init(share: Double, of images: ImageSet, seed: UInt64) throws {
        guard share > 0 else {
            parts = (images, nil)
            return
        }
        if let problem = Self.problem(share: share, of: images.count) {
            throw StepFailure(problem.message)
        }
        let count = Self.count(share: share, of: images.count)
        let order = RandomStream(seed: seed, stream: "validation").permutation(of: images.count)
        // In the original order, so that the parts keep the locality of the whole.
        parts = (
            try images.part(order[count...].sorted()),
            try images.part(order[..<count].sorted())
        )
    }

    /// Why a share of this number of images cannot be held out; `nil` if it can.
    static func problem(share: Double, of images: Int) -> ArgumentProblem? {
        let count = count(share: share, of: images)
        guard share > 0, count >= images else { return nil }
        return ArgumentProblem(
            id: "validation",
            images == 1
                ? "of one training image, none can be held out"
                : "of \(NumberText.grouped(images)) training images, \(NumberText.grouped(count)) cannot be held out",
            notes: ["at least one must be left to train on"])
    }

    /// The number of images that are left to train on, of images of which a share can be held out.
    static func trainingCount(share: Double, of images: Int) -> Int {
        share > 0 ? images - count(share: share, of: images) : images
    }

    private static func count(share: Double, of images: Int) -> Int {
        max(1, Int((share * Double(images)).rounded()))
    }
}
