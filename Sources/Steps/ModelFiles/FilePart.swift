import FoundationEssentials

/// A part of a model file beside its tensors' numbers, whose bytes are read lazily.
struct FilePart: Sendable {
    /// Its name in words: `the file 'data.pkl'`.
    let name: String
    /// Reads its bytes.
    let read: @Sendable () throws(ModelFileProblem) -> Data
}
