import FoundationEssentials

/// A place in a JSON value that is being encoded.
///
/// A reference type because `Codable` writes into an object's or array's container after returning it.
final class JSONPlace {
    private enum Content {
        case value(JSONValue)
        case array([JSONPlace])
        case object([(name: String, place: JSONPlace)])
    }

    private var content = Content.value(.null)

    /// The encoded value; `null` if nothing was encoded.
    var value: JSONValue {
        switch content {
        case .value(let value): value
        case .array(let places): .array(places.map(\.value))
        case .object(let members):
            .object(members.map { JSONValue.Member(name: $0.name, value: $0.place.value) })
        }
    }

    /// The number of elements; 0 if it is not an array.
    var count: Int {
        if case .array(let places) = content { places.count } else { 0 }
    }

    /// Encodes a value; bytes become base64.
    ///
    /// Whole numbers are told by their types: to ask whether a value is any whole number, the runtime looks through all
    /// conformances of the program, once for each type that is none.
    func encode(_ value: some Encodable) throws {
        switch value {
        case let text as String: content = .value(.string(text))
        case let flag as Bool: content = .value(.boolean(flag))
        case let number as Int: content = .value(.integer(number))
        case let number as UInt64: content = .value(.unsigned(number))
        case let number as Double: content = .value(.number(number))
        case let number as Float: content = .value(.number(Double(number)))
        case let number as UInt: content = .value(.unsigned(UInt64(number)))
        case let number as UInt32: content = .value(.integer(Int(number)))
        case let number as UInt16: content = .value(.integer(Int(number)))
        case let number as UInt8: content = .value(.integer(Int(number)))
        case let number as Int64: content = .value(.integer(Int(number)))
        case let number as Int32: content = .value(.integer(Int(number)))
        case let number as Int16: content = .value(.integer(Int(number)))
        case let number as Int8: content = .value(.integer(Int(number)))
        case let data as Data: content = .value(.string(data.base64EncodedString()))
        default: try value.encode(to: JSONPlaceEncoder(place: self))
        }
    }

    /// Makes it an array.
    func becomeArray() { content = .array([]) }

    /// Makes it an object.
    func becomeObject() { content = .object([]) }

    /// The place of a further element of the array.
    func element() -> JSONPlace {
        guard case .array(var places) = content else { return JSONPlace() }
        let place = JSONPlace()
        content = .array([])
        places.append(place)
        content = .array(places)
        return place
    }

    /// The place of a further member of the object.
    func member(_ name: String) -> JSONPlace {
        guard case .object(var members) = content else { return JSONPlace() }
        let place = JSONPlace()
        content = .object([])
        members.append((name, place))
        content = .object(members)
        return place
    }
}
