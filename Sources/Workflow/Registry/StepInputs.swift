public import FoundationEssentials

/// What a step found to read: enters its cache key.
public struct StepInputs: Sendable {
    /// A file with its bytes.
    public struct File: Sendable {
        /// The name in messages and in the report: without the folder, so that it is the same everywhere.
        public let name: String
        /// The bytes; of a folder none.
        public let data: Data
        /// The files of a folder, by name; of a file none.
        public let files: [File]
        /// The SHA-256 of the bytes; of a folder the hash of the names and hashes of its files.
        public let hash: ContentHash

        /// The number of bytes, of a folder those of its files.
        public var count: Int { files.reduce(data.count) { $0 + $1.count } }

        /// How many files it is: 1 but for a folder.
        var fileCount: Int { files.isEmpty ? 1 : files.reduce(0) { $0 + $1.fileCount } }

        /// Makes a file from its bytes.
        public init(name: String, data: Data) {
            self.name = name
            self.data = data
            files = []
            hash = ContentHash(of: data)
        }

        /// Makes a folder of many files, which stand as one in the report.
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

    /// Choices made while looking, such as the data set fallen back to, by name.
    public let choices: [String: Value]

    /// What the reader must know of it.
    public let notices: [Notice]

    /// Makes a set of inputs.
    public init(files: [File] = [], choices: [String: Value] = [:], notices: [Notice] = []) {
        self.files = files
        self.choices = choices
        self.notices = notices
    }
}

/// Something that the reader of a report must know, shown at its top and as a warning on the terminal.
public struct Notice: Sendable, Hashable, Codable {
    /// The message: a whole sentence or more, ended by a full stop.
    public let message: String

    /// Makes a notice.
    public init(_ message: String) { self.message = message }
}
