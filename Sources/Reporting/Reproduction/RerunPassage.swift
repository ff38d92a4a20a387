import Diagnostics

/// The command in "How this was made" that runs a notebook again, with what its words stand for, apart from all else there.
///
/// It may name folders of another machine, which are nobody's claim on what comes out.
struct RerunPassage {
    /// The command; `nil` where there is none.
    let command: String?

    /// The part without it.
    let rest: Substring

    private static let opening = "<pre class=\"command\"><code>"
    private static let closing = "</code></pre>"

    /// Takes the first command out of the part, which is where a report has it; another one stays in the rest.
    init(of part: Substring) {
        var lines = part.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { Substring($0) }
        guard let place = lines.firstIndex(where: { Self.text(in: $0) != nil }),
            let text = Self.text(in: lines[place])
        else {
            (command, rest) = (nil, part)
            return
        }
        lines.remove(at: place)
        let words = MarkupText.words(of: text)
        // Marks inside would be no command, nor what is escaped otherwise than we do it: a browser would show another one.
        command = Node.text(words).html.hasSameBytes(as: text) ? words : nil
        let notes = RerunCommand.known.map { $0.note.html.split(separator: "\n").joined() }
        for _ in notes
        where place < lines.count && notes.contains(where: { $0.hasSameBytes(as: lines[place]) }) {
            lines.remove(at: place)
        }
        rest = lines.joined(separator: "\n")[...]
    }

    /// What stands in a line between the marks of a command; `nil` where there are none.
    private static func text(in line: Substring) -> Substring? {
        guard line.utf8.starts(with: opening.utf8),
            line.utf8.suffix(closing.utf8.count).elementsEqual(closing.utf8)
        else { return nil }
        return Substring(line.utf8.dropFirst(opening.utf8.count).dropLast(closing.utf8.count))
    }

    /// What the command gives beside what it must: options that name folders, each with one word; `nil` where it is another
    /// command.
    func options(behind expected: String) -> String? {
        guard let command, command.utf8.starts(with: expected.utf8) else { return nil }
        let options = command.utf8.dropFirst(expected.utf8.count)
        var left = options
        while !left.isEmpty {
            guard let name = RerunCommand.options.first(where: { left.starts(with: " \($0) ".utf8) }),
                let rest = Self.behindWord(Substring(left.dropFirst(name.utf8.count + 2)))
            else { return nil }
            left = rest.utf8
        }
        return String(Substring(options.dropFirst()))
    }

    /// What stands behind a word for a shell, in which that finds nothing to expand or to do; `nil` where it is none or has no
    /// end.
    ///
    /// A reader copies the command, so there may be no more in it than a report of ours has. It is read as a shell reads it:
    /// a mark behind a quote makes another character of it for a reader, and the quote is one all the same.
    private static func behindWord(_ text: Substring) -> Substring? {
        var (isQuoted, isEscaping, isEscaped) = (false, false, false)
        var last: Unicode.Scalar?
        let scalars = text.unicodeScalars
        var place = scalars.startIndex
        guard scalars.first != "=", String(text).madeVisible.hasSameBytes(as: text) else { return nil }
        while place < scalars.endIndex {
            let scalar = scalars[place]
            let behind = scalars.index(after: place)
            let next = behind < scalars.endIndex ? scalars[behind] : nil
            if isEscaped {
                isEscaped = false
            } else if scalar == "'" {
                isEscaping = !isQuoted && last == "$"
                isQuoted.toggle()
            } else if scalar == "\\", !isQuoted || isEscaping {
                guard isQuoted || next == "'" else { return nil }
                isEscaped = true
            } else if scalar == " ", !isQuoted {
                break
            } else if !isQuoted, !isPlain(scalar), scalar != "$" || next != "'" {
                return nil
            }
            last = scalar
            place = behind
        }
        return isQuoted || isEscaped || place == scalars.startIndex ? nil : text[place...]
    }

    /// Whether a character needs no quotes in a report's command.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        let text = String(scalar)
        return scalar.isASCII && (ShellCommand([text]).text == text || scalar == "=")
    }
}
