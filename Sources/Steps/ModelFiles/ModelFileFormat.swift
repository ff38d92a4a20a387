import FoundationEssentials

/// What a model file is, told by what cannot be anything else.
///
/// The first bytes of a file of safetensors are a length, so they may look like any other format's: that it is one is
/// asked first, and of all the rest not more than its own mark.
enum ModelFileFormat {
    case safeTensors
    /// A zip archive, as `torch.save` has written since PyTorch 1.6.
    case zip
    /// What `torch.save` wrote before.
    case oldPyTorch
    /// A pickle of some other program.
    case pickle
    case onnx
    /// Networks and numbers of other programs, which are told apart to say what to do.
    case foreign(ForeignNetworkFormat)
    case unknown

    /// Looks at the first bytes of a file.
    init(of file: Data) {
        let start = [UInt8](file.prefix(40))
        if Self.isSafeTensors(start) {
            self = .safeTensors
        } else if start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0x50, 0x4B, 5, 6]) {
            self = .zip
        } else if start.first == 0x80, start.count > 1, (2...5).contains(start[1]) {
            self = Self.hasMagicNumber(start) ? .oldPyTorch : .pickle
        } else if Self.isONNX(start) {
            self = .onnx
        } else if let other = ForeignNetworkFormat(start) {
            self = .foreign(other)
        } else {
            self = .unknown
        }
    }

    /// The header's length, of which four bytes or fewer are used, then the header, a JSON object; blanks before it are not
    /// allowed, and are told where the file is read.
    ///
    /// Where these bytes are 0 and `{`, a zip archive has the flags and the method of its first file, which is none such, and a
    /// pickle the instruction 0, which there is not, or a frame's length.
    private static func isSafeTensors(_ start: [UInt8]) -> Bool {
        start.count > 8 && start[4..<8].allSatisfy { $0 == 0 }
            && start[8...].first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
    }

    /// The number that old files begin with, 0x1950A86A20F9469CFC6C, as an instruction of the pickle.
    private static func hasMagicNumber(_ start: [UInt8]) -> Bool {
        let magic: [UInt8] = [0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]
        return start.indices.contains { start[$0...].starts(with: magic) }
    }

    /// With the version of the format, then the producer, the graph or the operator sets.
    private static func isONNX(_ start: [UInt8]) -> Bool {
        start.count >= 3 && start[0] == 0x08 && (3...30).contains(start[1])
            && [0x12, 0x1A, 0x3A, 0x42].contains(start[2])
    }
}
