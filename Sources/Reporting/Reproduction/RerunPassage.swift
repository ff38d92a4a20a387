import Diagnostics

/// The command in "How this was made" that runs a notebook again, with its placeholders, separated from the rest.
///
/// It may name folders of another machine, which are not claims about the results.
struct RerunPassage {
    /// The command; `nil` if there is none.
    let command: String?

    /// The part without it.
    let rest: Substring

    private static let opening = "<pre class=\"command\"><code>"
    private static let closing = "</code></pre>"

    /// Extracts the first command of the part, which is the report's; another one stays in the rest.
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
        // Tags inside, or escaping unlike a report's, would show another command in a browser.
        command = Node.text(words).html.hasSameBytes(as: text) ? words : nil
        let notes = RerunCommand.known.map { $0.note.html.split(separator: "\n").joined() }
        for _ in notes
        where place < lines.count && notes.contains(where: { $0.hasSameBytes(as: lines[place]) }) {
            lines.remove(at: place)
        }
        rest = lines.joined(separator: "\n")[...]
    }

    /// The text of a command's line between its tags; `nil` if there are none.
    private static func text(in line: Substring) -> Substring? {
        guard line.utf8.starts(with: opening.utf8),
            line.utf8.suffix(closing.utf8.count).elementsEqual(closing.utf8)
        else { return nil }
        return Substring(line.utf8.dropFirst(opening.utf8.count).dropLast(closing.utf8.count))
    }

    /// The additional options of the command, which name folders with one word each; `nil` if it is another command.
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

    /// The text after a shell word without expansions; `nil` if there is no such word or it is unterminated.
    ///
    /// Readers copy the command, so it must not contain more than a genuine report's. It is read as by a shell: a
    /// combining mark after a quote changes Swift's character, but not the quote.
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
