extension Pickle {
    /// What a dictionary, something like it, a list or a tuple holds under names; those of a list are its places.
    ///
    /// A key that is no text has the name that Python would write, as far as the pickle says it: `('fold', 1)`, `None`.
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
            // Such keys may differ in what is not known of them.
            counts[name, default: 0] += 1
            let count = counts[name] ?? 1
            return (count == 1 ? name : "\(name) (\(count))", value)
        }
    }

    /// How many keys of a dictionary that are no texts are named, and the longest name in bytes: a key that is referred to
    /// many times takes few bytes of a file, and a name many of memory.
    private static let (mostNamed, longestName) = (1000, 100)

    /// The name of a key that is no text; `nil` for one that is too long.
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

    /// The most parts of a key that are named.
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

    /// The text that NumPy has in the place of Python's, four bytes for each character; `nil` for a scalar of another type.
    private func numPyText(_ scalar: PickledObject) -> String? {
        guard scalar.arguments.count == 2, let type = object(scalar.arguments[0]),
            case .text(let code)? = type.arguments.first, code.hasPrefix("U"),
            case .text(let bytes)? = object(scalar.arguments[1])?.arguments.first,
            bytes.utf8.count <= 8 * Self.longestName
        else { return nil }
        // One character of the pickle's text for each byte, the lowest first.
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

    /// A part of a key as Python writes it, not more than one level deep.
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
