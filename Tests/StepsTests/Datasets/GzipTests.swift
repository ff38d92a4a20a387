import Foundation
import Steps
import TestSupport
import Testing

struct GzipTests {
    private static let content = Data("a small stream, a small stream, and its end".utf8)

    @Test func `compressed data is decompressed`() throws {
        for content in [Data(), Self.content, Data(repeating: 7, count: 200_000), Data.noise(150_000)] {
            #expect(Gzip.isStream(content.gzipped))
            #expect(try Gzip.unpack(content.gzipped, limit: content.count, name: "f.gz") == content)
        }
        #expect(!Gzip.isStream(Self.content))
    }

    @Test func `a truncated stream is an error, wherever it is cut`() {
        let packed = Self.content.gzipped
        for length in 0..<packed.count {
            #expect(throws: DataFileProblem.self) {
                try Gzip.unpack(packed.prefix(length), limit: 1000, name: "f.gz")
            }
        }
        expectProblem("'f.gz' is cut short: it does not unpack whole") {
            try Gzip.unpack(packed.dropLast(), limit: 1000, name: "f.gz")
        }
    }

    @Test func `no flipped bit makes anything but an error or the right bytes`() {
        let packed = Self.content.gzipped
        var problems = 0
        for bit in 0..<8 * packed.count {
            var damaged = packed
            damaged[bit / 8] ^= 1 << (bit % 8)
            do throws(DataFileProblem) {
                // Some bits of the header, such as the date, mean nothing for the content.
                #expect(try Gzip.unpack(damaged, limit: 1000, name: "f.gz") == Self.content, "bit \(bit)")
            } catch {
                problems += 1
            }
        }
        #expect(problems > 8 * (packed.count - 10))
    }

    @Test func `a wrong checksum is damage`() {
        var damaged = Self.content.gzipped
        damaged[damaged.count - 8] ^= 1
        expectProblem("'f.gz' is damaged: it does not unpack") {
            try Gzip.unpack(damaged, limit: 1000, name: "f.gz")
        }
    }

    @Test func `bytes after the end are an error`() {
        expectProblem("'f.gz' has 3 bytes after its end") {
            try Gzip.unpack(Self.content.gzipped + Data([1, 2, 3]), limit: 1000, name: "f.gz")
        }
    }

    @Test func `no more is decompressed than allowed`() {
        expectProblem("'f.gz' unpacks to more than the 42 bytes that it can hold") {
            try Gzip.unpack(Self.content.gzipped, limit: 42, name: "f.gz")
        }
    }

    @Test func `the beginning of a stream does not need the rest`() throws {
        let packed = Data.noise(1000).gzipped
        #expect(
            try Gzip.unpackPrefix(16, of: packed.prefix(200), name: "f.gz") == Data.noise(1000).prefix(16))
        #expect(try Gzip.unpackPrefix(16, of: Data([1, 2]).gzipped, name: "f.gz") == Data([1, 2]))
    }
}

/// Expects a problem with a file in exactly these words.
func expectProblem<Result>(
    _ words: String, sourceLocation: SourceLocation = #_sourceLocation,
    when work: () throws -> Result
) {
    let problem = #expect(throws: DataFileProblem.self, sourceLocation: sourceLocation) { _ = try work() }
    #expect(problem?.description == words, sourceLocation: sourceLocation)
}
