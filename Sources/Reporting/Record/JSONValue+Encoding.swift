extension JSONValue {
    /// Makes a value of what can be encoded, with the members of each object in the order in which they are encoded.
    ///
    /// - Precondition: nothing in it refuses to be encoded, since for JSON nothing has to.
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
    /// Encodes the value as what it is.
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
