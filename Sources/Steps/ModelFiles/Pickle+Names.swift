extension Pickle {
    /// The named children of a dictionary, a similar object, a list or a tuple; the names in a list are its indices.
    ///
    /// The name of a key that is not a string is Python's text for it, as far as the pickle contains it: `('fold', 1)`,
    /// `None`.
    func children(of value: PickledValue) -> [(key: String, value: PickledValue)] {
        if let elements = elements(of: value) { return elements.enumerated().map { (String($0), $1) } }
        var counts: [String: Int] = [:]
        var named = 0
        return (entries(of: value) ?? []).compactMap { key, value in
            switch key {
            case .text(let text): return text.utf8.count <= PickledKeys.longest ? (text, value) : nil
            case .integer(let number): return (String(number), value)
            default: break
            }
            guard named < Self.mostNamed else { return nil }
            named += 1
            guard let name = name(of: key) else { return nil }
            // Such keys may differ in their unknown parts.
            counts[name, default: 0] += 1
            let count = counts[name] ?? 1
            return (count == 1 ? name : "\(name) (\(count))", value)
        }
    }

    /// The maximum number of keys of a dictionary other than strings that are named, and the maximum length in bytes: a
    /// key that is referred to many times takes few bytes of a file, but each name takes memory.
    private static let (mostNamed, longestName) = (1000, 100)

    /// The name of a key that is not a string; `nil` if it is too long.
    private func name(of key: PickledValue) -> String? {
        let name: String
        switch key {
        case .tuple(let place):
            let parts = elements(of: .tuple(place)) ?? []
            guard parts.count <= Self.mostParts else { return nil }
            name = "(" + parts.map(written).joined(separator: ", ") + (parts.count == 1 ? ",)" : ")")
        case .object(let place):
            guard let object = object(.object(place)) else { return nil }
            name = self.name(of: object)
        default: name = written(key)
        }
        return name.utf8.count <= Self.longestName ? name : nil
    }

    /// The maximum number of parts of a key that are named.
    private static let mostParts = 8

    private func name(of object: PickledObject) -> String {
        let kind = object.kind ?? "something"
        if kind == "builtins.bytes", case .text(let text)? = object.arguments.first {
            return text.utf8.count <= Self.longestName ? text : "…"
        }
        if kind.hasPrefix("numpy."), kind.hasSuffix(".scalar") { return numPyText(object) ?? kind }
        guard !object.arguments.isEmpty, object.arguments.count <= Self.mostParts else { return kind }
        return "\(kind)(\(object.arguments.map(written).joined(separator: ", ")))"
    }

    /// A NumPy string, which has four bytes for each character; `nil` for a scalar of another type.
    private func numPyText(_ scalar: PickledObject) -> String? {
        guard scalar.arguments.count == 2, let type = object(scalar.arguments[0]),
            case .text(let code)? = type.arguments.first, code.hasPrefix("U"),
            case .text(let bytes)? = object(scalar.arguments[1])?.arguments.first,
            bytes.utf8.count <= 8 * Self.longestName
        else { return nil }
        // One character of the pickle's string for each byte, little-endian.
        let values = bytes.unicodeScalars.map(\.value)
        guard values.count % 4 == 0, values.allSatisfy({ $0 < 256 }) else { return nil }
        var text = String.UnicodeScalarView()
        for place in stride(from: 0, to: values.count, by: 4) {
            let value = values[place..<place + 4].reversed().reduce(0) { $0 << 8 | $1 }
            guard let scalar = Unicode.Scalar(value) else { return nil }
            text.append(scalar)
        }
        return String(text)
    }

    /// A part of a key as Python writes it, at most one level deep.
    private func written(_ value: PickledValue) -> String {
        switch value {
        case .nothing: return "None"
        case .boolean(let value): return value ? "True" : "False"
        case .integer(let number): return String(number)
        case .float(let number): return "\(number)"
        case .text(let text):
            return text.utf8.count <= Self.longestName ? "'\(text)'" : "'…'"
        case .global(let module, let name):
            return module.utf8.count + name.utf8.count < Self.longestName ? "\(module).\(name)" : "…"
        case .object(let place): return object(.object(place))?.kind ?? "…"
        default: return "…"
        }
    }
}
