import FoundationEssentials

/// The format of a model file, recognized unambiguously.
///
/// A safetensors file begins with a length, whose bytes may look like another format's, so it is checked first; all
/// others are recognized by their signatures.
enum ModelFileFormat {
    case safeTensors
    /// A zip archive, written by `torch.save` since PyTorch 1.6.
    case zip
    /// The older format of `torch.save`.
    case oldPyTorch
    /// A pickle of another program.
    case pickle
    case onnx
    /// Networks and arrays of other programs, each with its own advice.
    case foreign(ForeignNetworkFormat)
    case empty
    case unknown

    /// Recognizes a file by its first bytes.
    init(of file: Data) {
        let start = [UInt8](file.prefix(40))
        if start.isEmpty {
            self = .empty
        } else if Self.isSafeTensors(start) {
            self = .safeTensors
        } else if start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0x50, 0x4B, 5, 6]) {
            self = .zip
        } else if start.first == 0x80, start.count > 1, (2...5).contains(start[1]) {
            self = Self.hasMagicNumber(start) ? .oldPyTorch : .pickle
        } else if Self.isONNX(start) {
            self = .onnx
        } else if let other = ForeignNetworkFormat(of: file) {
            self = .foreign(other)
        } else {
            self = .unknown
        }
    }

    /// Checks for the header's length, of which at most four bytes are used, and the header, a JSON object; blanks
    /// before it are not allowed, and are reported when the file is read.
    ///
    /// At these bytes, 0 and `{`, a zip archive has the flags and the compression method of its first file, which do
    /// not have these values, and a pickle has the opcode 0, which does not exist, or a frame's length.
    private static func isSafeTensors(_ start: [UInt8]) -> Bool {
        start.count > 8 && start[4..<8].allSatisfy { $0 == 0 }
            && start[8...].first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
    }

    /// The magic number of old files, 0x1950A86A20F9469CFC6C, as a pickle opcode.
    private static func hasMagicNumber(_ start: [UInt8]) -> Bool {
        let magic: [UInt8] = [0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]
        return start.indices.contains { start[$0...].starts(with: magic) }
    }

    /// Checks for the format's version, then the producer, the graph or the operator sets.
    private static func isONNX(_ start: [UInt8]) -> Bool {
        start.count >= 3 && start[0] == 0x08 && (3...30).contains(start[1])
            && [0x12, 0x1A, 0x3A, 0x42].contains(start[2])
    }
}
