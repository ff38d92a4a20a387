import Reporting
import Testing

struct LabelPlacementTests {
    @Test func `labels that do not touch stay where they wish to be`() {
        #expect(LabelPlacement.centres(for: [80, 20, 50], spacing: 16, within: 0...100) == [80, 20, 50])
    }

    @Test func `labels that would collide share the room around their middle`() {
        #expect(LabelPlacement.centres(for: [50, 52], spacing: 16, within: 0...100) == [43, 59])
    }

    @Test func `labels stay inside the chart`() {
        #expect(LabelPlacement.centres(for: [99, 100, 100], spacing: 16, within: 0...100) == [68, 84, 100])
        #expect(LabelPlacement.centres(for: [0, 0], spacing: 16, within: 0...100) == [0, 16])
    }

    @Test func `more labels than there is room for are not placed`() {
        #expect(LabelPlacement.centres(for: [1, 2, 3], spacing: 60, within: 0...100) == nil)
        #expect(LabelPlacement.centres(for: [], spacing: 60, within: 0...100) == [])
    }

    @Test(arguments: 0..<300)
    func `no two labels ever overlap, and their order is kept`(seed: Int) throws {
        var state = UInt64(seed + 7) &* 0x9E37_79B9_7F4A_7C15
        let wishes = (0..<2 + seed % 9).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24) * 200
        }
        let centres = try #require(LabelPlacement.centres(for: wishes, spacing: 17, within: 12...222))
        let order = wishes.indices.sorted { wishes[$0] < wishes[$1] }
        for (upper, lower) in zip(order, order.dropFirst()) {
            #expect(centres[lower] - centres[upper] >= 17 - 1e-9)
        }
        #expect(centres.allSatisfy { (12 - 1e-9...222 + 1e-9).contains($0) })
    }
}
