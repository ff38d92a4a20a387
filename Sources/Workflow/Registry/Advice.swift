import Diagnostics

/// What to write in place of words that people bring along from other languages and libraries.
///
/// Words are the same whatever their case, and with or without `_` and the like: `kernel_size` is `kernelSize`.
public struct Advice: Sendable {
    private let names: [String: String]
    private let values: [String: String]
    private let labels: [String: String]
    private let surplus: [String: String]

    /// Makes advice.
    ///
    /// - Parameters:
    ///   - names: what to write, by what is called elsewhere: `"linear": "write 'dense(units)'"`.
    ///   - values: the same for what is computed with, which prose has as well: `"pow": "there is no power; multiply"`.
    ///   - labels: what to write for an argument, by its label, `"kernelSize"`, or by what is called and the label,
    ///     `"train.lr"`, which goes first. A single word is the parameter that is meant, for what has one of that name.
    ///   - surplus: what is to be said where what is called gets more arguments without a label than it takes, and they are
    ///     not those whose labels were forgotten.
    public init(
        names: [String: String] = [:], values: [String: String] = [:], labels: [String: String] = [:],
        surplus: [String: String] = [:]
    ) {
        self.names = Self.folded(names)
        self.values = Self.folded(values)
        self.labels = Self.folded(labels)
        self.surplus = surplus
    }

    /// What to write in place of a name; `nil` where nothing is known of it.
    ///
    /// - Parameter isInProse: whether it stands in prose, which calls no steps.
    public func words(for name: String, isInProse: Bool = false) -> String? {
        guard name.isShortEnoughToCompare else { return nil }
        let name = Self.folded(name)
        return values[name] ?? (isInProse ? nil : names[name])
    }

    /// What is to be said of an argument.
    enum OnArgument {
        /// It is the one of this parameter.
        case parameter(AnyParameter)
        case words(String)
    }

    /// What is to be said of an argument's label; `nil` where nothing is known of it.
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

    /// What is to be said where a call has arguments without a label that nothing takes.
    func onSurplus(of signature: Signature) -> String? { surplus[signature.name] }

    private static func folded(_ advice: [String: String]) -> [String: String] {
        Dictionary(advice.map { (folded($0.key), $0.value) }) { first, _ in first }
    }

    private static func folded(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "." })
    }
}
