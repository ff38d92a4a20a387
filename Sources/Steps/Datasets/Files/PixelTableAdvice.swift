import FoundationEssentials

/// What a table of pixels was found to be instead of one, and how to write it as one.
enum PixelTableAdvice {
    /// What separates the values of a row instead of commas; `nil` if commas do.
    static func words(onSeparatorsIn row: Data) -> String? {
        func count(_ separator: Unicode.Scalar) -> Int { row.count { $0 == UInt8(ascii: separator) } }
        let commas = count(",")
        let (semicolons, tabs) = (count(";"), count("\t"))
        guard max(semicolons, tabs) > commas else { return nil }
        return
            "has \(semicolons > tabs ? "semicolons" : "tabs") between its values: write it with commas, in Python 'table.to_csv(…, sep=\",\", index=False)'"
    }

    /// Why so many columns are not a label and the samples of a square image.
    static func words(onColumns count: Int) -> String {
        if let side = side(of: count - 1, channels: 3) {
            return
                "has \(count) columns, a label and the samples of an image of \(side) × \(side) in colour: only grey ones are read from a table; save the pictures in a folder for each class, or their arrays in one file, in Python \(OtherData.savingArrays)"
        }
        if let side = side(of: count - 2, channels: 1) {
            return
                "has \(count) columns, one more than a label and the samples of an image of \(side) × \(side): pandas numbers the rows too unless it is told 'index=False'"
        }
        if let side = side(of: count, channels: 1) {
            return
                "has \(count) columns, the samples of an image of \(side) × \(side) without a label: write a column of labels before them"
        }
        return "has \(count) columns, and they are a label and the samples of a square image: 785 for 28 × 28"
    }

    /// That a label is a text.
    static func words(onTextLabelIn line: Int, column: Int) -> String {
        "has a text as label in line \(line), column \(column): labels are whole numbers from 0 to 255; number the classes, as 'pandas.factorize' in Python does, or save the pictures in a folder for each class"
    }

    /// That a number is a fraction.
    static func words(onFractionIn line: Int, column: Int, isLabel: Bool) -> String {
        "has a fraction \(isLabel ? "as label " : "")in line \(line), column \(column): labels and samples are whole numbers from 0 to 255; "
            + (isLabel
                ? "labels are in the first column, or in the one called 'label'"
                : "samples from 0 to 1 are written times 255")
    }

    /// That a number has an exponent.
    static func words(onExponentIn line: Int, column: Int) -> String {
        "has a number with an exponent in line \(line), column \(column): write whole numbers by their digits, in Python 'numpy.savetxt(…, fmt=\"%d\", delimiter=\",\")'"
    }

    /// Whether a byte begins a text rather than a number: a letter, or a quotation mark.
    static func isOfText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "\""),
            0x80...:
            true
        default: false
        }
    }

    /// The side of a square image of at least 2 × 2 with that many samples; `nil` if there is none.
    private static func side(of samples: Int, channels: Int) -> Int? {
        guard samples > 0, samples % channels == 0 else { return nil }
        let side = Int(Double(samples / channels).squareRoot().rounded())
        return side > 1 && side * side * channels == samples ? side : nil
    }
}
