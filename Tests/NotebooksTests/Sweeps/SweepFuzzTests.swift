import Diagnostics
import Notebooks
import TestSupport
import Testing

struct SweepFuzzTests {
    @Test(arguments: 0..<4)
    func `whatever a sweep is made of, nothing breaks and all ranges are in the file`(batch: Int) {
        var random = RandomSource(seed: UInt64(batch))
        for _ in 0..<Fuzzing.count(few: 200, batches: 4) {
            let text = Fuzzing.changed(Self.sample, pieces: Self.pieces, &random)
            let count = text.utf8.count
            let declared = SourceFile(name: "fuzz.md", text: text).declared
            let ranges =
                declared.diagnostics.map(\.range)
                + (declared.frontMatter.sweep?.exclusions.map(\.expression.range) ?? [])
            for range in ranges {
                #expect(range.lowerBound >= 0 && range.upperBound <= count, "\(text.debugDescription)")
            }
        }
    }

    private static let sample = """
        ---
        params: {rate: 0.1, size: 32, epochs: 8, optimizer: adam}
        sweep:
          rate: {from: 1e-4, to: 1, scale: log}
          size: [32, 64]
          optimizer: [adam, "s"]
        random: 4
        repeat: 2
        zip: [[optimizer, size]]
        exclude:
          - params.rate > 0.1 && params.optimizer == "s"
          - 'params.optimizer == "it''s"
            || params.size > 3'
          - "params.optimizer == \\"a\\""
          - >
            params.size
            > 3
        halve: {parameter: epochs, from: 2, by: 2}
        ---
        """

    private static let pieces = [
        "\n", "\r\n", "  ", "- ", ": ", "[", "]", "{", "}", ", ", "\"", "'", "''", "\\", "\\u00e9", "|", ">",
        "!", "&a", "*a", "#", "é", "漢", "\u{2028}", "params.", "sweep: ", "zip: ", "exclude: ", "halve: ",
        "99999999999", "-1", "1e999", "\t", "\u{0}", "---\n",
    ]
}
