import Diagnostics

/// The options that the user wants 'sbatch' to have besides ours: `--partition=gpu --time=2:00:00`.
struct SlurmOptions {
    /// The options as words.
    let words: [String]

    /// The options that the sweep itself gives, which decide what it can rely on.
    private static let own = [
        "--array", "-a", "--parsable", "--wrap", "--output", "-o", "--error", "-e", "--export",
        "--export-file",
        "--job-name", "-J", "--wait", "-W", "--open-mode", "--chdir", "-D", "--test-only", "--clusters", "-M",
    ]

    /// Splits a text into words, as a shell does with quotes and backslashes.
    ///
    /// - Throws: ``UsageProblem`` if a quote is left open, if a word is no option, or if it is one that the sweep gives.
    init(_ text: String) throws(UsageProblem) {
        words = try Self.words(of: text)
        for word in words where word.hasPrefix("-") {
            let isShort = !word.hasPrefix("--")
            let name = String(isShort ? word.prefix(2) : word.prefix { $0 != "=" })
            // Slurm takes any beginning of a name that no other option has.
            let isOwn =
                isShort
                ? Self.own.contains(name) : Self.own.contains { $0.hasPrefix(name) && name.count >= 4 }
            guard !isOwn else {
                throw UsageProblem("'\(name)' in --slurm: the sweep itself says that to Slurm; leave it out")
            }
        }
        // A word that is no value of an option would be taken for the script.
        let stray = words.indices.first { place in
            guard !words[place].hasPrefix("-") else { return false }
            return place == 0 || !words[place - 1].hasPrefix("-") || words[place - 1].contains("=")
        }
        if let stray {
            throw UsageProblem(
                "'\(words[stray])' in --slurm is no option; write options of 'sbatch', as in --slurm \"--partition=short --time=30\""
            )
        }
    }

    private static func words(of text: String) throws(UsageProblem) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if quote == nil, character.isWhitespace {
                if let whole = word { words.append(whole) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil, !isEscaped else {
            throw UsageProblem("the text of --slurm ends within quotes; close them")
        }
        if let whole = word { words.append(whole) }
        return words
    }
}
