/// The members of a JSON object that is read, with errors that name the place.
///
/// Unlike a `Decoder` it distinguishes 1 from 1.0, so that what was read is written as the same bytes.
struct JSONMembers {
    /// Why a member is not read.
    struct Problem: Error, Hashable {
        /// The place and what is wrong there: `'runs.3.seed' is missing`.
        let words: String
    }

    private let members: [String: JSONValue]

    /// The place of the object, with a dot at its end; empty for the outermost.
    private let place: String

    /// The names, in the order of the text.
    let names: [String]

    /// Reads an object.
    ///
    /// - Parameter place: the name of its place, empty for the outermost.
    /// - Throws: ``Problem`` if it is none.
    init(_ value: JSONValue, at place: String = "") throws(Problem) {
        guard case .object(let members) = value else {
            throw Problem(words: place.isEmpty ? "it is not an object" : Self.wrong(place))
        }
        self.members = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
        self.place = place.isEmpty ? "" : place + "."
        names = members.map(\.name)
    }

    /// A member; `nil` if it is missing or null.
    subscript(name: String) -> JSONValue? { members[name].flatMap { $0 == .null ? nil : $0 } }

    /// A member, null too.
    ///
    /// - Throws: ``Problem`` if it is missing.
    func value(_ name: String) throws(Problem) -> JSONValue {
        guard let value = members[name] else { throw Problem(words: "'\(place)\(name)' is missing") }
        return value
    }

    /// A member in a form that it must have.
    ///
    /// - Throws: ``Problem`` if it is missing or has another form.
    func member<Form>(_ name: String, _ form: (JSONValue) -> Form?) throws(Problem) -> Form {
        guard let member = form(try value(name)) else { throw Problem(words: Self.wrong(place + name)) }
        return member
    }

    /// A member in a form that it must have, or `nil` if it is missing or null.
    ///
    /// - Throws: ``Problem`` if it has another form.
    func optional<Form>(_ name: String, _ form: (JSONValue) -> Form?) throws(Problem) -> Form? {
        guard let value = self[name] else { return nil }
        guard let member = form(value) else { throw Problem(words: Self.wrong(place + name)) }
        return member
    }

    /// An object.
    ///
    /// - Throws: ``Problem`` if it is missing or none.
    func object(_ name: String) throws(Problem) -> JSONMembers {
        try JSONMembers(try value(name), at: place + name)
    }

    /// The elements of an array, each in a form that it must have.
    ///
    /// - Throws: ``Problem`` if it is missing or has another form.
    func array<Form>(_ name: String, _ form: (JSONValue) -> Form?) throws(Problem) -> [Form] {
        let elements = try member(name, \.elements).map(form)
        let array = elements.compactMap(\.self)
        guard array.count == elements.count else { throw Problem(words: Self.wrong(place + name)) }
        return array
    }

    private static func wrong(_ place: String) -> String { "'\(place)' has another type than in a record" }
}

extension JSONValue {
    /// The text, if it is one.
    var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The whole number, if it is one.
    var integer: Int? { if case .integer(let number) = self { number } else { nil } }

    /// The number without a sign, if it is one.
    var unsigned: UInt64? {
        switch self {
        case .integer(let number): UInt64(exactly: number)
        case .unsigned(let number): number
        default: nil
        }
    }

    /// The number, if it is one.
    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .unsigned(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    /// The elements, if it is an array.
    var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

    /// The members by name; none if it is no object.
    var membersByName: [String: JSONValue] {
        guard case .object(let members) = self else { return [:] }
        return Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    }
}
