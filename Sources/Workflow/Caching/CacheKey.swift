/// The dependencies of a step's result, component by component, and their combined hash.
struct CacheKey {
    /// A component of a key.
    struct Component: Codable, Hashable {
        /// Its name: `argument 'epochs'`.
        let name: String
        /// A short form of its content for people: `5`; empty if the content is not readable.
        let summary: String
        /// The hash of its content.
        let hash: ContentHash
    }

    /// Raised when the stored form of results changes.
    static let format = 4

    /// The components in a fixed order.
    private(set) var components: [Component] = []

    /// Collects the dependencies of a call.
    init(
        step: any Step, call: CallValues, inputs: StepInputs, seed: UInt64, arithmetic: [String: String]
    ) {
        let signature = step.signature
        add("cache format", .integer(Self.format))
        add("step", .string(signature.name))
        // Programs with their own steps share the cache, and may use one name for different steps.
        // The same text as String(reflecting:), without its slow search for a custom description in all linked types.
        add("step type", .string(_typeName(type(of: step), qualified: true)))
        add("step version", .integer(step.version))
        for parameter in signature.parameters where parameter.affectsResult {
            add(Self.argument(parameter.name), call[parameter])
        }
        for argument in call.further { add(Self.argument(argument.name), argument.value) }
        for (name, choice) in inputs.choices.sorted(by: { $0.key < $1.key }) {
            add(Self.choice(name), choice)
        }
        for file in inputs.files {
            components.append(Component(name: "file '\(file.name)'", summary: "", hash: file.hash))
        }
        if step.dependence.contains(.seed) {
            let seed = String(inputs.seed ?? seed)
            add("seed", .string(seed), summary: seed)
        }
        if step.dependence.contains(.arithmetic) {
            for (name, value) in arithmetic.sorted(by: { $0.key < $1.key }) {
                add(name, .string(value), summary: value)
            }
        }
    }

    /// The combined hash of all components.
    var hash: ContentHash {
        var fingerprint = Fingerprint()
        for component in components { fingerprint.add(component.name, component.hash) }
        return fingerprint.hash
    }

    /// The hash under which checkpoints are stored: it excludes the goal if the work does not depend on it.
    func checkpointHash(_ continuation: Continuation) -> ContentHash {
        let goal = continuation.obstacle == nil ? Self.argument(continuation.parameter) : nil
        var fingerprint = Fingerprint()
        for component in components where component.name != goal {
            fingerprint.add(component.name, component.hash)
        }
        return fingerprint.hash
    }

    /// The name of an argument's component.
    static func argument(_ parameter: String) -> String { "argument '\(parameter)'" }

    /// The name of the component for a choice that a step made, such as the precision that the processor supports.
    private static func choice(_ name: String) -> String { "choice '\(name)'" }

    /// The component of the argument with the same name as a choice; `nil` if the name is not a choice.
    static func argument(ofChoice name: String) -> String? {
        name.hasPrefix("choice ") ? "argument " + name.dropFirst("choice ".count) : nil
    }

    private mutating func add(_ name: String, _ value: Value, summary: String? = nil) {
        var fingerprint = Fingerprint()
        fingerprint.add("value", value)
        components.append(Component(name: name, summary: summary ?? value.summary, hash: fingerprint.hash))
    }
}

extension Value {
    /// The value in a few words, for reporting changes; of an artifact only its type.
    var summary: String {
        switch self {
        case .artifact(let stored): stored.packed.type
        case .configuration(let configuration):
            configuration.arguments.isEmpty
                ? configuration.name
                : "\(configuration.name)("
                    + configuration.arguments.sorted { $0.key < $1.key }
                    .map { "\($0.key): \($0.value.summary)" }.joined(separator: ", ") + ")"
        case .array(let values): "[" + values.map(\.summary).joined(separator: ", ") + "]"
        case .string(let text): "\"\(text)\""
        default: text
        }
    }
}
