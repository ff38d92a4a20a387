import Figures
import Reporting
import Testing

struct ScaleTests {
    @Test func `a logarithmic scale has ticks of 1, 2 and 5 and ends at two of them`() throws {
        let scale = try #require(Scale.logarithmic(over: [0.03, 0.5, 0, -1, .nan], count: 4))
        #expect(scale.ticks.map { ($0 * 1e6).rounded() / 1e6 } == [0.02, 0.05, 0.1, 0.2, 0.5])
        #expect(abs(scale.position(of: 0.1) - 0.5) < 1e-9)
        #expect(scale.position(of: 0) == 0)
        let label = AxisLabel(for: scale)
        #expect(scale.ticks.map(label.text) == ["0.02", "0.05", "0.1", "0.2", "0.5"])
    }

    @Test func `a logarithmic scale over many decades has powers of ten`() throws {
        let scale = try #require(Scale.logarithmic(over: [0.0004, 2.3], count: 4))
        #expect(scale.ticks.map { ($0 * 1e6).rounded() / 1e6 } == [0.0001, 0.001, 0.01, 0.1, 1, 10])
        #expect(try #require(Scale.logarithmic(over: [1], count: 4)).ticks == [1, 10])
        #expect(Scale.logarithmic(over: [0, -3], count: 4) == nil)
    }

    @Test(
        arguments: [
            ([1e-3, 1e23], ["10⁻⁵", "1", "100000", "10¹⁰", "10¹⁵", "10²⁰", "10²⁵"]),
            ([1, 1e7], ["1", "100", "10000", "10⁶", "10⁸"]),
            ([1, .infinity, 8], ["1", "2", "5", "10"]),
            ([1e-3, 3e7], ["0.0001", "0.01", "1", "100", "10000", "10⁶", "10⁸"]),
            ([2e-7, 6e-7], ["2×10⁻⁷", "5×10⁻⁷", "10⁻⁶"]),
            (
                [Double.leastNonzeroMagnitude, 1.7e308],
                ["10⁻³⁰⁰", "10⁻²⁰⁰", "10⁻¹⁰⁰", "1", "10¹⁰⁰", "10²⁰⁰", "10³⁰⁰"]
            ),
        ] as [([Double], [String])])
    func `the further a logarithmic scale reaches the further apart are its powers of ten`(
        numbers: [Double], labels: [String]
    ) throws {
        let scale = try #require(Scale.logarithmic(over: numbers, count: 4))
        #expect(scale.ticks.map(AxisLabel(for: scale).text) == labels)
        #expect(scale.isLogarithmic && scale.position(of: scale.domain.upperBound) == 1)
    }

