import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing

struct IDXFileTests {
    private static let valid = Data.idx([2, 3, 4], 0..<24)

    private static func read(_ data: Data, rank: Int = 3) throws -> IDXFile {
        try IDXFile(data, rank: rank, name: "images")
    }

    @Test(arguments: [false, true])
    func `a file is read, compressed or not`(isPacked: Bool) throws {
        let file = try Self.read(isPacked ? Self.valid.gzipped : Self.valid)
        #expect(file.dimensions == [2, 3, 4])
        #expect(Array(file.elements) == Array(0..<24))
        let empty = try Self.read(Data.idx([0, 28, 28], []))
        #expect(empty.dimensions == [0, 28, 28])
        #expect(empty.elements.isEmpty)
    }

    @Test func `a slice of other bytes is read as it is`() throws {
        let file = try Self.read((Data([9, 9, 9]) + Self.valid).dropFirst(3))
        #expect(Array(file.elements) == Array(0..<24))
    }

    @Test(
        arguments: [
            (Data(), "is cut short: it has 0 bytes, its header alone 16"),
            (valid.prefix(15), "is cut short: it has 15 bytes, its header alone 16"),
            (valid.prefix(16), "is cut short: it claims 2×3×4 elements, but has 0 of 24"),
            (valid.dropLast(), "is cut short: it claims 2×3×4 elements, but has 23 of 24"),
            (valid + Data([0, 0]), "has 2 bytes after the 2×3×4 elements that it claims"),
            (
                Data.idx([24], 0..<24),
                "is not an IDX file of bytes in 3 dimensions: it begins with 00 00 08 01, not 00 00 08 03"
            ),
            (
                Data.idx([2, 3, 4], 0..<24, type: 13),
                "is not an IDX file of bytes in 3 dimensions: it begins with 00 00 0d 03, not 00 00 08 03"
            ),
            (
                Data("<!DOCTYPE html><title>404".utf8),
                "is not an IDX file of bytes in 3 dimensions: it begins with 3c 21 44 4f, not 00 00 08 03"
            ),
        ])
    func `anything else is an error that names the file`(_ data: Data, _ words: String) throws {
        expectProblem("'images' \(words)") { try Self.read(data) }
    }

    @Test(
        arguments: [
            [0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], [0x8000_0000, 0x8000_0000, 2], [1 << 30, 2, 1],
            [0xFFFF_FFFF, 0xFFFF_FFFF, 0], [60_000, 28_000, 28_000],
        ])
    func `impossible dimensions are not even tried`(_ dimensions: [Int]) {
        let header = Data.idx(dimensions, [])
        expectProblem("'images' claims impossible dimensions") { try Self.read(header) }
        expectProblem("'images' claims impossible dimensions") { try Self.read(header.gzipped) }
    }

    @Test(arguments: [false, true])
    func `images with a side of 0 have no samples, transposed or not`(isTransposed: Bool) throws {
        for (height, width) in [(0, 4), (4, 0), (0, 0)] {
            let images = try IDXFormat(isTransposed: isTransposed).images(in: [
                DataFile(name: "images", data: .idx([2, height, width], [])),
                DataFile(name: "labels", data: .idx([2], [3, 5])),
            ])
            #expect(images.shape == Shape([1, height, width]))
            #expect(images.samples.isEmpty)
            #expect(Array(images.labels) == [3, 5])
        }
    }

    @Test func `a claim as large as the limit without the bytes allocates no memory`() {
        let claim = Data.idx([IDXFile.limit, 1, 1], [])
        expectProblem("'images' is cut short: it claims 1073741824×1×1 elements, but has 0 of 1073741824") {
            try Self.read(claim.gzipped)
        }
    }

    @Test func `a compressed file is not decompressed beyond what it claims`() {
        let bomb = (Data.idx([2, 3, 4], []) + Data(count: 50_000_000)).gzipped
        #expect(bomb.count < 60_000)
        expectProblem("'images' unpacks to more than the 40 bytes that it can hold") { try Self.read(bomb) }
    }

    @Test func `compressed bytes that are damaged, truncated or followed by others are errors`() {
        let packed = Self.valid.gzipped
        expectProblem("'images' is cut short: it does not unpack whole") { try Self.read(packed.dropLast(4)) }
        expectProblem("'images' has 1 bytes after its end") { try Self.read(packed + Data([0])) }
        var damaged = packed
        damaged[packed.count - 6] ^= 4
        expectProblem("'images' is damaged: it does not unpack") { try Self.read(damaged) }
    }

    @Test func `thousands of damaged files are read as what they claim or refused`() {
        var random = RandomSource(seed: 5)
        let originals = [Self.valid, Self.valid.gzipped, Data.idx([7], 0..<7), Data.idx([7], 0..<7).gzipped]
        var refused = 0
        let count = Fuzzing.count(few: 6000)
        for round in 0..<count {
            var data = originals[round % 4]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<data.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: data[data.startIndex + place] = UInt8.random(in: 0...255, using: &random)
                case 1: data = Data(data.prefix(max(1, place)))
                case 2: data.insert(UInt8.random(in: 0...255, using: &random), at: place)
                default: data.append(data[place])
                }
            }
            do throws(DataFileProblem) {
                let file = try IDXFile(data, rank: round % 4 < 2 ? 3 : 1, name: "f")
                #expect(file.elements.count == file.dimensions.reduce(1, *), "round \(round)")
            } catch {
                refused += 1
                #expect(error.description.hasPrefix("'f' "))
            }
        }
        #expect((count / 2..<count).contains(refused), "\(refused)")
    }

    @Test func `results from before folders had a notice on inverted ink are computed anew`() {
        #expect(IDXFormat().version > 1)
    }
}
