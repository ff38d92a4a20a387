import FoundationEssentials
import Notebooks

/// The files that a notebook names, as far as they are known before anything runs.
struct NamedPaths {
    /// The files and folders that its steps and its prose read, as written in the notebook.
    let read: [String]

    /// The paths inside `OUTPUT/NAME/` to which its steps save.
    let written: [String]

    /// Collects the files named by steps and by the images of the prose.
    init(of steps: [PlannedStep], in notebook: Notebook, _ registry: Registry) {
        let images = notebook.images.map {
            URL(string: $0.address)?.path(percentEncoded: false) ?? $0.address
        }
        read =
            images
            + Self.arguments(.read, of: steps, registry).flatMap { value -> [String] in
                switch value {
                case .array(let values): values.map(\.text)
                case .string(let name): [name]
                default: []
                }
            }
        written = Self.arguments(.written, of: steps, registry).compactMap { value in
            if case .string(let path) = value { path } else { nil }
        }
    }

    /// The arguments that name files and are already known, in the order of their steps and parameters.
    private static func arguments(
        _ use: PathUse, of steps: [PlannedStep], _ registry: Registry
    ) -> [Value] {
        steps.flatMap { step in
            let parameters = registry.steps[step.step]?.signature.parameters.filter { $0.path == use } ?? []
            return parameters.compactMap { parameter -> Value? in
                let argument = step.arguments.first { $0.name == parameter.name }
                return if case .constant(let value)? = argument?.expression { value } else { nil }
            }
        }
    }
}
