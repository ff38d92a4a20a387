import FoundationEssentials
import NeuralNet
import Workflow

extension Examples {
    /// The number of its images whose samples are those of one of other images of the same shape.
    ///
    /// - Complexity: O(samples of both).
    func imageCount(among others: Examples) throws -> Int {
        let size = record.shape.count
        guard size > 0, others.record.shape == record.shape else { return 0 }
        let (own, other) = (try images.data(), try others.images.data())
        let samples = own.span
        let otherSamples = other.span
        var places: [UInt64: [Int]] = [:]
        for start in stride(from: 0, to: samples.count, by: size) {
            places[Self.fingerprint(of: samples, from: start, count: size), default: []].append(start)
        }
        var found = 0
        for start in stride(from: 0, to: otherSamples.count, by: size) {
            let fingerprint = Self.fingerprint(of: otherSamples, from: start, count: size)
            guard let candidates = places[fingerprint] else { continue }
            var rest: [Int] = []
            for place in candidates {
                if Self.areSame(samples, from: place, otherSamples, from: start, count: size) {
                    found += 1
                } else {
                    rest.append(place)
                }
            }
            // Each is counted once.
            places[fingerprint] = rest.isEmpty ? nil : rest
        }
        return found
    }

    /// The hash FNV-1a of an image's samples.
    private static func fingerprint(of samples: Span<UInt8>, from start: Int, count: Int) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in start..<start + count { hash = (hash ^ UInt64(samples[place])) &* 0x100_0000_01B3 }
        return hash
    }

    private static func areSame(
        _ samples: Span<UInt8>, from start: Int, _ others: Span<UInt8>, from other: Int, count: Int
    ) -> Bool {
        for offset in 0..<count where samples[start + offset] != others[other + offset] { return false }
        return true
    }
}
