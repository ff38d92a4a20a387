package import Workflow

/// The command that runs a notebook again with the same parameters.
package struct RerunCommand: Sendable {
    /// The command, quoted for a shell.
    package let text: String

    /// Makes the command of a plan.
    package init(of plan: Plan) {
        var words = ["stepbook", "run", plan.notebook.displayName]
        for param in plan.params where param.isOverridden {
            words += ["-P", "\(param.name)=\(param.value.text)"]
        }
        text = words.map(Self.quoted).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
                    UInt8(ascii: "="),
                    UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: ","),
                    UInt8(ascii: ":"):
                    true
                default: false
                }
            }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
