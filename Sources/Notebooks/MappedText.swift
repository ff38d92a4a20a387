import Diagnostics

/// A text assembled from pieces of a file, with the offset in the file of each byte.
///
/// A cell in a quote, a code span over two lines and a table cell with `\|` in it are not contiguous in the file, yet
/// every diagnostic has to point into the file.
struct MappedText: Sendable {
    /// A run of the text that is contiguous in the file.
    private struct Piece: Sendable {
        /// The run's start in the text.
        let start: Int
        /// The run's start in the file.
        let fileStart: Int
        /// The run's end in the file, to which text beyond its length is mapped.
        let fileEnd: Int
    }

    /// The text's bytes.
    private(set) var bytes: [UInt8] = []

    private var pieces: [Piece] = []

    /// Makes an empty text.
    init() {}

    /// Makes the text of a range of a file.
    init(_ range: SourceRange, of fileBytes: [UInt8]) {
        append(fileBytes[range], from: range)
    }

    /// Appends bytes that come from a range of the file, which may be shorter than they are.
    mutating func append(_ newBytes: some Sequence<UInt8>, from range: SourceRange) {
        let start = bytes.count
        bytes.append(contentsOf: newBytes)
        guard bytes.count > start else { return }
        pieces.append(Piece(start: start, fileStart: range.lowerBound, fileEnd: range.upperBound))
    }

    /// Appends another text with its mapping.
    mutating func append(_ text: MappedText) {
        let start = bytes.count
        bytes += text.bytes
        pieces += text.pieces.map {
            Piece(start: start + $0.start, fileStart: $0.fileStart, fileEnd: $0.fileEnd)
        }
    }

    /// The offset in the file of an offset in the text, counted from the byte at that offset.
    ///
    /// - Complexity: O(log pieces).
    func fileOffset(of offset: Int) -> Int {
        guard let index = indexOfPiece(holding: offset) else { return 0 }
        let piece = pieces[index]
        return min(piece.fileStart + offset - piece.start, piece.fileEnd)
    }

    /// The bytes of the file from which a range of the text was taken, including the gaps between them.
    func fileRange(of range: Range<Int>) -> SourceRange {
        let start = fileOffset(of: range.lowerBound)
        guard !range.isEmpty else { return start..<start }
        // The end counts from the last byte, so that it does not extend into the next piece's prefix.
        let end = fileOffset(of: range.upperBound - 1) + 1
        return start..<max(start, end)
    }

    /// A part of the text with its mapping.
    subscript(range: Range<Int>) -> MappedText {
        var part = MappedText()
        guard !range.isEmpty, var index = indexOfPiece(holding: range.lowerBound) else { return part }
        var start = range.lowerBound
        while start < range.upperBound {
            let piece = pieces[index]
            let pieceEnd = index + 1 < pieces.count ? pieces[index + 1].start : bytes.count
            let end = min(pieceEnd, range.upperBound)
            let fileStart = min(piece.fileStart + start - piece.start, piece.fileEnd)
            let fileEnd = max(fileStart, min(piece.fileEnd, fileStart + end - start))
            part.append(bytes[start..<end], from: fileStart..<fileEnd)
            start = end
            index += 1
        }
        return part
    }

    private func indexOfPiece(holding offset: Int) -> Int? {
        guard !pieces.isEmpty else { return nil }
        var low = 0
        var high = pieces.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if pieces[middle].start <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
