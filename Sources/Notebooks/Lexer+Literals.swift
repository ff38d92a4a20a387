import Diagnostics

extension Lexer {
    /// Reads an integer or a float; a word directly after it is an error.
    mutating func readNumber() -> Token.Kind {
        let start = position
        if byte() == UInt8(ascii: "0"), let base = base(markedBy: byte(1)) {
            return readInteger(base: base)
        }
        skipDigits()
        var isFloat = false
        if byte() == UInt8(ascii: "."), byte(1).isDigit {
            isFloat = true
            position += 1
            skipDigits()
        }
        if byte() == UInt8(ascii: "e") || byte() == UInt8(ascii: "E") {
            let sign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") ? 1 : 0
            if byte(1 + sign).isDigit {
                isFloat = true
                position += 1 + sign
                skipDigits()
            }
        }
        guard !continuesWord else { return invalidNumber(from: start) }
        let range = start..<position
        let digits = string(range).filter { $0 != "_" }
        guard isFloat else {
            guard let value = UInt64(digits) else {
                diagnostics.append(.integerTooLarge(string(range), at: fileRange(range)))
                return .invalid
            }
            return .integer(value)
        }
        guard let value = Double(digits), value.isFinite else {
            diagnostics.append(.floatTooLarge(string(range), at: fileRange(range)))
            return .invalid
        }
        return .float(value)
    }

    private func base(markedBy letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "b"): 2
        case UInt8(ascii: "o"): 8
        default: nil
        }
    }

    private mutating func readInteger(base: Int) -> Token.Kind {
        let start = position
        position += 2
        while continuesWord { position += 1 }
        let range = start..<position
        let digits = string(start + 2..<position)
        // Swift requires a leading digit, and reads '0x1p3' as a float, which is not supported here.
        guard let first = digits.first, first != "_",
            digits.allSatisfy({ $0 == "_" || $0.hexDigitValue.map { $0 < base } == true && $0.isASCII })
        else {
            diagnostics.append(.malformedNumber(string(range), at: fileRange(range)))
            return .invalid
        }
        guard let value = UInt64(digits.filter { $0 != "_" }, radix: base) else {
            diagnostics.append(.integerTooLarge(string(range), at: fileRange(range)))
            return .invalid
        }
        return .integer(value)
    }

    private mutating func skipDigits() {
        while byte().isDigit || byte() == UInt8(ascii: "_") { position += 1 }
    }

    /// Whether a word continues here; a no-break space, which looks like a blank, does not continue it.
    private var continuesWord: Bool { byte().isWordByte && !startsNoBreakSpace(at: position) }

    private mutating func invalidNumber(from start: Int) -> Token.Kind {
        while continuesWord { position += 1 }
        let range = start..<position
        diagnostics.append(.malformedNumber(string(range), at: fileRange(range)))
        return .invalid
    }
}

// MARK: Strings

extension Lexer {
    /// Reads a string with Swift's escapes, but without interpolation and on one line.
    mutating func readString() -> Token.Kind {
        let start = position
        if byte(1) == UInt8(ascii: "\""), byte(2) == UInt8(ascii: "\"") { return readMultilineString() }
        position += 1
        var value: [UInt8] = []
        var isValid = true
        while !isAtEnd, !byte().isLineEnd {
            switch byte() {
            case UInt8(ascii: "\""):
                position += 1
                return isValid ? .string(String(decoding: value, as: UTF8.self)) : .invalid
            case UInt8(ascii: "\\"):
                guard !readEscape(into: &value) else { continue }
                isValid = false
            case let byte where byte < 0x20 || byte == 0x7F:
                position += 1
                isValid = false
                diagnostics.append(.controlCharacter(byte, at: fileRange(position - 1..<position)))
            case let byte:
                value.append(byte)
                position += 1
            }
        }
        if isValid {
            diagnostics.append(.unclosedString(at: fileRange(start..<position)))
        }
        return .unreadable
    }

