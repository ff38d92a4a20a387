import ArgumentParser
import FoundationEssentials

/// What a notebook is given beside its text: parameters, a seed, and folders that it may read.
struct ReadingOptions: ParsableArguments {
    @Option(
        name: [.customShort("P"), .customLong("param")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Give a parameter of the notebook another value.", valueName: "name=value"))
    var params: [String] = []

    @Option(
        help: ArgumentHelp(
            "Draw all random numbers from this seed in place of the notebook's.", valueName: "number"))
    var seed: UInt64?

    @Option(
        help: ArgumentHelp(
            "Let the notebook read files of this folder too, beside those of its own.", valueName: "dir"),
        completion: .directory)
    var allowRead: [String] = []

    func validate() throws {
        for param in params where !param.contains("=") || param.hasPrefix("=") {
            throw ValidationError(
                "'-P \(param)' gives no \(param.hasPrefix("=") ? "name" : "value"); write '-P name=value'")
        }
        for folder in allowRead where !isFolder(folder) {
            throw ValidationError("there is no folder '\(folder)', which --allow-read names")
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }
}
