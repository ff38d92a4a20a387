import NeuralNet
import Workflow

/// The maximum size of one part of a data set.
enum SampleLimit {
    /// The maximum number of samples of one part: the same as for a folder.
    static let most = OwnFolder.limit

    /// Why this number of images is too large, in words; `nil` if it is not.
    ///
    /// - Parameters:
    ///   - shape: the shape of each.
    ///   - part: `training` or `test`.
    static func problem(_ count: Int, of shape: Shape, _ part: String) -> String? {
        let samples = shape.count(times: count)
        guard samples > most else { return nil }
        return
            "the data set would have \(NumberText.grouped(count)) \(part) images of \(shape), and \(NumberText.grouped(most / max(1, shape.count))) of that size are the most"
    }
}
