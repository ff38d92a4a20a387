import Diagnostics

/// A text taken out of a file piece by piece, which knows where in the file each of its bytes stands.
///
/// A cell in a quote, a code span over two lines, a table's cell with `\|` in it: what is read is not one
/// stretch of the file, and yet every message has to point into the file.
struct MappedText: Sendable {
    /// A stretch of the text that is a stretch of the file.
    private struct Piece: Sendable {
        /// Where the stretch starts in the text.
        let start: Int
        /// Where it starts in the file.
        let fileStart: Int
        /// Where it ends in the file; what is longer in the text is mapped to there.
        let fileEnd: Int
    }

    /// The text's bytes.
    private(set) var bytes: [UInt8] = []

    private var pieces: [Piece] = []

    /// Makes an empty text.
    init() {}

    /// Makes the text of a stretch of a file.
    init(_ range: SourceRange, of fileBytes: [UInt8]) {
        append(fileBytes[range], from: range)
    }

    /// Adds bytes that stand in the file at a range, which may be shorter than they are.
    mutating func append(_ newBytes: some Sequence<UInt8>, from range: SourceRange) {
        let start = bytes.count
        bytes.append(contentsOf: newBytes)
        guard bytes.count > start else { return }
        pieces.append(Piece(start: start, fileStart: range.lowerBound, fileEnd: range.upperBound))
    }

    /// Adds another text with its places.
    mutating func append(_ text: MappedText) {
        let start = bytes.count
        bytes += text.bytes
        pieces += text.pieces.map {
            Piece(start: start + $0.start, fileStart: $0.fileStart, fileEnd: $0.fileEnd)
        }
    }

    /// The place in the file of a place in the text, counting from the byte at that place.
    ///
    /// - Complexity: O(log pieces).
    func fileOffset(of offset: Int) -> Int {
        guard let index = indexOfPiece(holding: offset) else { return 0 }
        let piece = pieces[index]
        return min(piece.fileStart + offset - piece.start, piece.fileEnd)
    }

    /// The bytes of the file that a range of the text was taken from, with what stands between them.
    func fileRange(of range: Range<Int>) -> SourceRange {
        let start = fileOffset(of: range.lowerBound)
        guard !range.isEmpty else { return start..<start }
        // The end counts from the last byte, so that it does not run on into the next piece's prefix.
        let end = fileOffset(of: range.upperBound - 1) + 1
        return start..<max(start, end)
    }

    /// A part of the text as a text of its own.
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
