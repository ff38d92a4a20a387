// Namespace prefixes.

/// The prefixes declared at the current position, innermost last.
struct Namespaces {
    /// A number for each namespace, so that long names are compared only once.
    private var numbers: [[UInt8]: Int] = [Namespaces.xml: 0]
    private var next = 1
    private var meanings: [String: [Int]] = ["xml": [0]]

    /// The namespace of the prefix `xml`, which is never declared.
    static let xml = Array("http://www.w3.org/XML/1998/namespace".utf8)

    /// Adds a declaration of a prefix; `nil` for an unknown namespace, which differs from all others.
    mutating func begin(_ prefix: String, _ namespace: [UInt8]?) {
        let number = namespace.flatMap { numbers[$0] } ?? next
        if number == next { next += 1 }
        if let namespace { numbers[namespace] = number }
        meanings[prefix, default: []].append(number)
    }

    /// Removes the declarations of an element.
    mutating func end(_ prefixes: [String]) {
        for prefix in prefixes { _ = meanings[prefix]?.popLast() }
    }

    /// The number of a prefix's namespace; `nil` for an undeclared one.
    func meaning(of prefix: String) -> Int? { meanings[prefix]?.last }
}

extension VectorImage {
    /// An attribute's name with the namespace of its prefix.
    private struct ExpandedName: Hashable {
        let namespace: Int
        let local: Substring
    }

    /// Checks the names of an element and of its attributes.
    ///
    /// - Returns: the prefixes that it declares.
    mutating func resolve(
        _ element: String, _ attributes: [Attribute], at start: Int
    ) throws(Malformed) -> [String] {
        var prefixes: [String] = []
        var seen: Set<String> = []
        for attribute in attributes {
            guard seen.insert(attribute.name).inserted else {
                throw Malformed(
                    place: start, reason: "an element has two attributes '\(shown(attribute.name))'")
            }
            guard attribute.name.hasPrefix("xmlns:") else { continue }
            let prefix = String(attribute.name.dropFirst(6))
            let namespace = expanded(attribute.value)
            guard namespace != [], prefix != "xmlns", prefix != "xml" || namespace == Namespaces.xml else {
                throw Malformed(
                    place: start, reason: "'\(shown(attribute.name))' is not declared as XML allows it")
            }
            namespaces.begin(prefix, namespace)
            prefixes.append(prefix)
        }
        _ = try meaning(of: element, at: start)
        var expandedNames: Set<ExpandedName> = []
        for attribute in attributes where !attribute.name.hasPrefix("xmlns:") {
            guard let namespace = try meaning(of: attribute.name, at: start) else { continue }
            let local = Self.local(attribute.name)
            guard expandedNames.insert(ExpandedName(namespace: namespace, local: local)).inserted else {
                throw Malformed(
                    place: start,
                    reason: "an element has two attributes '\(shown(String(local)))' of one namespace")
            }
        }
        return prefixes
    }

    /// The namespace of a name's prefix; `nil` if it has none, or if the document type may have declared it.
    private func meaning(of name: String, at start: Int) throws(Malformed) -> Int? {
        guard let prefix = Self.prefix(of: name) else { return nil }
        if let namespace = namespaces.meaning(of: prefix) { return namespace }
        if hasDefaults { return nil }
        throw Malformed(
            place: start, reason: "the prefix of '\(shown(name))' is not declared by 'xmlns:\(shown(prefix))'"
        )
    }

    /// A name with one character for each byte: names that differ in the encoding of an accent are different, and
    /// names with many accents are compared in linear time.
    static func name(_ bytes: some Sequence<UInt8>) -> String {
        var name = String.UnicodeScalarView()
        for byte in bytes { name.append(Unicode.Scalar(byte)) }
        return String(name)
    }

    /// The part of a name before its colon.
    static func prefix(of name: String) -> String? {
        name.firstIndex(of: ":").map { String(name[..<$0]) }
    }

    /// The part of a name after its colon, or the whole name.
    static func local(_ name: String) -> Substring {
        name.firstIndex(of: ":").map { name[name.index(after: $0)...] } ?? name[...]
    }
}
