/// A completion script of the argument parser, with what that does not complete: the commands after `help`.
struct CompletionScript {
    /// The whole script.
    let text: String

    /// The option that asks for one.
    private static let option = "--generate-completion-script"

    /// Whether a command line asks for a script.
    static func isWanted(by arguments: some Sequence<String>) -> Bool {
        arguments.contains { $0 == option || $0.hasPrefix(option + "=") }
    }

    /// Completes a script for bash, zsh or fish.
    ///
    /// - Parameters:
    ///   - script: the argument parser's script.
    ///   - program: the program's name.
    ///   - commands: the names of its commands.
    init(_ script: String, of program: String, commands: [String]) {
        let names = commands.joined(separator: " ")
        let inBash = "_offer_flags_options -1\n"
        let inZsh = "'*:subcommands:'"
        if let help = script.ranges(of: "_help() {\n").last,
            let end = script[help.upperBound...].firstRange(of: inBash)
        {
            let words = """
                    if [[ "${positional_number}" -eq 1 ]]; then
                        COMPREPLY+=($(compgen -W '\(names)' -- "${cur}"))
                    fi

                """
            text = script[..<end.upperBound] + words + script[end.upperBound...]
        } else if script.contains(inZsh) {
            text = script.replacing(inZsh, with: "':command:(\(names))'")
        } else if let line = script.split(separator: "\n").last(where: { $0.contains("_positional \"") }),
            let end = line.firstRange(of: "_positional \"")
        {
            let function = line[..<end.upperBound]
            let separator = script.hasSuffix("\n") ? "" : "\n"
            text = script + separator + "\(function)\(program) help\" -eq 1' -fka '\(names)'"
        } else {
            text = script
        }
    }
}
