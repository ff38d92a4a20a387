extension RunRecord: Decodable {
    private enum Key: String, CodingKey {
        case schema, notebook, revision, status, params, seed, seconds, steps, values, history, mistakes
        case expectations, files, data, notices, environment, source
    }

    /// Reads a record; members that earlier versions did not write may be missing.
    ///
    /// - Throws: `DecodingError` if something does not belong in a record.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        notebook = try members.decode(String.self, forKey: .notebook)
        status = try members.decode(String.self, forKey: .status)
        revision = try members.decodeIfPresent(String.self, forKey: .revision)
        params = try members.decode(RecordMembers<Value>.self, forKey: .params)
        seed = try members.decode(UInt64.self, forKey: .seed)
        seconds = try members.decodeIfPresent(Double.self, forKey: .seconds)
        steps = try members.decode([Step].self, forKey: .steps)
        values = try members.decode(RecordMembers<Value>.self, forKey: .values)
        history = try members.decode(RecordMembers<RecordMembers<Curve>>.self, forKey: .history)
        expectations = try members.decode([Expectation].self, forKey: .expectations)
        data = try members.decodeIfPresent([Input].self, forKey: .data) ?? []
        files = try members.decodeIfPresent([File].self, forKey: .files) ?? []
        environment = try members.decode(RecordMembers<String>.self, forKey: .environment)
        mistakes =
            try members.decodeIfPresent(RecordMembers<RecordedMistakes>.self, forKey: .mistakes) ?? .init()
        source = try members.decodeIfPresent(String.self, forKey: .source)
        // Unused members do not prevent reading the rest.
        notices = (try? members.decodeIfPresent([String].self, forKey: .notices)) ?? []
    }
}
