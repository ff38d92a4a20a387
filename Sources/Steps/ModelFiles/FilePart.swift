import FoundationEssentials

/// A part of a model file beside its tensors' numbers, whose bytes are read when they are wanted.
struct FilePart: Sendable {
    /// What it is called, in words: `the file 'data.pkl'`.
    let name: String
    /// Reads its bytes.
    let read: @Sendable () throws(ModelFileProblem) -> Data
}
