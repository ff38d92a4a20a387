import Foundation
import NeuralNet
import Testing

@Suite struct SafeTensorsTests {
    private static let sample = SafeTensors(
        [
            ("b", Tensor(shape: Shape([2, 3]), values: [1, -2, 3.5, .pi, 0, -0.0])),
            ("a", Tensor(shape: Shape([]), values: [7])),
            ("empty", Tensor(shape: Shape([0, 4]), values: [])),
        ], metadata: ["format": "pt", "ä": "\"quoted\""])

    @Test func `what is written reads back the same`() throws {
        let file = try SafeTensors(decoding: Self.sample.encoded())
        #expect(file.metadata == Self.sample.metadata)
        #expect(file.entries == Self.sample.entries)
    }

    @Test func `the same tensors give the same bytes`() throws {
        #expect(try Self.sample.encoded() == Self.sample.encoded())
    }

    @Test func `a file has these bytes`() throws {
        let file = SafeTensors([
            ("b/1", Tensor(shape: Shape([2]), values: [1, -2])),
            ("a", Tensor(shape: Shape([]), values: [0.5])),
        ])
        let header =
            #"{"a":{"data_offsets":[8,12],"dtype":"F32","shape":[]},"#
            + #""b/1":{"data_offsets":[0,8],"dtype":"F32","shape":[2]}}"# + "   "
        var expected = Data([UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0])
        expected.append(Data(header.utf8))
        expected.append(Data([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F]))
        #expect(try file.encoded() == expected)
    }

    @Test func `a file may be part of larger data`() throws {
        let file = try Self.sample.encoded()
        let larger = Data([1, 2, 3]) + file
        #expect(try SafeTensors(decoding: larger[3...]).entries == Self.sample.entries)
    }

    @Test func `elements are read as their own type, and as no other`() throws {
        let network = try Fixture("network_dense").file
        let schedules = try Fixture("schedules").file
        let (floats, integers) = (try #require(network["loss"]), try #require(network["labels"]))
        let doubles = try #require(schedules["constant"])
        #expect(floats.tensor != nil && floats.doubles == nil && floats.integers == nil)
        #expect(integers.tensor == nil && integers.doubles == nil && integers.integers?.count == 6)
        #expect(doubles.tensor == nil && doubles.doubles?.count == 40 && doubles.integers == nil)
        #expect(network["nothing"] == nil)
    }

    @Test func `the elements begin at a multiple of eight bytes`() throws {
        let file = try Self.sample.encoded()
        let length = file.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        #expect(length % 8 == 0)
    }

    @Test func `every truncation of a file is an error`() throws {
        let file = try Self.sample.encoded()
        for length in 0..<file.count {
            #expect(throws: SafeTensorsProblem.self, "\(length) bytes") {
                try SafeTensors(decoding: file.prefix(length))
            }
        }
    }

    @Test(arguments: [
        ("F32", "[1]", "[0,8]"), ("F32", "[2]", "[0,8]"), ("F32", "[1]", "[4,0]"), ("F32", "[1]", "[-4,0]"),
        ("F32", "[1]", "[0]"), ("F32", "[1]", "[0,4,8]"), ("F32", "[0]", "[0,4]"), ("F32", "[1]", "[0,0]"),
        ("F64", "[1]", "[0,4]"), ("I64", "[1]", "[0,4]"),
    ])
    func `bytes that do not fit shape and file are an error`(type: String, shape: String, offsets: String) {
        let numbers = offsets.replacing(",", with: ", ")
        Self.expectProblem(
            #"{"a":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}}"#,
            "the bytes \(numbers) of 'a' do not fit its shape or the file")
    }

    @Test(arguments: ["[-1]", "[-1,-1]", "[4611686018427387904,4]", "[4611686018427387904]"])
    func `a shape that no tensor can have is an error`(shape: String) {
        for offsets in ["[0,4]", "[0,0]"] {
            Self.expectProblem(
                #"{"a":{"dtype":"F32","shape":\#(shape),"data_offsets":\#(offsets)}}"#,
                "'a' has an impossible shape")
        }
    }

    @Test func `elements of an unsupported type are an error`() {
        Self.expectProblem(
            #"{"a":{"dtype":"Q3","shape":[1],"data_offsets":[0,4]}}"#,
            "'a' has elements of the unsupported type 'Q3'")
    }

    @Test(arguments: [#"{"a":5}"#, #"{"a":{"b":"c"}}"#, #"{"__metadata__":{"b":5}}"#, "{"])
    func `a header that is not a table of tensors is an error`(header: String) {
        Self.expectProblem(header, "the header is not a table of tensors")
    }

    @Test(arguments: ["[1,2,3]", "", #" {"a":5}"#]) func `a header that is not an object is an error`(
        header: String
    ) {
        Self.expectProblem(header, "the header does not begin with '{'")
    }

    /// Expects a problem with a file of this header and four bytes of elements.
    private static func expectProblem(
        _ header: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var file = Data()
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { file.append(contentsOf: $0) }
        file.append(contentsOf: header.utf8)
        file.append(Data(count: 4))
        let problem = #expect(throws: SafeTensorsProblem.self, sourceLocation: sourceLocation) {
            try SafeTensors(decoding: file)
        }
        #expect(problem?.description == text, sourceLocation: sourceLocation)
    }

    /// A file of this header and these elements.
    private static func file(_ header: String, elements: Data) -> Data {
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) } + Data(header.utf8)
            + elements
    }

