package import FoundationEssentials
package import NeuralNet

/// A format of files with many labelled images each, such as those of published data sets.
///
/// A file's own statement of its size is trusted only if that many bytes are there.
package protocol DataFileFormat: Sendable {
    /// The name of its files in messages: `IDX files`.
    var name: String { get }

    /// Raised whenever the same files give a different data set.
    var version: Int { get }

    /// The meaning of the images' samples.
    var content: ImageContent { get }

    /// The contents of a part's files in order, if they differ: `images`, `labels`.
    var roles: [String] { get }

    /// The label in the files of the first class; those that ``labels(in:)`` and ``images(in:)`` return begin at 0.
    var firstLabel: UInt8 { get }

    /// The maximum size of a file in bytes.
    var largestFile: Int { get }

    /// The possible local names of a file that was published under a name, that name first.
    func names(ofPublished name: String) -> [String]

    /// Whether a file's path in a data set's folder matches the names of this format.
    func recognizes(_ path: String) -> Bool

    /// The training files of a data set, and its test files.
    ///
    /// - Parameters:
    ///   - files: the paths of the files to read, all of this format and in one folder, as ``files(among:of:)`` finds
    ///     them.
    ///   - dataset: the name of the data set's folder, for messages.
    /// - Throws: ``DataFileProblem`` if they are ambiguous or incomplete.
    func parts(among files: [String], of dataset: String) throws(DataFileProblem) -> DataFileParts

    /// The shape of each image in a part's files, `[C, H, W]`, read from as few bytes as possible.
    ///
    /// - Throws: ``DataFileProblem`` if a file is invalid, or they do not match.
    func shape(of files: [DataFile]) throws(DataFileProblem) -> Shape

    /// The labels of a part's images, one byte each.
    ///
    /// - Throws: ``DataFileProblem`` if their file is damaged.
    func labels(in files: [DataFile]) throws(DataFileProblem) -> Data

    /// A part's images with their labels.
    ///
    /// Whoever reads them checks shape and labels against what the data set has, so that no format has to.
    ///
    /// - Throws: ``DataFileProblem`` if a file is invalid, or they do not match.
    func images(in files: [DataFile]) throws(DataFileProblem) -> LabelledSamples

    /// The file of a part that holds the label of an image, and the label's index in that file, for messages.
    ///
    /// - Parameters:
    ///   - image: the index of the image in the part.
    ///   - files: the part's files, which ``images(in:)`` accepts.
    /// - Throws: ``DataFileProblem`` if a file is damaged.
    func place(ofLabel image: Int, in files: [DataFile]) throws(DataFileProblem) -> (
        file: DataFile, index: Int
    )
}

extension DataFileFormat {
    /// 0.
    package var firstLabel: UInt8 { 0 }

    /// Empty: all files have the same contents.
    package var roles: [String] { [] }

    /// The published name, and that of the decompressed file.
    package func names(ofPublished name: String) -> [String] {
        [name] + (Gzip.unpackedName(of: name).map { [$0] } ?? [])
    }

    /// The place among files that each hold the labels of their own images.
    package func place(
        ofLabel image: Int, in files: [DataFile]
    ) throws(DataFileProblem) -> (file: DataFile, index: Int) {
        var index = image
        for file in files.dropLast() {
            let count = try labels(in: [file]).count
            guard index >= count else { return (file, index) }
            index -= count
        }
        return (files[files.count - 1], index)
    }
}

/// The formats that are recognized in a user's folder: the first that recognizes a file reads the folder.
enum DataFileFormats {
    static let all: [any DataFileFormat] = [IDXFormat()]
}
