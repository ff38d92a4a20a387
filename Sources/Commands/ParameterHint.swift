import Diagnostics

/// The hint to someone who gives a notebook's parameter as an option of its own: `--epochs 2`, `-Pepochs=2`, `epochs=2`.
enum ParameterHint {
    private static let commands: Set = ["run", "preview", "check", "plan", "verify"]

    /// The hint; `nil` if nothing that was refused looks like a parameter.
    ///
    /// - Parameters:
    ///   - message: the argument parser's refusal, which names what it did not expect.
    ///   - arguments: the command and what follows it.
    static func words(for message: String, of arguments: some Sequence<String>) -> String? {
        let arguments = Array(arguments.prefix { $0 != "--" })
        guard arguments.first.map(commands.contains) == true, !message.contains("Did you mean") else {
            return nil
        }
        for (place, argument) in arguments.enumerated().dropFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map(String.init)
            let isRefused =
                message.contains("Unknown option '\(parts[0])'")
                || message.contains("nexpected argument")
                    && message.contains("'\(argument)'")
            guard isRefused else { continue }
            guard parts.count > 1 || argument.hasPrefix("--") else { continue }
            let name = parts[0].drop { $0 == "-" }.dropFirst(argument.hasPrefix("-P") ? 1 : 0)
            guard name.first?.isLetter == true, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
            else { continue }
            let next = arguments.dropFirst(place + 1).first.flatMap { $0.hasPrefix("-") ? nil : $0 }
            let value = parts.count > 1 ? parts[1] : next ?? "value"
            let words = ShellCommand(["-P", "\(name)=\(value)"]).inSentence
            return "a parameter of the notebook is given another value by \(words)"
        }
        return nil
    }
}