    @Test(arguments: [
        ("F16", [0x3E00, 0xC080, 0x0001, 0x8000] as [UInt16], [1.5, -2.25, 0x1p-24, -0.0] as [Float]),
        ("BF16", [0x3FC0, 0xC010, 0x0001, 0x8000], [1.5, -2.25, 0x1p-133, -0.0]),
    ]) func `16-bit floats are widened to Float32`(type: String, patterns: [UInt16], values: [Float]) throws {
        let header = #"{"a":{"dtype":"\#(type)","shape":[2,2],"data_offsets":[0,8]}}"#
        let file = try SafeTensors(
            decoding: Self.file(header, elements: patterns.withUnsafeBytes { Data($0) }))
        let entry = try #require(file["a"])
        #expect(entry.tensor?.values.map(\.bitPattern) == values.map(\.bitPattern))
        #expect(entry.doubles == nil && entry.integers == nil)
        #expect(try SafeTensors(decoding: file.encoded()).entries == file.entries)
    }

    @Test(arguments: [
        ("BOOL", 1), ("U8", 1), ("I8", 1), ("F8_E4M3", 1), ("F8_E5M2", 1), ("U16", 2), ("I16", 2), ("U32", 4),
        ("I32", 4), ("U64", 8), ("I64", 8), ("C64", 8),
    ]) func `every type of the format is known by its size`(type: String, size: Int) throws {
        let header = #"{"a":{"dtype":"\#(type)","shape":[3],"data_offsets":[0,\#(3 * size)]}}"#
        let file = try SafeTensors(decoding: Self.file(header, elements: Data(count: 3 * size)))
        #expect(file["a"]?.type.rawValue == type)
        #expect(file["a"]?.tensor == nil)
        #expect(throws: SafeTensorsProblem.self) {
            try SafeTensors(decoding: Self.file(header, elements: Data(count: 3 * size - 1)))
        }
    }

    @Test(arguments: [
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 5, "1 byte that belongs to no tensor"),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 12, "8 bytes that belong to no tensor"),
        (
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8,
            "4 bytes before 'a' that belong to no tensor"
        ),
        (
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[6,10]}}"#,
            10, "2 bytes before 'b' that belong to no tensor"
        ),
        (
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
            8, "'b' overlaps another tensor"
        ), ("{}", 1, "1 byte that belongs to no tensor"),
    ]) func `every byte belongs to one tensor`(header: String, bytes: Int, problem: String) {
        let found = #expect(throws: SafeTensorsProblem.self) {
            try SafeTensors(decoding: Self.file(header, elements: Data(count: bytes)))
        }
        #expect(found?.description == problem)
    }

    @Test(arguments: [
        #"{"a":T,"a":T}"#, #"{"a":T,"b":U,"a":T}"#, #"{"a":T,"\u0061":T}"#,
        // The same letter, composed and decomposed.
        "{\"\u{E9}\":T,\"e\u{301}\":U}", #"{"__metadata__":{},"__metadata__":{}}"#,
        #"{"__metadata__":{"x":"1","x":"2"}}"#,
        #"{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"shape":[1]}}"#,
    ]) func `a repeated name is an error`(header: String) {
        let header = header.replacing("T", with: #"{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#)
            .replacing("U", with: #"{"dtype":"F32","shape":[0],"data_offsets":[4,4]}"#)
        let problem = #expect(throws: SafeTensorsProblem.self, "\(header)") {
            try SafeTensors(decoding: Self.file(header, elements: Data(count: 4)))
        }
        #expect(
            problem?.description.hasSuffix("twice in the header") == true, "\(problem?.description ?? "")")
    }

    @Test func `names that only look alike are not repeated`() throws {
        let header =
            #"{"__metadata__":{"{\"a\":1,\"a\":1}":"\"a\":,\"a\":","\\":"","\\\"":""},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
        #expect(
            try SafeTensors(decoding: Self.file(header, elements: Data(count: 4))).metadata.count == 3)
    }

    @Test func `a header longer than the format's own library reads is an error`() {
        let length = 100_000_001
        let file =
            withUnsafeBytes(of: UInt64(length).littleEndian) { Data($0) }
            + Data(repeating: UInt8(ascii: " "), count: length)
        let problem = #expect(throws: SafeTensorsProblem.self) { try SafeTensors(decoding: file) }
        #expect(
            problem?.description
                == "the header has 100000001 bytes, more than the 100000000 that are read")
    }

    @Test func `a header longer than the file is an error`() {
        var file = Data(repeating: 0xFF, count: 8)
        file.append(Data("{}".utf8))
        let problem = #expect(throws: SafeTensorsProblem.self) { try SafeTensors(decoding: file) }
        #expect(
            problem?.description == "the header claims 18446744073709551615 bytes, but the file has 10")
        let short = #expect(throws: SafeTensorsProblem.self) {
            try SafeTensors(decoding: Data("1234567".utf8))
        }
        #expect(short?.description == "the file has no header")
    }
}
