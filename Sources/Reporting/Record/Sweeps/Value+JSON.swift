import Workflow

extension Value {
    /// The value of a scalar's JSON; `nil` for an array or an object.
    init?(_ json: JSONValue) {
        switch json {
        case .null: self = .nothing
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .unsigned(let number): self = .float(Double(number))
        case .number(let number): self = .float(number)
        case .string(let text): self = .string(text)
        case .array, .object: return nil
        }
    }
}

extension [String: [String: [Double]]] {
    /// The curves of models in a record: arrays of numbers, NaN for what is none.
    init(recorded json: JSONValue) {
        self = json.membersByName.mapValues { curves in
            curves.membersByName.compactMapValues { $0.elements?.map { $0.number ?? .nan } }
        }
    }
}
