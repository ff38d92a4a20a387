import Diagnostics
import Notebooks
import TestSupport
import Testing
import Workflow

struct SweepDrawTests {
    private static let params = "params: {rate: 0.1, drop: 0.5, size: 3, width: 8, optimizer: adam, name: x}"

    private static let ranges = """
        sweep:
          rate: {from: 1e-4, to: 1e-1, scale: log}
          drop: {from: 0, to: 0.5}
          size: {from: 1, to: 8}
          width: {from: 1, to: 1000, scale: log}
          optimizer: [adam, sgd, rmsProp]
        """

    private func swept(_ lines: String) -> SweptNotebook {
        SweptNotebook(SourceFile(name: "test.md", text: "---\n\(Self.params)\n\(lines)\n---\n"))
    }

    /// Computed in Python: `hashlib.sha256(struct.pack("<QQ", 7, number) + name.encode())`, the first eight bytes little-endian.
    @Test func `draws follow from seed, name and number as described`() throws {
        let settings = try swept("seed: 7\nrandom: 5\n" + Self.ranges).settings()
        #expect(
            settings.settings.map(\.values) == [
                [.float(0.000670204), .float(0.342614), .integer(7), .integer(1), .string("adam")],
                [.float(0.0256813), .float(0.370161), .integer(8), .integer(125), .string("rmsProp")],
                [.float(0.00677534), .float(0.0501203), .integer(2), .integer(28), .string("rmsProp")],
                [.float(0.00014592), .float(0.440758), .integer(5), .integer(2), .string("rmsProp")],
                [.float(0.0187409), .float(0.412179), .integer(1), .integer(588), .string("sgd")],
            ])
        #expect(settings.warnings == [])
    }

    @Test func `more draws begin with the same settings, and other parameters change none`() throws {
        let few = try swept("random: 20\n" + Self.ranges).settings().settings
        let many = try swept("random: 50\n" + Self.ranges).settings().settings
        #expect(Array(many.prefix(20)) == few)
        let alone = try swept("random: 50\nsweep:\n  drop: {from: 0, to: 0.5}").settings().settings
        #expect(alone.map { $0.values[0] } == many.map { $0.values[1] })
        let other = try swept("seed: 1\nrandom: 20\n" + Self.ranges).settings().settings
        #expect(Set(other).isDisjoint(with: few))
    }

    @Test func `a draw takes one value for all parameters that move together`() throws {
        let settings = try swept(
            "seed: 7\nrandom: 6\nsweep:\n  optimizer: [a, b, c]\n  name: [p, q, r]\n  rate: {from: 0, to: 1}\nzip: [name, optimizer]"
        ).settings().settings
        #expect(settings.map { $0.values[0].text } == ["a", "c", "c", "c", "b", "a"])
        #expect(
            settings.map { $0.values[1].text }
                == settings.map { ["a": "p", "b": "q", "c": "r"][$0.values[0].text] ?? "" })
    }

    @Test func `a setting that was drawn before is drawn again with the next number`() throws {
        let settings = try swept("random: 60\nsweep:\n  size: {from: 1, to: 100}").settings()
        #expect(
            settings.settings.prefix(10).map { $0.values[0] }
                == [82, 19, 60, 59, 97, 28, 69, 51, 16, 1].map { .integer($0) })
        #expect(Set(settings.settings).count == 60)
        #expect(settings.warnings == [])
    }

    @Test func `both ends of a range can be drawn, and nothing beyond`() throws {
        for scale in ["linear", "log"] {
            let lines =
                "random: 400\nsweep:\n  size: {from: 1, to: 3, scale: \(scale)}\n  rate: {from: 2, to: 3, scale: \(scale)}"
            let settings = try swept(lines).settings().settings
            #expect(settings.count == 400)
            #expect(Set(settings.map { $0.values[0] }) == [.integer(1), .integer(2), .integer(3)])
            #expect(settings.allSatisfy { (2...3).contains($0.values[1].number ?? .nan) })
        }
        let longest = try swept(
            "random: 50\nsweep:\n  size: {from: -9223372036854775808, to: 9223372036854775807}\n  width: {from: 1, to: 9223372036854775807, scale: log}"
        ).settings().settings
        #expect(longest.contains { ($0.values[0].number ?? 0) < -1e18 })
        #expect(longest.contains { ($0.values[0].number ?? 0) > 1e18 })
        #expect(longest.contains { ($0.values[1].number ?? 0) > 1e15 })
        #expect(longest.contains { ($0.values[1].number ?? 0) < 1e4 })
    }

    @Test func `draws are spread over their scale`() throws {
        let settings = try swept(
            "random: 4000\nsweep:\n  rate: {from: 1e-4, to: 1e-1, scale: log}\n  drop: {from: 0, to: 0.5}\n  size: {from: 1, to: 4}"
        ).settings().settings
        func share(_ axis: Int, _ isIn: (Double) -> Bool) -> Double {
            Double(settings.count { isIn($0.values[axis].number ?? .nan) }) / Double(settings.count)
        }
        // Four standard deviations of a share of 4,000 draws are at most 0.03.
        expectClose(
            [
                share(0) { $0 < 1e-3 }, share(0) { $0 >= 1e-2 }, share(1) { $0 < 0.125 },
                share(1) { $0 >= 0.25 },
                share(2) { $0 == 1 }, share(2) { $0 == 4 },
            ], [1 / 3, 1 / 3, 0.25, 0.5, 0.25, 0.25], absolute: 0.03, relative: 0, "shares")
    }

    @Test func `numbers of a narrow range keep all their digits`() throws {
        let settings = try swept("random: 100\nsweep:\n  rate: {from: 1000000, to: 1000001}").settings()
            .settings
        #expect(Set(settings.map { $0.values[0] }).count == 100)
        #expect(settings.allSatisfy { (1_000_000...1_000_001).contains($0.values[0].number ?? .nan) })
    }

    @Test func `fewer settings than draws are all run, with a warning`() throws {
        let marked = MarkedSource(
            "---\n\(Self.params)\nrandom: ‹8›\nsweep:\n  size: {from: 1, to: 3}\n  optimizer: [a, b]\n---\n")
        let settings = try SweptNotebook(marked.source).settings()
        marked.expect(
            settings.warnings,
            [
                "warning sweep.few-settings: there are only 6 different settings, fewer than 8 | all of them are run"
            ])
        #expect(
            settings.settings.map(\.description) == [
                "size=1, optimizer=a", "size=1, optimizer=b", "size=2, optimizer=a", "size=2, optimizer=b",
                "size=3, optimizer=a", "size=3, optimizer=b",
            ])
        let exact = try swept("random: 3\nsweep:\n  size: {from: 1, to: 3}").settings()
        #expect(exact.settings.map(\.description) == ["size=1", "size=2", "size=3"])
        #expect(exact.warnings == [])
    }

    @Test func `settings that are too unlikely to be drawn are given up, with a warning`() throws {
        let marked = MarkedSource(
            "---\n\(Self.params)\nrandom: ‹1000›\nsweep:\n  size: {from: 1, to: 1001, scale: log}\n---\n")
        let settings = try SweptNotebook(marked.source).settings()
        #expect(settings.settings.count == 981)
        marked.expect(
            settings.warnings,
            [
                "warning sweep.few-settings: only 981 different settings were drawn, fewer than 1\u{202F}000 | the others are unlikely"
            ])
    }

    @Test(.timeLimit(.minutes(1))) func `ten thousand settings are drawn at once`() throws {
        let settings = try swept("random: 10000\n" + Self.ranges + "\nexclude: params.size > 7").settings()
            .settings
        #expect(Set(settings).count == settings.count)
        #expect(abs(Double(settings.count) - 8750) < 150)
    }
}
