import NeuralNet
import Workflow

/// How much one part of a data set may hold.
enum SampleLimit {
    /// The most samples that the images of one part have together: as many as those of a folder.
    static let most = OwnFolder.limit

    /// What is wrong with so many images, in words; `nil` where they are not too many.
    ///
    /// - Parameters:
    ///   - shape: what each of them has.
    ///   - part: `training` or `test`.
    static func problem(_ count: Int, of shape: Shape, _ part: String) -> String? {
        let samples = shape.count(times: count)
        guard samples > most else { return nil }
        return
            "the data set would have \(NumberText.grouped(count)) \(part) images of \(shape), and \(NumberText.grouped(most / max(1, shape.count))) of that size are the most"
    }
}
