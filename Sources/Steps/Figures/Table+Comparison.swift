import Figures

extension Table {
    /// The images of a comparison by who classifies them correctly, the first network by row and the second by column.
    init(countsOf comparison: PairedComparison) {
        let counts = comparison.record
        func row(_ name: String, _ right: Int, _ wrong: Int) -> [Cell] {
            [.text(name), .integer(right), .integer(wrong), .integer(right + wrong)]
        }
        self.init(
            columns: ["", "second correct", "second wrong", "total"],
            rows: [
                row("first correct", counts.both, counts.onlyFirst),
                row("first wrong", counts.onlySecond, counts.neither),
                row("total", counts.second, counts.count - counts.second),
            ])
    }
}
