import Diagnostics

/// The arguments that give parameters, as a text that diagnostics point into.
struct OverrideArguments {
    /// The ranges of the parts of an argument.
    struct Place {
        let name: SourceRange
        /// The text after the `=`.
        let text: SourceRange
    }

    let source: SourceFile
    /// A place for each argument, in order.
    let places: [Place]
    /// The place of the number of repeats, if it is given.
    let repeats: SourceRange?

    /// Puts arguments together.
    ///
    /// - Parameter repeats: the number after `--repeat`.
    init(_ overrides: [ParameterOverride], repeats: Int? = nil) {
        var line = ""
        places = overrides.map { override in
            line += line.isEmpty ? "-P " : " -P "
            let start = line.utf8.count
            line += override.name
            let end = line.utf8.count
            line += "=" + override.text
            return Place(name: start..<end, text: end + 1..<line.utf8.count)
        }
        if let repeats {
            line += line.isEmpty ? "--repeat " : " --repeat "
            let start = line.utf8.count
            line += String(repeats)
            self.repeats = start..<line.utf8.count
        } else {
            self.repeats = nil
        }
        source = SourceFile(name: "command line", text: line)
    }
}