    @Test(arguments: 1...300)
    func `a logarithmic scale has few ticks however far it reaches`(decades: Int) throws {
        let numbers = [0.0023, 0.0023 * (0..<decades).reduce(1) { power, _ in power * 10 }]
        let scale = try #require(Scale.logarithmic(over: numbers, count: 4))
        #expect((2...8).contains(scale.ticks.count))
        #expect(scale.domain.lowerBound == scale.ticks.first && scale.domain.upperBound == scale.ticks.last)
        for number in numbers { #expect((-1e-9...1 + 1e-9).contains(scale.position(of: number))) }
    }

    @Test(
        arguments: [
            ([1.0], ["0", "1"]), ([1, 2], ["0", "1", "2"]), ([1, 2, 3], ["0", "1", "2", "3"]),
        ] as [([Double], [String])])
    func `batches between the epochs do not make ticks between them`(epochs: [Double], labels: [String]) {
        let batches = stride(from: 0.005, to: epochs[epochs.count - 1], by: 0.01)
        let scale = Scale.exact(over: Array(batches) + epochs, counting: epochs, count: 5)
        #expect(scale.ticks.map(AxisLabel(for: scale).text) == labels)
    }

    @Test(
        arguments: [
            ([0.234, 0.05], ["0", "0.1", "0.2", "0.3"]),
            ([0.0921, 0.0813], ["0.080", "0.085", "0.090", "0.095"]),
            ([1200, 2.3], ["0", "500", "1000", "1500"]),
            ([-3, 4], ["−4", "−2", "0", "2", "4"]),
            ([12_345, 40_000], ["0", "10\u{202F}000", "20\u{202F}000", "30\u{202F}000", "40\u{202F}000"]),
            ([5, 5], ["4.5", "5.0", "5.5"]),
            ([], ["0", "0.5", "1.0"]),
        ] as [([Double], [String])])
    func `the vertical scale has round ticks around all numbers`(numbers: [Double], labels: [String]) {
        let scale = Scale.rounded(over: numbers, count: 4)
        let text = AxisLabel(for: scale)
        #expect(scale.ticks.map(text.text) == labels)
        for number in numbers { #expect(scale.domain.contains(number)) }
    }

    @Test func `a share stays between 0 and 100 percent`() {
        let scale = Scale.rounded(over: [0.928, 1.0], count: 4, within: 0...1)
        let text = AxisLabel(for: scale, format: .percent)
        #expect(
            scale.ticks.map(text.text) == ["92\u{A0}%", "94\u{A0}%", "96\u{A0}%", "98\u{A0}%", "100\u{A0}%"])
        #expect(Scale.rounded(over: [1, 1], count: 4, within: 0...1).domain.upperBound <= 1 + 1e-9)
    }

    @Test(
        arguments: [
            ([1.0], ["1"]), ([1, 2, 3], ["1", "2", "3"]), ([1, 2], ["1", "2"]),
            ([1, 4, 7, 10], ["2", "4", "6", "8", "10"]), ([1, 17, 30], ["1", "10", "20", "30"]),
        ] as [([Double], [String])])
    func `a scale of epochs has whole ticks`(epochs: [Double], labels: [String]) {
        let scale = Scale.exact(over: epochs, count: 5)
        #expect(scale.ticks.map(AxisLabel(for: scale).text) == labels)
    }

    @Test func `a scale of fractions has ticks between whole numbers`() {
        let scale = Scale.exact(over: [0, 0.5, 1], count: 5)
        #expect(scale.ticks.map(AxisLabel(for: scale).text) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    }

    @Test func `very small numbers are written with a power of ten`() {
        let scale = Scale.rounded(over: [1e-5, 4e-5], count: 4)
        #expect(scale.ticks.map(AxisLabel(for: scale).text) == ["0", "1×10⁻⁵", "2×10⁻⁵", "3×10⁻⁵", "4×10⁻⁵"])
    }

    @Test func `numbers that are not finite are skipped`() {
        let scale = Scale.rounded(over: [.nan, 1, .infinity, 3], count: 4)
        #expect(scale.domain == 0...3)
    }

    @Test(arguments: 0..<200)
    func `ticks are ascending, evenly spaced, few and inside the scale`(seed: Int) {
        var state = UInt64(seed + 1) &* 0x9E37_79B9_7F4A_7C15
        let numbers = (0..<5).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1
            let exponent = Double(Int(state >> 58) - 32) / 4
            return (Double(state >> 11 & 0xFFFF) - 20_000) * exponent.exponential
        }
        for scale in [Scale.rounded(over: numbers, count: 4), Scale.exact(over: numbers, count: 5)] {
            #expect((1...8).contains(scale.ticks.count))
            for number in numbers { #expect((-1e-9...1 + 1e-9).contains(scale.position(of: number))) }
            for (tick, next) in zip(scale.ticks, scale.ticks.dropFirst()) {
                #expect(next > tick)
                #expect((-1e-9...1 + 1e-9).contains(scale.position(of: tick)))
            }
        }
    }
}

extension Double {
    fileprivate var exponential: Double {
        (0..<Int(abs(self))).reduce(1) { result, _ in self < 0 ? result / 10 : result * 10 }
    }
}
