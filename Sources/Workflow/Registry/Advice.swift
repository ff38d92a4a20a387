import Diagnostics

/// Replacements for names of other languages and libraries.
///
/// Names are compared without case, `_` and the like: `kernel_size` is `kernelSize`.
public struct Advice: Sendable {
    private let names: [String: String]
    private let types: [String: String]
    private let methods: [String: String]
    private let values: [String: String]
    private let labels: [String: String]
    private let surplus: [String: String]
    private let members: [String: String]
    private let symbols: [String: String]

    /// Makes advice.
    ///
    /// - Parameters:
    ///   - names: advice by foreign name: `"linear": "write 'dense(units)'"`.
    ///   - types: advice by foreign name as it is written, `"Linear"`: for one that exists here in lower case, but as
    ///     something else.
    ///   - methods: advice by the name of a foreign method, `"step"` of `optimizer.step()`: for one that exists here, but
    ///     as something else.
    ///   - values: advice for names of functions, which also applies in prose: `"pow": "there is no power; multiply"`.
    ///   - labels: advice for an argument by its label, `"kernelSize"`, or by callee and label, `"train.lr"`, which takes
    ///     precedence. A single word is the name of the intended parameter, if the callee has one of that name. Also
    ///     advice for a kind of artifact that a callee does not take, `"plot.PairedComparison"`.
    ///   - surplus: advice by callee for surplus unlabelled arguments that no parameter fits.
    ///   - members: names of members by their names elsewhere, `"std": "standardDeviation"`, or by artifact and name,
    ///     `"Evaluation.top1"`, which takes precedence. Several words are advice.
    ///   - symbols: leading-dot names by their names elsewhere, without the dot: `"bf16": "bfloat16"`; those of members
    ///     apply too.
    public init(
        names: [String: String] = [:], types: [String: String] = [:], methods: [String: String] = [:],
        values: [String: String] = [:], labels: [String: String] = [:], surplus: [String: String] = [:],
        members: [String: String] = [:], symbols: [String: String] = [:]
    ) {
        self.names = Self.folded(names)
        self.types = types
        self.methods = methods
        self.values = Self.folded(values)
        self.labels = Self.folded(labels)
        self.surplus = surplus
        self.members = Self.folded(members)
        self.symbols = Self.folded(symbols).merging(self.members) { own, _ in own }
    }

    /// All advice in words, each text once, in alphabetical order.
    public var texts: [String] {
        let all = [names, types, methods, values, labels, surplus, members].flatMap(\.values)
        return Set(all.filter { $0.contains(" ") }).sorted()
    }

    /// The advice for a name; `nil` if there is none.
    ///
    /// - Parameter isInProse: whether it is in prose, which cannot call steps.
    public func words(for name: String, isInProse: Bool = false) -> String? {
        guard name.isShortEnoughToCompare else { return nil }
        if !isInProse, let words = types[name] { return words }
        let name = Self.folded(name)
        return values[name] ?? (isInProse ? nil : names[name])
    }

    /// The advice for a method's name that exists as something else; `nil` if there is none.
    func words(forMethod name: String) -> String? { methods[name] }

    /// Advice for an argument.
    enum OnArgument {
        /// The intended parameter.
        case parameter(AnyParameter)
        case words(String)
    }

    /// The advice for an argument's label; `nil` if there is none.
    func onArgument(_ label: String, of signature: Signature) -> OnArgument? {
        guard label.isShortEnoughToCompare else { return nil }
        let label = Self.folded(label)
        for key in [Self.folded(signature.name) + "." + label, label] {
            guard let words = labels[key] else { continue }
            if words.contains(" ") { return .words(words) }
            if let parameter = signature.parameter(words) { return .parameter(parameter) }
        }
        return nil
    }

    /// The advice for surplus unlabelled arguments of a call.
    func onSurplus(of signature: Signature) -> String? { surplus[signature.name] }

    /// Advice for a member's name.
    enum OnMember {
        /// The intended member.
        case member(String)
        case words(String)
    }

    /// The advice for the name of a member that an artifact does not have; `nil` if there is none.
    func onMember(_ name: String, of type: ArtifactType) -> OnMember? {
        guard name.isShortEnoughToCompare else { return nil }
        let name = Self.folded(name)
        let known = type.members.map(\.name)
        if let same = known.first(where: { Self.folded($0) == name }) { return .member(same) }
        for key in [Self.folded(type.name) + "." + name, name] {
            guard let meant = members[key] else { continue }
            if meant.contains(" ") { return .words(meant) }
            if known.contains(meant) { return .member(meant) }
        }
        return nil
    }

    /// The leading-dot name that a foreign one means; `nil` if it means none of those that there are.
    func symbol(meantBy name: String, among symbols: [String]) -> String? {
        guard name.isShortEnoughToCompare else { return nil }
        let name = Self.folded(name)
        return symbols.first { Self.folded($0) == name }
            ?? self.symbols[name].flatMap { symbols.contains($0) ? $0 : nil }
    }

    private static func folded(_ advice: [String: String]) -> [String: String] {
        Dictionary(advice.map { (folded($0.key), $0.value) }) { first, _ in first }
    }

    private static func folded(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "." })
    }
}
