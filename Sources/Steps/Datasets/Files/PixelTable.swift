package import FoundationEssentials
import NeuralNet
import Workflow

/// A table of comma-separated values with an image in each row: its label, and its grey samples row by row, as Kaggle's
/// "Digit Recognizer" has them.
///
/// The first row may name the columns; one called `label` then has the labels, wherever it stands. Without names, the
/// first column has them. A row that only numbers the columns, as pandas writes it, is neither. Numbers may be in
/// quotation marks, have blanks around them, or end in `.0`.
package struct PixelTable: Sendable {
    /// The images with their labels.
    package let images: LabelledSamples

    /// The maximum number of columns: a label, and a square of 1,024 × 1,024 samples.
    private static let mostColumns = 1 + 1 << 20

    /// What programs such as Excel put before text of UTF-8.
    private static let byteOrderMark = Data([0xEF, 0xBB, 0xBF])

    /// The maximum length of the first row in bytes: twice what pandas writes for that many names such as
    /// `"pixel1048575"`.
    private static let longestFirstRow = 32 * mostColumns

    /// The maximum length in bytes of a column's name that is compared with `label`, and of a first number.
    private static let longestName = 100

    /// Reads a file.
    ///
    /// - Parameter name: the file's name, for messages.
    /// - Throws: ``DataFileProblem`` if a row is not one of whole numbers from 0 to 255, the first only numbers the
    ///   columns, rows differ in length, or the samples are not those of a square.
    package init(_ data: Data, name: String) throws(DataFileProblem) {
        let data = data.starts(with: Self.byteOrderMark) ? data.dropFirst(Self.byteOrderMark.count) : data
        let head = try Head(data, name)
        let side = Int(Double(head.columns - 1).squareRoot().rounded())
        guard side > 0, side * side == head.columns - 1 else {
            throw DataFileProblem(name, PixelTableAdvice.words(onColumns: head.columns))
        }
        var rows = Rows(columns: head.columns, label: head.label, line: head.hasNames ? 2 : 1)
        let bytes = data.span
        for place in head.length..<bytes.count { try rows.take(bytes[place], name) }
        try rows.end(name)
        let shape = Shape([1, side, side])
        try SampleLimit.check(rows.labels.count, of: shape, in: name)
        images = LabelledSamples(shape: shape, samples: Data(rows.samples), labels: Data(rows.labels))
    }

    /// What the first row says of the others.
    private struct Head {
        /// The number of columns.
        let columns: Int
        /// The index of the column of labels.
        let label: Int
        /// Whether the first row names the columns.
        let hasNames: Bool
        /// The length of the row of names in bytes, with its end; 0 if there is none.
        let length: Int

        init(_ data: Data, _ name: String) throws(DataFileProblem) {
            // A line as long as the file, which would be held as text, is no list of names.
            let start = data.prefix(PixelTable.longestFirstRow + 1)
            let end = start.firstIndex(of: UInt8(ascii: "\n")) ?? start.endIndex
            let row = data[data.startIndex..<end]
            guard row.count <= PixelTable.longestFirstRow else {
                throw DataFileProblem(
                    name, "has a first line of more than \(NumberText.bytes(PixelTable.longestFirstRow))")
            }
            let fields = row.split(
                separator: UInt8(ascii: ","), maxSplits: PixelTable.mostColumns,
                omittingEmptySubsequences: false)
            guard fields.count <= PixelTable.mostColumns else {
                throw DataFileProblem(name, "has more columns than an image has samples")
            }
            columns = fields.count
            if let words = PixelTableAdvice.words(onSeparatorsIn: row) { throw DataFileProblem(name, words) }
            guard let first = row.first(where: { $0 != UInt8(ascii: "\r") }) else {
                throw DataFileProblem(name, "has no images")
            }
            hasNames = !fields.prefix(1).allSatisfy(Self.beginsRow)
            guard !Self.numberColumns(fields) else {
                throw DataFileProblem(
                    name,
                    "has a first line that only numbers the columns, as pandas writes it: write the table without it, in Python 'table.to_csv(…, header=False, index=False)', or call the column of labels 'label'"
                )
            }
            guard hasNames else {
                (label, length) = (0, 0)
                return
            }
            func isNamedLabel(_ field: Data) -> Bool {
                field.count <= PixelTable.longestName
                    && String(decoding: field, as: UTF8.self).lowercased().filter {
                        $0.isLetter || $0.isNumber
                    } == "label"
            }
            guard let place = fields.firstIndex(where: isNamedLabel) else {
                if fields.count > 1, PixelTableAdvice.isOfText(first),
                    fields.dropFirst().allSatisfy(Self.isNumber),
                    !Self.areConsecutive(fields.dropFirst())
                {
                    throw DataFileProblem(name, PixelTableAdvice.words(onTextLabelIn: 1, column: 1))
                }
                throw DataFileProblem(
                    name, "has no column 'label': images without labels are nothing to train or test on")
            }
            label = place
            length = min(end + 1, data.endIndex) - data.startIndex
        }

        private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

        /// A field without what may stand around its number.
        private static func bare(_ field: Data) -> Data { field.filter { !"\"\r\t ".utf8.contains($0) } }

        /// Whether a first field is a number, if not a possible one, rather than a name.
        private static func beginsRow(_ field: Data) -> Bool {
            guard field.count <= PixelTable.longestName else { return false }
            let field = bare(field)
            return field.first.map(digits.contains) == true
                && field.allSatisfy { digits.contains($0) || ".eE+-".utf8.contains($0) }
        }

        /// Whether a field is a sample rather than a name.
        private static func isNumber(_ field: Data) -> Bool {
            let field = bare(field)
            return (1...3).contains(field.count) && field.allSatisfy(digits.contains)
        }

        /// Whether numbers name columns rather than being samples.
        private static func areConsecutive(_ fields: ArraySlice<Data>) -> Bool {
            let numbers = fields.map { String(decoding: bare($0), as: UTF8.self) }
            return [0, 1].contains { start in
                numbers.enumerated().allSatisfy { $1 == "\($0 + start)" }
            }
        }

        /// Whether fields are the numbers from 0, after an empty one if the rows are numbered too. A single pixel may be
        /// 1, and its label 0.
        private static func numberColumns(_ fields: [Data]) -> Bool {
            fields.count > 2
                && fields.dropFirst(fields[0].isEmpty ? 1 : 0).enumerated().allSatisfy { place, field in
                    String(decoding: bare(field), as: UTF8.self) == "\(place)"
                }
        }
    }

    /// The rows read so far.
    private struct Rows {
        let columns: Int
        let label: Int
        /// The line that is read, 1-based.
        var line: Int
        var samples: [UInt8] = []
        var labels: [UInt8] = []
        private var column = 0
        private var place = Place.number
        /// The number that is read; `nil` before its first digit.
        private var number: Int?

        /// What the next byte may be.
        private enum Place {
            /// A digit, or what ends or surrounds a number.
            case number
            /// A digit between quotation marks, or the second mark.
            case quoted
            /// A zero behind a decimal point, or what ends a number.
            case decimals
            /// What ends a number.
            case end
            /// The end of the line behind a carriage return.
            case endOfLine
        }

        init(columns: Int, label: Int, line: Int) {
            (self.columns, self.label, self.line) = (columns, label, line)
        }

        mutating func take(_ byte: UInt8, _ name: String) throws(DataFileProblem) {
            guard place == .number else { return try takeRest(byte, name) }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): try takeDigit(byte, name)
            case UInt8(ascii: "\""):
                guard number == nil else { throw fault(name) }
                place = .quoted
            case UInt8(ascii: "."):
                guard number != nil else { throw fraction(name) }
                place = .decimals
            default: try takeEnd(byte, name)
            }
        }

        /// Takes a byte of a number that is not written by its digits alone.
        private mutating func takeRest(_ byte: UInt8, _ name: String) throws(DataFileProblem) {
            switch (place, byte) {
            case (.endOfLine, UInt8(ascii: "\n")): try endRow(name)
            case (.endOfLine, _): throw fault(name)
            case (.quoted, UInt8(ascii: "0")...UInt8(ascii: "9")): try takeDigit(byte, name)
            case (.quoted, UInt8(ascii: "\"")) where number != nil: place = .end
            case (.quoted, _): throw textLabel(name) ?? fault(name)
            case (.decimals, UInt8(ascii: "0")): break
            case (.decimals, UInt8(ascii: "1")...UInt8(ascii: "9")): throw fraction(name)
            case (.decimals, UInt8(ascii: "e")), (.decimals, UInt8(ascii: "E")):
                throw DataFileProblem(name, PixelTableAdvice.words(onExponentIn: line, column: column + 1))
            default: try takeEnd(byte, name)
            }
        }

        private mutating func takeDigit(_ byte: UInt8, _ name: String) throws(DataFileProblem) {
            let value = 10 * (number ?? 0) + Int(byte - UInt8(ascii: "0"))
            guard value <= 255 else { throw fault(name) }
            number = value
        }

        /// Takes what may follow a number.
        private mutating func takeEnd(_ byte: UInt8, _ name: String) throws(DataFileProblem) {
            switch byte {
            case UInt8(ascii: ","): try endField(name)
            case UInt8(ascii: "\r"): place = .endOfLine
            case UInt8(ascii: "\n"): try endRow(name)
            case UInt8(ascii: " "), UInt8(ascii: "\t"): if number != nil { place = .end }
            default: throw (PixelTableAdvice.isOfText(byte) ? textLabel(name) : nil) ?? fault(name)
            }
        }

        /// Ends the last row, after which there need not be a line's end.
        mutating func end(_ name: String) throws(DataFileProblem) {
            guard place != .quoted else { throw fault(name) }
            try endRow(name)
        }

        private mutating func endRow(_ name: String) throws(DataFileProblem) {
            defer { (line, place) = (line + 1, .number) }
            // An empty line, as at the end.
            if column == 0, number == nil { return }
            try endField(name)
            guard column == columns else {
                throw DataFileProblem(
                    name, "has \(column) columns in line \(line), but \(columns) in its first")
            }
            column = 0
        }

        private mutating func endField(_ name: String) throws(DataFileProblem) {
            guard let value = number, column < columns else {
                guard number == nil else {
                    throw DataFileProblem(
                        name, "has more than \(columns) columns in line \(line), but \(columns) in its first")
                }
                throw fault(name)
            }
            if column == label { labels.append(UInt8(value)) } else { samples.append(UInt8(value)) }
            column += 1
            (number, place) = (nil, .number)
        }

        /// That a text is where a label is to be; `nil` in another column.
        private func textLabel(_ name: String) -> DataFileProblem? {
            guard column == label else { return nil }
            return DataFileProblem(name, PixelTableAdvice.words(onTextLabelIn: line, column: column + 1))
        }

        private func fraction(_ name: String) -> DataFileProblem {
            DataFileProblem(
                name,
                PixelTableAdvice.words(onFractionIn: line, column: column + 1, isLabel: column == label))
        }

        private func fault(_ name: String) -> DataFileProblem {
            DataFileProblem(
                name,
                "has no whole number from 0 to 255 in line \(line), column \(column + 1); labels and samples are such"
            )
        }
    }
}
