package import FoundationEssentials
package import NeuralNet

/// A format of files that hold many labelled images, as published data sets have them.
///
/// What a file says of its own size is believed only where as many bytes are there.
package protocol DataFileFormat: Sendable {
    /// What files of it are called, in messages: `IDX files`.
    var name: String { get }

    /// Raised whenever the same files give another data set.
    var version: Int { get }

    /// What the samples of the images stand for.
    var content: ImageContent { get }

    /// What each file of a part holds where they differ, in words and in their order: `images`, `labels`.
    var roles: [String] { get }

    /// The most bytes that a file may have.
    var largestFile: Int { get }

    /// What a file that was published under a name may be called where it lies now, that name first.
    func names(ofPublished name: String) -> [String]

    /// Whether a file is called as those of this format are, by its path from a data set's folder.
    func recognizes(_ path: String) -> Bool

    /// Which files of a folder are its data set.
    ///
    /// - Parameters:
    ///   - files: the files' paths from the folder, of this format or not.
    ///   - dataset: what the folder is called, for messages.
    /// - Throws: ``DataFileProblem`` where that cannot be told, or something is missing.
    func parts(among files: [String], of dataset: String) throws(DataFileProblem) -> DataFileParts

    /// The shape of each image in a part's files, `[C, H, W]`, from as few bytes as tell it.
    ///
    /// - Throws: ``DataFileProblem`` where one is not what it should be, or they do not fit each other.
    func shape(of files: [DataFile]) throws(DataFileProblem) -> Shape

    /// The labels of a part's images, a byte each.
    ///
    /// - Throws: ``DataFileProblem`` where the file that holds them is damaged.
    func labels(in files: [DataFile]) throws(DataFileProblem) -> Data

    /// A part's images with their labels.
    ///
    /// - Parameter expected: what they must be; `nil` for anything.
    /// - Throws: ``DataFileProblem`` where a file is not what it should be, or they do not fit each other.
    func images(in files: [DataFile], expecting expected: ExpectedImages?) throws(DataFileProblem)
        -> LabelledSamples
}

extension DataFileFormat {
    /// Nothing: all hold the same.
    package var roles: [String] { [] }

    /// The published name, and that of the file unpacked.
    package func names(ofPublished name: String) -> [String] {
        [name] + (Gzip.unpackedName(of: name).map { [$0] } ?? [])
    }
}

/// The formats that are looked for in a folder of one's own.
enum DataFileFormats {
    static let all: [any DataFileFormat] = [IDXFormat()]
}
