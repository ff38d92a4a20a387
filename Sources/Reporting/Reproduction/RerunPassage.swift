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
        var lines = part.split(separator: "\n", omittingEmptySubsequences: false)
        guard
            let place = lines.firstIndex(where: {
                $0.hasPrefix(Self.opening) && $0.hasSuffix(Self.closing)
            })
        else {
            (command, rest) = (nil, part)
            return
        }
        let text = lines.remove(at: place).dropFirst(Self.opening.count).dropLast(Self.closing.count)
        // Marks inside would be no command.
        command = text.contains("<") ? nil : CommonMarkText.words(of: text)
        let notes = RerunCommand.known.map { $0.note.html.split(separator: "\n").joined() }
        for _ in notes where place < lines.count && notes.contains(String(lines[place])) {
            lines.remove(at: place)
        }
        rest = lines.joined(separator: "\n")[...]
    }

    /// What the command gives beside what it must: options that name folders, each with one word; `nil` where it is another
    /// command.
    func options(behind expected: String) -> String? {
        guard let command, command.hasPrefix(expected) else { return nil }
        let options = command.dropFirst(expected.count)
        var left = options
        while !left.isEmpty {
            guard let name = RerunCommand.options.first(where: { left.hasPrefix(" \($0) ") }),
                let rest = Self.behindWord(left.dropFirst(name.count + 2))
            else { return nil }
            left = rest
        }
        return String(options.dropFirst())
    }

    /// What stands behind a word for a shell, in which that finds nothing to expand or to do; `nil` where it is none or has no
    /// end.
    ///
    /// A reader copies the command, so there may be no more in it than a report of ours has.
    private static func behindWord(_ text: Substring) -> Substring? {
        var (isQuoted, isEscaping, isEscaped) = (false, false, false)
        var last: Character?
        var place = text.startIndex
        guard text.first != "=", String(text).madeVisible == text else { return nil }
        while place < text.endIndex {
            let character = text[place]
            let rest = text[place...].dropFirst()
            if isEscaped {
                isEscaped = false
            } else if character == "'" {
                isEscaping = !isQuoted && last == "$"
                isQuoted.toggle()
            } else if character == "\\", !isQuoted || isEscaping {
                guard isQuoted || rest.first == "'" else { return nil }
                isEscaped = true
            } else if character == " ", !isQuoted {
                break
            } else if !isQuoted, !isPlain(character), character != "$" || rest.first != "'" {
                return nil
            }
            last = character
            place = text.index(after: place)
        }
        return isQuoted || isEscaped || place == text.startIndex ? nil : text[place...]
    }

    /// Whether a character needs no quotes in a report's command.
    private static func isPlain(_ character: Character) -> Bool {
        ShellCommand([String(character)]).text == String(character) || character == "="
    }
}
