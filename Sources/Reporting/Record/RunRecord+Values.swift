import Workflow

extension RunRecord {
    /// A parameter or another value: a number, a text, a truth value.
    enum Value: Sendable, Hashable {
        case nothing
        case boolean(Bool)
        case integer(Int)
        case number(Double)
        case text(String)
    }

    /// What a model's history has for each epoch under one name.
    struct Curve: Sendable, Hashable {
        /// The values as they are written: numbers, but for an artifact of somebody's own.
        let values: [JSONValue]

        /// The values; what is no number, such as one that was not finite, is not a number.
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
    /// Takes a value down; what is no scalar is told as text.
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

extension RunRecord.Value: Codable {
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

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .nothing: try container.encodeNil()
        case .boolean(let flag): try container.encode(flag)
        case .integer(let number): try container.encode(number)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        }
    }
}

extension RunRecord.Curve: Codable {
    init(from decoder: any Decoder) throws {
        values = try [Double?](from: decoder).map { $0.map(JSONValue.number) ?? .null }
    }

    func encode(to encoder: any Encoder) throws { try values.encode(to: encoder) }
}
