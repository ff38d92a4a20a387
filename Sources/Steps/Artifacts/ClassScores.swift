import FoundationEssentials
import NeuralNet
import Workflow

/// The probabilities behind an evaluation, in the cache until a figure needs them.
struct ClassScores {
    /// The names of the classes.
    let classes: [String]
    /// `[N, K]`, Float32, little-endian.
    let probabilities: Blob
    /// `[N]`, one byte each: those of the images, which the cache has anyway.
    let labels: Blob

    init(classes: [String], probabilities: Blob, labels: Blob) {
        self.classes = classes
        self.probabilities = probabilities
        self.labels = labels
    }

    /// Takes the probabilities from an artifact's stored form.
    ///
    /// - Throws: `CacheDamage` if their number does not match that of the labels.
    init(classes: [String], in packed: PackedArtifact) throws(CacheDamage) {
        try self.init(
            classes: classes, probabilities: packed.blob("probabilities"), labels: packed.blob("labels"))
        let size = MemoryLayout<Float>.size
        guard !classes.isEmpty, probabilities.count / size / classes.count == labels.count,
            probabilities.count.isMultiple(of: size * classes.count)
        else { throw CacheDamage("the probabilities do not fit the images") }
    }

    /// The blobs of the stored form.
    var blobs: [String: Blob] { ["probabilities": probabilities, "labels": labels] }

    /// Reads the probabilities and the labels.
    ///
    /// - Throws: `CacheDamage` if they are lost in the cache, or are not possible.
    func read() throws -> ScoredImages {
        let values = try probabilities.data().littleEndianNumbers(as: UInt32.self).map {
            Float(bitPattern: $0)
        }
        let labels = try labels.data().map(Int.init)
        // Sums of rounded exponentials leave a probability of 1 slightly above it.
        guard values.allSatisfy({ $0 >= 0 && $0 <= 1.001 && $0.sign == .plus }),
            labels.allSatisfy(classes.indices.contains)
        else { throw CacheDamage("the probabilities or the labels are not possible") }
        return ScoredImages(probabilities: values, labels: labels, classes: classes.count)
    }
}
