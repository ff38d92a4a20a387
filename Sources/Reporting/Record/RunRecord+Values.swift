import Workflow

extension RunRecord {
    /// A parameter or another value: a number, a string, a Boolean.
    enum Value: Sendable, Hashable {
        case nothing
        case boolean(Bool)
        case integer(Int)
        case number(Double)
        case text(String)
    }

    /// A quantity of a model's history, with a value for each epoch.
    struct Curve: Sendable, Hashable {
        /// The values in JSON: numbers, except for custom artifacts.
        let values: [JSONValue]

        /// The values as numbers; others, such as `null` for one that was not finite, become NaN.
        var numbers: [Double] {
            values.map { value in
                switch value {
                case .integer(let number): Double(number)
                case .number(let number): number
                default: .nan
                }
            }
        }
    }
}

extension RunRecord.Value {
    /// Makes the record's form of a value; others than scalars become text.
    init(_ value: Workflow.Value) {
        switch value {
        case .nothing: self = .nothing
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .float(let number): self = .number(number)
        case .array, .string, .symbol, .configuration, .artifact: self = .text(value.text)
        }
    }

    /// The number, if it is one.
    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}

extension RunRecord.Value: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .boolean(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .integer(number)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }
}

extension RunRecord.Curve: Decodable {
    init(from decoder: any Decoder) throws {
        values = try [Double?](from: decoder).map { $0.map(JSONValue.number) ?? .null }
    }
}
