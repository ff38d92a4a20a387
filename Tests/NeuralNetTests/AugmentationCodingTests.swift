import Foundation
import NeuralNet
import Testing

/// The stored form of an augmentation, which the data sets of a cache have.
@Suite struct AugmentationCodingTests {
    private static func encoded(_ augmentation: Augmentation) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(augmentation), as: UTF8.self)
    }

    private static func decoded(_ text: String) throws -> Augmentation {
        try JSONDecoder().decode(Augmentation.self, from: Data(text.utf8))
    }

    /// What version 0.1.0 stores.
    private static let earlier = #"{"rotation":10,"scale":0.125,"seed":5,"shift":2}"#

    @Test func `a rotation, scaling and shift are stored in the same bytes as in earlier versions`() throws {
        let augmentation = Augmentation(rotation: 10, shift: 2, scale: 0.125, seed: 5)
        #expect(try Self.encoded(augmentation) == Self.earlier)
        #expect(try Self.decoded(Self.earlier) == augmentation)
        #expect(
            try Self.encoded(Augmentation(seed: 7)) == #"{"rotation":0,"scale":0,"seed":7,"shift":0}"#)
    }

    @Test(arguments: [
        (
            Augmentation(flip: true, seed: 5),
            #"{"flip":true,"rotation":0,"scale":0,"seed":5,"shift":0}"#
        ),
        (Augmentation(crop: 4, seed: 5), #"{"crop":4,"rotation":0,"scale":0,"seed":5,"shift":0}"#),
        (Augmentation(cutout: 8, seed: 5), #"{"cutout":8,"rotation":0,"scale":0,"seed":5,"shift":0}"#),
        (
            Augmentation(brightness: 0.5, seed: 5),
            #"{"brightness":0.5,"rotation":0,"scale":0,"seed":5,"shift":0}"#
        ),
        (
            Augmentation(contrast: 0.5, seed: 5),
            #"{"contrast":0.5,"rotation":0,"scale":0,"seed":5,"shift":0}"#
        ),
        (
            Augmentation(mixup: 0.5, seed: 5),
            #"{"mixup":0.5,"rotation":0,"scale":0,"seed":5,"shift":0}"#
        ),
    ])
    func `what changes images is stored, and read again`(augmentation: Augmentation, text: String) throws {
        #expect(try Self.encoded(augmentation) == text)
        #expect(try Self.decoded(text) == augmentation)
        #expect(augmentation != Augmentation(seed: 5))
    }

    @Test func `everything together is read as it was stored`() throws {
        let all = Augmentation(
            rotation: 1, shift: 2, scale: 0.3, flip: true, crop: 4, cutout: 5, brightness: 0.6, contrast: 0.7,
            mixup: 0.9, seed: 8)
        #expect(try Self.decoded(Self.encoded(all)) == all)
    }

    @Test(arguments: [
        #""crop":-1"#, #""crop":1001"#, #""crop":9223372036854775807"#, #""cutout":-1"#, #""cutout":1001"#,
        #""brightness":-0.1"#, #""brightness":1.01"#, #""contrast":-0.1"#, #""contrast":1.01"#,
        #""mixup":-0.1"#, #""mixup":101"#, #""flip":1"#, #""crop":0.5"#,
    ])
    func `a stored number that is out of range is refused`(member: String) throws {
        #expect(throws: DecodingError.self) {
            try Self.decoded(Self.earlier.replacing("{", with: "{" + member + ","))
        }
    }
}
