/// The value of an expression at run time.
public enum Value: Sendable, Hashable {
    /// `nil`
    case nothing
    case boolean(Bool)
    case integer(Int)
    case float(Double)
    case string(String)
    case array([Value])
    /// `.bfloat16`, without the dot
    case symbol(String)
    /// A description, such as that of a layer: `conv2d(32, kernel: 3)`.
    case configuration(Configuration)
    /// An artifact.
    case artifact(StoredArtifact)
}

/// A description made by calling one of the registry's constructors.
public struct Configuration: Sendable, Hashable {
    /// The constructor's name: `conv2d`.
    public let name: String

    /// Every parameter's value by parameter name, with defaults filled in, except those that the constructor omits.
    public let arguments: [String: Value]

    /// The number of descriptions that it consists of, itself included; `Int.max` for more than that.
    ///
    /// Stored, because descriptions that share their parts are small in memory, but large to traverse.
    let size: Int

    /// The number of descriptions within one another, itself included.
    let depth: Int

    /// Makes a description.
    public init(name: String, arguments: [String: Value]) {
        self.name = name
        self.arguments = arguments
        size = arguments.values.reduce(1) { $0.addingWithin($1.descriptions) }
        depth = 1 + (arguments.values.map(\.descriptionDepth).max() ?? 0)
    }
}

extension Value {
    /// The most descriptions in a value: a residual of residuals doubled line by line would be endless to build.
    static let mostDescriptions = 10_000

    /// The most descriptions within one another, all of which are built by recursion.
    static let deepestDescription = 32

    /// The number of descriptions in it, those within others included; `Int.max` for more than that.
    fileprivate var descriptions: Int {
        switch self {
        case .configuration(let configuration): configuration.size
        case .array(let elements): elements.reduce(0) { $0.addingWithin($1.descriptions) }
        default: 0
        }
    }

    fileprivate var descriptionDepth: Int {
        switch self {
        case .configuration(let configuration): configuration.depth
        case .array(let elements): elements.reduce(0) { max($0, $1.descriptionDepth) }
        default: 0
        }
    }

    /// The value itself.
    ///
    /// - Throws: ``EvaluationProblem`` if it has more than ``mostDescriptions``, or any deeper than ``deepestDescription``.
    func checked() throws(EvaluationProblem) -> Value {
        guard descriptions <= Self.mostDescriptions else { throw .manyDescriptions }
        guard descriptionDepth <= Self.deepestDescription else { throw .deepDescription }
        return self
    }
}

extension Int {
    /// The sum; the largest number if it overflows.
    fileprivate func addingWithin(_ other: Int) -> Int {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }
}

extension Value {
    /// The number as a float; `nil` for other values.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .float(let value): value
        default: nil
        }
    }

    /// The value with each integer, also in arrays, converted to a float.
    var widened: Value {
        switch self {
        case .integer(let number): .float(Double(number))
        case .array(let elements): .array(elements.map(\.widened))
        default: self
        }
    }

    /// Whether the value is a number, a text or a Boolean.
    public var isScalar: Bool {
        switch self {
        case .boolean, .integer, .float, .string: true
        default: false
        }
    }
}
