import Diagnostics
import TestSupport
import Testing

/// What only follows from a mistake is not reported as another one.
struct MistakeConsequenceTests {
    private static let digits = "let digits = load(\"builtin\")\n"

    @Test(
        arguments: [
            ("let a = [‹nobody›] + [dense(10)]", "name.unknown"),
            ("let a = [dense(10)] + [‹nobody›]", "name.unknown"),
            ("let a = ‹nobody›(32)\nlet b = [a] + [dense(10)]", "step.unknown"),
            ("let a = ‹conv2d›(32)\nlet b = [a] + [dense(10)]", "conv2d.missing-argument"),
            ("let a = conv2d(32, ‹kernle›: 3)\nlet b = [dense(10)] + [a]", "conv2d.unknown-argument"),
            ("let a = conv2d(32, kernel: ‹0›)\nlet b = [a] + [dense(10)] + [a]", "conv2d.out-of-range"),
            ("let a = residual([‹nobody›])\nlet b = [a, relu] + [dense(10)]", "name.unknown"),
            ("let a = [relu, ‹3›]\nlet b = a + [dense(10)]", "array.mixed"),
            ("let a = [relu, ‹3›]\nlet b = [a] + [dense(10)]", "array.mixed"),
            ("let a = [[‹nobody›]] + [[relu]]", "name.unknown"),
            (
                digits
                    + "let a = [‹nobody›]\nlet b = [flatten] + a + [dense(10)] + a\nlet model = train(digits, layers: b)",
                "name.unknown"
            ),
            (
                "let a = [‹nobody›]\nlet b = a == [1] && [relu] == a || a[0] == 2 || a.last * 2 > 1",
                "name.unknown"
            ),
            ("let losses = [0.5, 0.25]\nlet last = losses[max(‹nobody›, 1)]", "name.unknown"),
            (
                digits + "let model = train(digits, layers: [flatten, dense(10)], epochs: round(‹nobody›))",
                "name.unknown"
            ),
            (
                digits + "let model = train(digits, layers: [flatten, dense(10)], epochs: max([‹nobody›]))",
                "name.unknown"
            ),
            (
                "let set = load(from: ‹\"nothing of that name\"›)\nlet mean = set.mean * 2\nlet first = set.mean[0]",
                "load.no-such-file"
            ),
            (
                "let set = load(from: ‹\"nothing of that name\"›)\nlet turned = augment(normalize(set), flip: true)\nlet red = turned.standardDeviation[0] + 2 * turned.mean",
                "load.no-such-file"
            ),
            (
                "let things = [1, ‹\"two\"›]\nlet total = sum(things)\nlet second = things[1] * 2\nlet all = [relu] + things",
                "array.mixed"
            ),
        ])
    func `a mistake is told once`(cell: String, id: String) throws {
        let (source, found) = try Experiment().diagnose(cell)
        #expect(found.map(\.id) == [id])
        #expect(found.map(\.range) == source.ranges)
    }

    @Test func `a second mistake is told too`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let a = [‹nobody›]
            let b = ‹a + 1›
            let c = -sqrt(‹a›)
            let set = load(from: ‹"nothing of that name"›)
            let mean = set.‹men›
            """)
        #expect(
            found.map(\.id) == [
                "name.unknown", "operator.operands", "sqrt.wrong-type", "load.no-such-file", "member.unknown",
            ])
        #expect(found.map(\.range) == source.ranges)
    }
}
