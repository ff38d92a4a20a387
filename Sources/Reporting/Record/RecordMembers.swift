/// The members of a JSON object with arbitrary names, in order.
struct RecordMembers<Element: Decodable & Sendable & Hashable>: Sendable, Hashable {
    /// A member of the object.
    struct Member: Sendable, Hashable {
        let name: String
        let element: Element
    }

    /// All of them.
    let members: [Member]

    /// Makes an object.
    init(_ members: [(name: String, element: Element)] = []) {
        self.members = members.map { Member(name: $0.name, element: $0.element) }
    }

    /// The members by name; for a repeated name the last one.
    var byName: [String: Element] {
        Dictionary(members.map { ($0.name, $0.element) }) { _, last in last }
    }
}

extension RecordMembers: Decodable {
    /// Reads an object. Decoders do not preserve the order of its members, so they are sorted by name.
    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: MemberName.self)
        members = try object.allKeys.sorted { $0.stringValue < $1.stringValue }.map { name in
            Member(name: name.stringValue, element: try object.decode(Element.self, forKey: name))
        }
    }
}

/// An arbitrary name of an object's member.
struct MemberName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }

    init?(stringValue: String) { self.init(stringValue) }

    init?(intValue: Int) { nil }
}
