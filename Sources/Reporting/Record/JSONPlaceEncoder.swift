/// Encodes into a place of a JSON value.
struct JSONPlaceEncoder: Encoder {
    let place: JSONPlace

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        place.becomeObject()
        return KeyedEncodingContainer(Object(place: place))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        place.becomeArray()
        return List(place: place)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(place: place) }
}

extension JSONPlaceEncoder {
    /// The members of an object. One function takes values of every type.
    private struct Object<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let place: JSONPlace

        var codingPath: [any CodingKey] { [] }

        func encodeNil(forKey key: Key) { _ = place.member(key.stringValue) }

        func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
            try place.member(key.stringValue).encode(value)
        }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) -> KeyedEncodingContainer<Nested> {
            JSONPlaceEncoder(place: place.member(key.stringValue)).container(keyedBy: type)
        }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            JSONPlaceEncoder(place: place.member(key.stringValue)).unkeyedContainer()
        }

        func superEncoder() -> any Encoder { JSONPlaceEncoder(place: place.member("super")) }

        func superEncoder(forKey key: Key) -> any Encoder {
            JSONPlaceEncoder(place: place.member(key.stringValue))
        }
    }

    /// The elements of an array.
    private struct List: UnkeyedEncodingContainer {
        let place: JSONPlace

        var codingPath: [any CodingKey] { [] }
        var count: Int { place.count }

        func encodeNil() { _ = place.element() }

        func encode<Value: Encodable>(_ value: Value) throws { try place.element().encode(value) }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type
        ) -> KeyedEncodingContainer<Nested> {
            JSONPlaceEncoder(place: place.element()).container(keyedBy: type)
        }

        func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            JSONPlaceEncoder(place: place.element()).unkeyedContainer()
        }

        func superEncoder() -> any Encoder { JSONPlaceEncoder(place: place.element()) }
    }

    /// One value.
    private struct Single: SingleValueEncodingContainer {
        let place: JSONPlace

        var codingPath: [any CodingKey] { [] }

        func encodeNil() {}

        func encode<Value: Encodable>(_ value: Value) throws { try place.encode(value) }
    }
}
