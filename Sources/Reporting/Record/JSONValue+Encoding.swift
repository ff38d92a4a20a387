extension JSONValue {
    /// Encodes a value, with the members of each object in the order of encoding.
    ///
    /// - Precondition: encoding does not throw, for which JSON gives no reason.
    package init(encoding value: some Encodable) {
        let place = JSONPlace()
        do {
            try place.encode(value)
        } catch {
            preconditionFailure("\(type(of: value)) refuses to be encoded: \(error)")
        }
        self = place.value
    }
}

extension JSONValue: Encodable {
    /// Encodes the value by its type.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .array(let values):
            try values.encode(to: encoder)
        case .object(let members):
            var object = encoder.container(keyedBy: MemberName.self)
            for member in members { try object.encode(member.value, forKey: MemberName(member.name)) }
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .boolean(let flag): try flag.encode(to: encoder)
        case .integer(let number): try number.encode(to: encoder)
        case .unsigned(let number): try number.encode(to: encoder)
        case .number(let number): try number.encode(to: encoder)
        case .string(let text): try text.encode(to: encoder)
        }
    }
}
