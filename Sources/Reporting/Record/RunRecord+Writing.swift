import FoundationEssentials

extension RunRecord {
    /// The JSON text on several lines, with a final line end: the members in order, numbers in the shortest form that
    /// reads back the same.
    public var json: String { value.text + "\n" }

    /// The record as a JSON value.
    ///
    /// A report contains what is needed to compute a run again and compare it; the notebook is in the page itself. The
    /// value is made member by member, not by an `Encoder`, for whose generic containers the runtime makes types anew in
    /// each process: a tenth of a run that computes nothing.
    var value: JSONValue {
        let isWhole = source != nil
        var members: [JSONValue.Member] = []
        func add(_ name: String, _ value: JSONValue) { members.append(.init(name: name, value: value)) }
        add("schema", .integer(Self.schema))
        add("notebook", .string(notebook))
        if isWhole { add("revision", JSONValue(revision)) }
        add("status", .string(status))
        add("params", params.value(of: \.json))
        add("seed", .unsigned(seed))
        if isWhole { add("seconds", JSONValue(seconds)) }
        add("steps", .array(steps.map(\.json)))
        add("values", values.value(of: \.json))
        add("history", history.value { curves in curves.value { .array($0.values) } })
        if isWhole { add("mistakes", mistakes.value(of: \.json)) }
        add("expectations", .array(expectations.map(\.json)))
        add("files", .array(files.map(\.json)))
        add("data", .array(data.map(\.json)))
        if isWhole { add("notices", .array(notices.map(JSONValue.string))) }
        add("environment", environment.value(of: JSONValue.string))
        if let source { add("source", .string(source)) }
        return .object(members)
    }
}

extension RecordMembers {
    /// The object, each of its elements in a form.
    fileprivate func value(of form: (Element) -> JSONValue) -> JSONValue {
        .object(members.map { JSONValue.Member(name: $0.name, value: form($0.element)) })
    }
}

extension JSONValue {
    /// A text, or `null`.
    fileprivate init(_ text: String?) { self = text.map(Self.string) ?? .null }

    /// A number, or `null`.
    fileprivate init(_ number: Double?) { self = number.map(Self.number) ?? .null }
}

extension RunRecord.Step {
    fileprivate var json: JSONValue {
        [
            "line": .integer(line), "step": .string(step), "name": JSONValue(name),
            "outcome": .string(outcome), "seconds": JSONValue(seconds), "key": JSONValue(key),
        ]
    }
}

extension RunRecord.Value {
    fileprivate var json: JSONValue {
        switch self {
        case .nothing: .null
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .text(let text): .string(text)
        }
    }
}

extension RunRecord.Expectation {
    fileprivate var json: JSONValue {
        ["claim": .string(claim), "met": .boolean(met), "line": .integer(line)]
    }
}

extension RunRecord.Input {
    fileprivate var json: JSONValue {
        ["name": .string(name), "bytes": .integer(bytes), "sha256": .string(sha256)]
    }
}

extension RunRecord.File {
    fileprivate var json: JSONValue {
        ["path": .string(path), "bytes": .integer(bytes), "sha256": .string(sha256)]
    }
}

extension RecordedMistakes {
    fileprivate var json: JSONValue {
        let images: JSONValue? = images.map { images in
            [
                "width": .integer(images.width), "height": .integer(images.height),
                "channels": .integer(images.channels), "count": .integer(images.count),
                "png": .string(images.png.base64EncodedString()),
            ]
        }
        return ["count": .integer(count), "items": .array(items.map(\.json)), "images": images ?? .null]
    }
}

extension RecordedMistakes.Item {
    fileprivate var json: JSONValue {
        [
            "index": .integer(index), "label": .string(label), "guess": .string(guess),
            "probability": .number(probability),
        ]
    }
}
