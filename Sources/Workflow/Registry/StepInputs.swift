public import FoundationEssentials

/// The files that a step reads, which are part of its cache key.
public struct StepInputs: Sendable {
    /// A file with its bytes.
    public struct File: Sendable {
        /// The name in messages and in the report: without the folder, so that it does not depend on the machine.
        public let name: String
        /// The bytes; empty for a folder.
        public let data: Data
        /// The files of a folder by name; empty for a file.
        public let files: [File]
        /// The SHA-256 of the bytes; for a folder, the hash of its files' names and hashes.
        public let hash: ContentHash

        /// The size in bytes; for a folder, the total.
        public var count: Int { files.reduce(data.count) { $0 + $1.count } }

        /// The number of files: 1 except for a folder.
        var fileCount: Int { files.isEmpty ? 1 : files.reduce(0) { $0 + $1.fileCount } }

        /// Makes a file from its bytes.
        public init(name: String, data: Data) {
            self.name = name
            self.data = data
            files = []
            hash = ContentHash(of: data)
        }

        /// Makes a folder of many files, which the report lists as one.
        public init(folder name: String, files: [File]) {
            self.name = name
            data = Data()
            self.files = files
            var fingerprint = Fingerprint()
            for file in files { fingerprint.add(file.name, file.hash) }
            hash = fingerprint.hash
        }
    }

    /// The files read, in a fixed order.
    public let files: [File]

    /// Choices made while finding the files, by name, such as the fallback data set.
    public let choices: [String: Value]

    /// Notices for the reader.
    public let notices: [Notice]

    /// The seed that the result depends on in place of the notebook's; `nil` for the notebook's.
    ///
    /// It matters to steps that depend on ``StepDependence/seed``.
    public var seed: UInt64?

    /// Makes a set of inputs.
    public init(files: [File] = [], choices: [String: Value] = [:], notices: [Notice] = []) {
        self.files = files
        self.choices = choices
        self.notices = notices
    }
}
