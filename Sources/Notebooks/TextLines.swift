/// The lines of a text: their starts and indentation.
struct TextLines {
    /// A line.
    struct Line {
        /// The start, in bytes from the text's start.
        let start: Int
        /// The number of leading blanks.
        let indentation: Int
    }

    private let lines: [Line]

    /// Finds the lines of a text, which end at LF and CR.
    init(_ bytes: [UInt8]) {
        var lines: [Line] = []
        var start = 0
        var indentation = 0
        var isBlank = true
        for (place, byte) in bytes.enumerated() {
            if byte.isLineEnd {
                lines.append(Line(start: start, indentation: indentation))
                start = place + 1
                indentation = 0
                isBlank = true
            } else if isBlank, byte.isBlank {
                indentation += 1
            } else {
                isBlank = false
            }
        }
        lines.append(Line(start: start, indentation: indentation))
        self.lines = lines
    }

    /// The line that contains a byte.
    ///
    /// - Complexity: O(log lines).
    func line(holding offset: Int) -> Line {
        var low = 0
        var high = lines.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle].start <= offset { low = middle } else { high = middle }
        }
        return lines[low]
    }
}
