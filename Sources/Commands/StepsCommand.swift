import ArgumentParser
import Diagnostics
import Steps
import Workflow

/// `stepbook steps`: what a cell may call.
struct StepsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steps", abstract: "Shows what a cell may call: steps, layers, functions.")

    @Argument(
        help: "Only this one, or a type of artifact such as Model.",
        completion: .list(Self.names(in: Program.registry)))
    var name: String?

    func run() throws {
        try reportingProblems { try show() }
    }

    private func show() throws {
        let registry = Program.registry
        guard let name else {
            try Terminal.standardOutput.print(RegistryReference(registry).overview)
            return
        }
        guard let page = RegistryReference(registry).page(for: name) else {
            let known = Self.names(in: registry)
            let advice =
                registry.advice.words(for: name).map { $0 + "; " } ?? nearestName(to: name, among: known)
                .map { didYouMean($0) + " " } ?? ""
            throw ValidationError(
                "there is no '\(name)'; \(advice)'\(Program.name) steps' lists what there is")
        }
        try Terminal.standardOutput.print(page)
    }

    /// All names that have a page.
    private static func names(in registry: Registry) -> [String] {
        registry.names + registry.artifacts.keys.sorted()
    }
}
