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
        #expect(Set(file.entries) == Set(Self.sample.entries))
    }

    @Test func `the same tensors give the same bytes`() throws {
        #expect(try Self.sample.encoded() == Self.sample.encoded())
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
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#,
        #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#,
        #"{"a":{"dtype":"Q3","shape":[1],"data_offsets":[0,4]}}"#,
        #"[1,2,3]"#, #"{"a":5}"#, "",
    ])
    func `a header that does not fit its file is an error`(header: String) {
        var file = Data()
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { file.append(contentsOf: $0) }
        file.append(contentsOf: header.utf8)
        file.append(Data(count: 4))
        #expect(throws: SafeTensorsProblem.self) { try SafeTensors(decoding: file) }
    }

    @Test func `a header longer than the file is an error`() {
        var file = Data(repeating: 0xFF, count: 8)
        file.append(Data("{}".utf8))
        #expect(throws: SafeTensorsProblem.self) { try SafeTensors(decoding: file) }
    }
}
