import ArgumentParser
import Diagnostics
import Reporting

/// The outcome of recomputing a reported run, for the terminal.
struct ReproductionWords {
    private let reproduction: Reproduction
    private let path: String

    init(_ reproduction: Reproduction, of path: String) {
        self.reproduction = reproduction
        self.path = path
    }

    /// The most differences shown.
    private static let mostShown = 20

    /// Prints it.
    ///
    /// - Throws: `ExitCode` 1 if anything differs from the report.
    func show() throws {
        let output = Terminal.standardOutput
        if !reproduction.changedArithmetic.isEmpty {
            try output.print(
                words:
                    "computed with other arithmetic (\(reproduction.changedArithmetic.joined(separator: "; ").madeVisible)), so numbers are compared within the tolerance: whole numbers exactly, except those that a training decides, such as the number of misclassified images\n"
            )
        }
        if !reproduction.changedCircumstances.isEmpty {
            try output.print(
                words:
                    "made in other circumstances, which are not compared (\(reproduction.changedCircumstances.joined(separator: "; ").madeVisible))\n"
            )
        }
        for words in reproduction.differences.prefix(Self.mostShown) {
            try output.print(words: "different: \(words.madeVisible)\n")
        }
        if reproduction.differences.count > Self.mostShown {
            try output.print(words: "and \(reproduction.differences.count - Self.mostShown) more\n")
        }
        for words in reproduction.agreements {
            try output.print(words: "within the tolerance: \(words.madeVisible)\n")
        }
        for words in reproduction.uncompared {
            try output.print(words: "not compared: \(words.madeVisible)\n")
        }
        guard reproduction.differences.isEmpty else {
            if !reproduction.changedArithmetic.isEmpty {
                try output.print(
                    words:
                        "with other arithmetic a training may take another way, so a difference proves no change; with the same kernel library, instruction set and threads everything must be the same\n"
                )
            }
            throw ExitCode(1)
        }
        let way = reproduction.isExact ? "identical" : "within the tolerance"
        try output.print(
            words: "\(way): '\(path.madeVisible)' says what comes out: \(reproduction.compared)\n")
    }
}
