import Figures
import Foundation
import Reporting
import Testing

struct ThinningTests {
    private let wave = (0..<10_000).map { LineChart.Point(x: Double($0), y: sin(Double($0) / 300)) }

    @Test(arguments: [100, 101, 5000])
    func `a short curve stays unchanged`(count: Int) {
        #expect(Array(wave.prefix(100)).thinned(to: count) == Array(wave.prefix(100)))
    }

    @Test(arguments: [3, 4, 100, 999, 9_999])
    func `a long curve has the requested number of points, in order, with both its ends`(count: Int) {
        let thinned = wave.thinned(to: count)
        #expect(thinned.count == count)
        #expect(thinned.first == wave.first && thinned.last == wave.last)
        #expect(zip(thinned, thinned.dropFirst()).allSatisfy { $0.x < $1.x })
    }

    @Test func `a single peak and a single dip survive`() {
        var curve = (0..<10_000).map { LineChart.Point(x: Double($0), y: 0) }
        curve[4321] = .init(x: 4321, y: 9)
        curve[8765] = .init(x: 8765, y: -9)
        let thinned = curve.thinned(to: 100)
        #expect(thinned.contains(curve[4321]) && thinned.contains(curve[8765]))
    }

    @Test func `a thinned wave reaches as high and as low`() {
        let thinned = wave.thinned(to: 200)
        #expect(abs((thinned.map(\.y).max() ?? 0) - 1) < 1e-3)
        #expect(abs((thinned.map(\.y).min() ?? 0) + 1) < 1e-3)
    }
}
