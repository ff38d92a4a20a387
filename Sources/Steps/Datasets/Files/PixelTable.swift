package import FoundationEssentials
import NeuralNet
import Workflow

/// A table of comma-separated values with an image in each row: its label, and its grey samples row by row, as Kaggle's
/// "Digit Recognizer" has them.
///
/// The first row may name the columns; one called `label` then has the labels, wherever it stands. Without names, the
/// first column has them. A row that only numbers the columns, as pandas writes it, is neither.
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

    /// The maximum length of a column's name in bytes that is compared with `label`.
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
            hasNames = !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
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

        /// Whether a field is a sample rather than a name.
        private static func isNumber(_ field: Data) -> Bool {
            !field.isEmpty && field.count <= 4
                && field.allSatisfy {
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "\r")
                }
        }

        /// Whether numbers name columns rather than being samples.
        private static func areConsecutive(_ fields: ArraySlice<Data>) -> Bool {
            let numbers = fields.map { String(decoding: $0, as: UTF8.self).filter { $0 != "\r" } }
            return [0, 1].contains { start in
                numbers.enumerated().allSatisfy { $1 == "\($0 + start)" }
            }
        }

        /// Whether fields are the numbers from 0, after an empty one if the rows are numbered too. A single pixel may be
        /// 1, and its label 0.
        private static func numberColumns(_ fields: [Data]) -> Bool {
            fields.count > 2
                && fields.dropFirst(fields[0].isEmpty ? 1 : 0).enumerated().allSatisfy { place, field in
                    String(decoding: field, as: UTF8.self).filter { !"\"\r ".contains($0) } == "\(place)"
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
        /// Whether the last byte was a carriage return, which only the end of a line follows.
        private var isAfterReturn = false
        /// The number that is read; `nil` before its first digit.
        private var number: Int?

        init(columns: Int, label: Int, line: Int) {
            (self.columns, self.label, self.line) = (columns, label, line)
        }

        mutating func take(_ byte: UInt8, _ name: String) throws(DataFileProblem) {
            guard !isAfterReturn || byte == UInt8(ascii: "\n") else { throw fault(name) }
            isAfterReturn = false
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let value = 10 * (number ?? 0) + Int(byte - UInt8(ascii: "0"))
                guard value <= 255 else { throw fault(name) }
                number = value
            case UInt8(ascii: ","): try endField(name)
            case UInt8(ascii: "\r"): isAfterReturn = true
            case UInt8(ascii: "\n"): try endRow(name)
            case UInt8(ascii: "."):
                throw DataFileProblem(name, PixelTableAdvice.words(onFractionIn: line, column: column + 1))
            case _ where column == label && PixelTableAdvice.isOfText(byte):
                throw DataFileProblem(name, PixelTableAdvice.words(onTextLabelIn: line, column: column + 1))
            default: throw fault(name)
            }
        }

        /// Ends the last row, after which there need not be a line's end.
        mutating func end(_ name: String) throws(DataFileProblem) { try endRow(name) }

        private mutating func endRow(_ name: String) throws(DataFileProblem) {
            defer { line += 1 }
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
            number = nil
        }

        private func fault(_ name: String) -> DataFileProblem {
            DataFileProblem(
                name,
                "has no whole number from 0 to 255 in line \(line), column \(column + 1); labels and samples are such"
            )
        }
    }
}
