import Diagnostics

/// What to write in place of words that people bring along from other languages and libraries.
///
/// Words are the same whatever their case, and with or without `_` and the like: `kernel_size` is `kernelSize`.
public struct Advice: Sendable {
    private let names: [String: String]
    private let labels: [String: String]
    private let surplus: [String: String]

    /// Makes advice.
    ///
    /// - Parameters:
    ///   - names: what to write, by what is called elsewhere: `"linear": "write 'dense(units)'"`.
    ///   - labels: what to write for an argument, by its label, `"kernelSize"`, or by what is called and the label,
    ///     `"train.lr"`, which goes first. A single word is the parameter that is meant, for what has one of that name.
    ///   - surplus: what is to be said where what is called gets two arguments more without a label than it takes.
    public init(
        names: [String: String] = [:], labels: [String: String] = [:], surplus: [String: String] = [:]
    ) {
        self.names = Self.folded(names)
        self.labels = Self.folded(labels)
        self.surplus = surplus
    }

    /// What to write in place of a name; `nil` where nothing is known of it.
    public func words(for name: String) -> String? {
        guard name.isShortEnoughToCompare else { return nil }
        return names[Self.folded(name)]
    }

    /// What is to be said of an argument.
    enum OnArgument {
        /// It is the one of this parameter.
        case parameter(Parameter)
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

    /// What is to be said where a call has two arguments too many without a label.
    func onSurplus(of signature: Signature) -> String? { surplus[signature.name] }

    private static func folded(_ advice: [String: String]) -> [String: String] {
        Dictionary(advice.map { (folded($0.key), $0.value) }) { first, _ in first }
    }

    private static func folded(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "." })
    }
}
