import Workflow

/// Any number of runs side by side, as one page: what differs as a table, and their curves in common charts.
package struct SeveralRuns: Sendable {
    /// The runs, in the order in which they were given.
    let sides: [Comparison.Side]

    /// Puts runs side by side.
    ///
    /// - Parameter records: each with its path as the user knows it, of which the page only has what `Comparison` has.
    package init(_ records: [(path: String, record: RunRecord)]) {
        let names = RecordNames(records.map(\.path)).names
        sides = records.indices.map { index in
            Comparison.Side(letter: Self.letter(index), name: names[index], record: records[index].record)
        }
    }

    /// The page.
    package var html: String { SeveralRunsPage(of: self).html }

    /// The letters of a run: A to Z, then AA, AB and so on.
    static func letter(_ index: Int) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        var rest = index
        var letters = String(alphabet[rest % alphabet.count])
        while rest >= alphabet.count {
            rest = rest / alphabet.count - 1
            letters = String(alphabet[rest % alphabet.count]) + letters
        }
        return letters
    }

    /// What runs have under one name.
    struct Row {
        let name: String
        /// A value for each run; `nil` for none.
        let values: [RunRecord.Value?]

        /// Whether all runs have the same.
        var isSame: Bool { values.allSatisfy { $0 == values.first } }

        /// Whether it is one of the measures that everyone looks at first.
        var isLeading: Bool { Metric(name: name, first: nil, second: nil).isLeading }

        /// A run's value in words.
        func text(_ run: Int) -> String {
            let metric = Metric(name: name, first: values[run], second: nil)
            return metric.text(metric.first)
        }

        /// The runs with the best value; none if no value is better than another.
        var best: [Int] {
            guard !isSame, let direction = MeasureDirection(ofMeasure: name) else { return [] }
            let numbers = values.enumerated().compactMap { run, value in
                value?.number.flatMap { $0.isFinite ? (run: run, number: $0) : nil }
            }
            guard let first = numbers.first, numbers.contains(where: { $0.number != first.number }) else {
                return []
            }
            return numbers.filter { one in !numbers.contains { direction.prefers($0.number, to: one.number) }
            }
            .map(\.run)
        }
    }

    private func rows(_ members: (RunRecord) -> [(name: String, value: RunRecord.Value)]) -> [Row] {
        let all = sides.map { side in
            Dictionary(members(side.record).map { ($0.name, $0.value) }) { _, last in last }
        }
        let names = Set(all.flatMap(\.keys)).sorted()
        return names.map { name in Row(name: name, values: all.map { $0[name] }) }
    }

    /// The values of the notebooks' names, the leading measures first.
    var values: [Row] {
        let rows = rows { $0.values.members.map { (name: $0.name, value: $0.element) } }
        return rows.filter(\.isLeading) + rows.filter { !$0.isLeading }
    }

    /// The parameters, and the seed behind them.
    var params: [Row] {
        let rows = rows { $0.params.members.map { (name: $0.name, value: $0.element) } }
        // A parameter may have this name, too.
        let seed = rows.contains { $0.name == "seed" } ? "the run's seed" : "seed"
        return rows + [Row(name: seed, values: sides.map { .text(String($0.record.seed)) })]
    }

    /// How the runs ended.
    var status: Row { Row(name: "status", values: sides.map { .text($0.record.status) }) }

    /// The notebooks.
    var notebooks: Row { Row(name: "notebook", values: sides.map { .text($0.record.notebook) }) }

    /// The machines and the software.
    var environment: [Row] {
        rows { $0.environment.members.map { (name: $0.name, value: .text($0.element)) } }
    }

    /// The data's hashes, by file.
    var data: [Row] { rows { $0.data.map { (name: $0.name, value: .text($0.sha256)) } } }

    /// The notebooks' claims, and whether they hold; one that is made twice holds if it holds both times.
    var expectations: [Row] {
        rows { record in
            let claims = record.expectations.filter(\.met) + record.expectations.filter { !$0.met }
            return claims.map { (name: $0.claim, value: $0.met ? .text("met") : Comparison.notMet) }
        }
    }

    /// The runs with each text, by the letters of the runs; `nil` if a record has none.
    var texts: [[String]]? {
        var groups: [(source: String, letters: [String])] = []
        for side in sides {
            guard let source = side.record.source else { return nil }
            if let index = groups.firstIndex(where: { $0.source.utf8.elementsEqual(source.utf8) }) {
                groups[index].letters.append(side.letter)
            } else {
                groups.append((source, [side.letter]))
            }
        }
        return groups.map(\.letters)
    }
}