    private mutating func readMultilineString() -> Token.Kind {
        let start = position
        position += 3
        let quotes = [UInt8](repeating: UInt8(ascii: "\""), count: 3)
        while !isAtEnd, !bytes[position...].starts(with: quotes) {
            position += byte() == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position + 3, bytes.count)
        diagnostics.append(.multilineString(at: fileRange(start..<start + 3)))
        return .invalid
    }

    /// Reads an escape and appends its value; returns whether the escape is known.
    private mutating func readEscape(into value: inout [UInt8]) -> Bool {
        let start = position
        position += 1
        let simple: [UInt8: UInt8] = [
            UInt8(ascii: "0"): 0, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
            UInt8(ascii: "\""): 34, UInt8(ascii: "'"): 39, UInt8(ascii: "\\"): 92,
        ]
        if let meant = simple[byte()] {
            position += 1
            value.append(meant)
            return true
        }
        if byte() == UInt8(ascii: "u"), byte(1) == UInt8(ascii: "{") {
            return readUnicodeEscape(from: start, into: &value)
        }
        if byte() == UInt8(ascii: "(") {
            skipInterpolation()
            diagnostics.append(.interpolation(at: fileRange(start..<position)))
            return false
        }
        if !isAtEnd, !byte().isLineEnd { position += UTF8.width(scalar()) }
        diagnostics.append(.unknownEscape(string(start..<position), at: fileRange(start..<position)))
        return false
    }

    private mutating func readUnicodeEscape(from start: Int, into value: inout [UInt8]) -> Bool {
        position += 2
        let digitsStart = position
        while byte().isHexDigit { position += 1 }
        let digits = string(digitsStart..<position)
        let isClosed = byte() == UInt8(ascii: "}")
        if isClosed { position += 1 }
        guard isClosed, (1...8).contains(digits.count), let number = UInt32(digits, radix: 16),
            let scalar = Unicode.Scalar(number)
        else {
            diagnostics.append(.unknownEscape(string(start..<position), at: fileRange(start..<position)))
            return false
        }
        value.append(contentsOf: String(Character(scalar)).utf8)
        return true
    }

    /// Skips `(…)` including the strings in it, but stops at the line's end.
    private mutating func skipInterpolation() {
        var depth = 0
        var isInString = false
        repeat {
            switch byte() {
            case UInt8(ascii: "\\") where isInString: position += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "(") where !isInString: depth += 1
            case UInt8(ascii: ")") where !isInString: depth -= 1
            default: break
            }
            position += 1
        } while depth > 0 && !isAtEnd && !byte().isLineEnd
        position = min(position, bytes.count)
    }
}

extension Diagnostic {
    fileprivate static func integerTooLarge(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.integer-range", "the integer '\(text)' is too large", at: range,
            label: "the largest is \(Int.max)")
    }

    fileprivate static func floatTooLarge(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.float-range", "the number '\(text)' is too large", at: range,
            label: "the largest is about 1.8e308")
    }

    fileprivate static func malformedNumber(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.number", "'\(text)' is not a number", at: range)
    }

    fileprivate static func unclosedString(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.string", "the string is not closed", at: range,
            label: "'\"' is missing before the line's end")
    }

    fileprivate static func multilineString(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.multiline-string", "strings over several lines are not part of the step language",
            at: range, label: "write '\\n' for a line end")
    }

    fileprivate static func interpolation(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.interpolation", "string interpolation is not part of the step language", at: range,
            notes: [Note("a computed value in prose, `= percent(x, 2)`, shows the result of a step")])
    }

    fileprivate static func unknownEscape(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.escape", "unknown escape '\(text)'", at: range,
            label: "there are \\n \\t \\r \\0 \\\" \\' \\\\ and \\u{…}")
    }

    fileprivate static func controlCharacter(_ byte: UInt8, at range: SourceRange) -> Diagnostic {
        let isTab = byte == UInt8(ascii: "\t")
        return Diagnostic(
            id: "syntax.control-character", "a \(isTab ? "tab" : "control character") in a string", at: range,
            label: "write '\\\(isTab ? "t" : "u{\(String(byte, radix: 16))}")'")
    }
}
