extension Unicode.Scalar {
    /// Whether a name of the step language may start with it; stricter than Swift.
    var startsIdentifier: Bool {
        isASCII ? isASCIILetter || self == "_" : properties.isXIDStart
    }

    /// Whether a name may continue with it; stricter than Swift.
    var continuesIdentifier: Bool {
        isASCII ? isASCIILetter || self == "_" || isASCIIDigit : properties.isXIDContinue
    }

    private var isASCIILetter: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self)
    }

    private var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension UInt8 {
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

    var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }

    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    var isHexDigit: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
            || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(self)
    }

    /// Whether it is an ASCII letter, a digit, `_`, or a part of a character beyond ASCII.
    var isWordByte: Bool {
        isDigit || self == UInt8(ascii: "_") || self >= 0x80
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }

    /// Whether Swift builds operators from it.
    var isOperatorByte: Bool { Self.operatorBytes.contains(self) }

    private static let operatorBytes = Set("/=-+!*%<>&|^~?".utf8)
}
