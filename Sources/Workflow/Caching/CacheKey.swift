/// Everything that a step's result depends on, part by part, and the hash of it all.
struct CacheKey {
    /// A part of a key.
    struct Component: Codable, Hashable {
        /// What it is: `argument 'epochs'`.
        let name: String
        /// Its content in short, for people: `5`; nothing where the content means nothing to them.
        let summary: String
        /// The hash of its content.
        let hash: ContentHash
    }

    /// Raised when the way a result is stored changes.
    static let format = 4

    /// The parts in a fixed order.
    private(set) var components: [Component] = []

    /// Collects what a call depends on.
    init(
        step: any Step, call: CallValues, inputs: StepInputs, seed: UInt64, arithmetic: [String: String]
    ) {
        let signature = step.signature
        add("cache format", .integer(Self.format))
        add("step", .string(signature.name))
        // Programs with steps of their own share the cache, and two of them may call different things the same.
        // The same text as String(reflecting:), which looks first whether each type describes itself, in all that is linked.
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
        if step.dependence.contains(.seed) { add("seed", .string(String(seed)), summary: String(seed)) }
        if step.dependence.contains(.arithmetic) {
            for (name, value) in arithmetic.sorted(by: { $0.key < $1.key }) {
                add(name, .string(value), summary: value)
            }
        }
    }

    /// The hash of all parts.
    var hash: ContentHash {
        var fingerprint = Fingerprint()
        for component in components { fingerprint.add(component.name, component.hash) }
        return fingerprint.hash
    }

    /// The hash under which checkpoints of the work are kept: how far it is to go is no part of it where it is the same
    /// work as far as it goes.
    func checkpointHash(_ continuation: Continuation) -> ContentHash {
        let goal = continuation.obstacle == nil ? Self.argument(continuation.parameter) : nil
        var fingerprint = Fingerprint()
        for component in components where component.name != goal {
            fingerprint.add(component.name, component.hash)
        }
        return fingerprint.hash
    }

    /// The name of a part that is an argument.
    static func argument(_ parameter: String) -> String { "argument '\(parameter)'" }

    /// The name of a part that a step found out, such as the precision that the processor has.
    private static func choice(_ name: String) -> String { "choice '\(name)'" }

    /// The part that is the argument of the same name as a choice; `nil` for what is no choice.
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
    /// The value in a few words, for telling what changed; of an artifact only what it is.
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
