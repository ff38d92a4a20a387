import Diagnostics
import FoundationEssentials
import Glibc
import Workflow

/// An output stream of the process, and its capabilities.
struct Terminal: Sendable {
    private let descriptor: Int32

    /// The stream for results and paths.
    static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
    /// The stream for progress and diagnostics.
    static let standardError = Terminal(descriptor: STDERR_FILENO)

    /// Whether it is a terminal on which lines can be redrawn.
    var isInteractive: Bool {
        isatty(descriptor) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Whether to use colours: on a terminal, unless `NO_COLOR` is set to anything.
    var hasColour: Bool {
        isInteractive && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    }

    /// The number of columns; 80 if unknown.
    var width: Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Prints a path as the result of a command: verbatim to a program, and without control characters to a terminal.
    ///
    /// - Throws: ``WorldProblem`` if that is impossible.
    func print(path: String) throws { try print((isatty(descriptor) == 1 ? path.madeVisible : path) + "\n") }

    /// Writes messages as far as possible: if that fails, nobody can be told.
    func write(_ text: String) { _ = written(bytes(of: fitting(text))) }

    /// Replaces the lines drawn last by others, each cut to the width.
    ///
    /// - Parameter count: the number of lines drawn last; the cursor is in the line after them.
    func redraw(_ lines: [String], over count: Int) {
        var block = Array((count > 0 ? "\u{1B}[\(count)A\r\u{1B}[J" : "").utf8)
        for line in lines { block += bytes(of: line.clipped(to: width - 1) + "\n") }
        _ = written(block)
    }

    /// Prints sentences for people completely.
    ///
    /// - Throws: ``WorldProblem`` if that is impossible.
    func print(words: String) throws { try print(bytes(of: fitting(words))) }

    /// Sentences broken between words on a terminal, which would break them within words; whole lines for a program.
    private func fitting(_ words: String) -> String {
        isatty(descriptor) == 1 ? words.wrapped(to: width) : words
    }

    /// Prints results completely.
    ///
    /// - Throws: ``WorldProblem`` if that is impossible, so that a truncated result is not mistaken for a complete
    ///   one.
    func print(_ text: String) throws { try print(bytes(of: text)) }

    /// Prints bytes completely.
    ///
    /// - Throws: ``WorldProblem`` if that is impossible.
    func print(_ bytes: [UInt8]) throws {
        guard let number = written(bytes) else { return }
        throw WorldProblem("standard output cannot be written to: \(SystemWords.words(for: number))")
    }

    /// The bytes to write for a text.
    ///
    /// Text from a notebook, a file or a folder reaches a terminal only as printable characters, line ends and the
    /// styles of a ``Palette``. Standard output that a program reads is not changed.
    private func bytes(of text: String) -> [UInt8] {
        let isRead = descriptor == STDOUT_FILENO && isatty(descriptor) != 1
        return Array((isRead ? text : text.withoutSteering).utf8)
    }

    /// - Returns: the number of the error that prevented a complete write; `nil` if there was none.
    private func written(_ bytes: [UInt8]) -> Int32? {
        do throws(SystemError) {
            try DescriptorBytes(of: descriptor).write(Data(bytes))
            return nil
        } catch {
            return error.number
        }
    }
}

extension String {
    /// The text with all control characters made visible, except line ends and our own styles.
    fileprivate var withoutSteering: String {
        guard unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" || $0.value >= 0x7F }) else {
            return self
        }
        // Written by hand because every line of progress comes through here: a regular expression would be compiled
        // for each use.
        let scalars = Array(unicodeScalars)
        var result = ""
        var (place, start) = (0, 0)
        func text(_ range: Range<Int>) -> String {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[range])
            return String(text)
        }
        while place < scalars.count {
            guard let end = Self.endOfStyle(scalars, at: place) else {
                place += 1
                continue
            }
            result += text(start..<place).madeVisible + text(place..<end)
            (place, start) = (end, end)
        }
        return result + text(start..<place).madeVisible
    }

    /// The end of a line end or of one of our own styles that begins here: `\n`, `\r\n`, `\r` or none before `ESC[…m`
    /// or `ESC[2K`.
    private static func endOfStyle(_ scalars: [Unicode.Scalar], at start: Int) -> Int? {
        var place = start
        func isNext(_ scalar: Unicode.Scalar) -> Bool { place < scalars.count && scalars[place] == scalar }
        if isNext("\n") { return place + 1 }
        if isNext("\r") { place += 1 }
        if place > start, isNext("\n") { return place + 1 }
        guard isNext("\u{1B}") else { return nil }
        place += 1
        guard isNext("[") else { return nil }
        place += 1
        let first = place
        while place < scalars.count, ("0"..."9").contains(scalars[place]) || scalars[place] == ";" {
            place += 1
        }
        if isNext("m") { return place + 1 }
        return isNext("K") && place == first + 1 && scalars[first] == "2" ? place + 1 : nil
    }
}

/// The styles of words on a terminal.
struct Palette: Sendable {
    let hasColour: Bool

    func faint(_ text: String) -> String { styled(text, "2") }
    func strong(_ text: String) -> String { styled(text, "1") }
    func good(_ text: String) -> String { styled(text, "32") }
    func warning(_ text: String) -> String { styled(text, "33") }
    func bad(_ text: String) -> String { styled(text, "31") }
    func accent(_ text: String) -> String { styled(text, "36") }

    private func styled(_ text: String, _ code: String) -> String {
        hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
