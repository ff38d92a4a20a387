import Diagnostics
import Figures
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing

/// Damaged arrays and archives of arrays: read as what they claim, or refused by their name.
struct ArrayFuzzTests {
    @Test func `thousands of damaged arrays and archives are read as what they claim or refused`() {
        var random = RandomSource(seed: 19)
        let files =
            [Data.numPy([2, 2, 3], 0..<12)]
            + [false, true].map { Data.zip(ArrayFileTests.keras, isPacked: $0) }
        var refused = 0
        let count = Fuzzing.count(few: 6000)
        for round in 0..<count {
            do throws(DataFileProblem) {
                let damaged = Data(Fuzzing.damaged([UInt8](files[round % 3]), using: &random))
                if round % 3 == 0 {
                    let read = try NumPyArray(damaged, name: "f", holding: .images)
                    #expect(
                        read.elements.count == read.dimensions.reduce(read.type.size, *), "round \(round)")
                } else {
                    let read = try ArrayImages(archive: damaged, name: "f")
                    let parts = [read.train, read.validation, read.test].compactMap(\.self)
                    #expect(
                        parts.allSatisfy { $0.samples.count == $0.shape.count * $0.labels.count },
                        "round \(round)")
                }
            } catch {
                refused += 1
                #expect(error.description.hasPrefix("'f"), "\(error)")
            }
        }
        #expect((count / 2..<count).contains(refused), "\(refused)")
    }

    @Test func `thousands of damaged arrays in whole archives are read as what they claim or refused`() {
        var random = RandomSource(seed: 22)
        var refused = 0
        let count = Fuzzing.count(few: 4000)
        for round in 0..<count {
            var arrays = ArrayFileTests.keras
            // Damaged before the archive is made, whose checksums are therefore right.
            arrays[round % 4].1 = Data(Fuzzing.damaged([UInt8](arrays[round % 4].1), using: &random))
            do throws(DataFileProblem) {
                let read = try ArrayImages(archive: .zip(arrays, isPacked: round % 8 < 4), name: "f")
                for part in [read.train, read.test].compactMap(\.self) {
                    #expect(
                        !part.labels.isEmpty && part.samples.count == part.shape.count * part.labels.count,
                        "round \(round)")
                }
            } catch {
                refused += 1
                #expect(
                    error.description.hasPrefix("'f/\(arrays[round % 4 / 2 * 2].0)' ")
                        || error.description.hasPrefix("'f/\(arrays[round % 4 / 2 * 2 + 1].0)' "), "\(error)")
            }
        }
        #expect((count / 2..<count).contains(refused), "\(refused)")
    }
}
