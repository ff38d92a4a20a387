import Notebooks

/// The values of a sweep's settings, before any are excluded, each combination once.
struct SweepCombinations {
    /// The values of each setting, in the order of the axes.
    let rows: [[Value]]

    /// The number of settings, if they are fewer than were to be drawn; and whether there are no others.
    let shortfall: (count: Int, isAll: Bool)?

    /// Combines the values of a sweep, or draws from them.
    ///
    /// All combinations come in the order of the file, the last parameter fastest. Draws come in the order of their
    /// numbers; one that came before is skipped, so that more draws begin with the same settings.
    ///
    /// - Parameter seed: the notebook's seed.
    init(_ sweep: PlannedSweep, seed: UInt64) {
        let groups = SweepGroups(of: sweep.axes.map(\.name), zips: sweep.zips)
        guard let count = sweep.draws?.value else {
            rows = Self.all(sweep.axes, groups)
            shortfall = nil
            return
        }
        // Drawing all of a few settings would only skip more and more of them.
        if let possible = groups.combinations(of: sweep.axes.map(\.values.count)), possible <= count {
            rows = Self.all(sweep.axes, groups)
            shortfall = possible < count ? (possible, true) : nil
            return
        }
        rows = Self.drawn(count, of: sweep.axes, groups, SweepDraws(seed: seed))
        shortfall = rows.count < count ? (rows.count, false) : nil
    }

    private static func all(_ axes: [PlannedSweep.Axis], _ groups: SweepGroups) -> [[Value]] {
        let values = axes.map(\.values.listed)
        var rows: [[Value]] = [values.map { $0.first ?? .nothing }]
        for group in groups.members {
            rows = rows.flatMap { row in
                values[group[0]].indices.map { place in
                    var row = row
                    for axis in group { row[axis] = values[axis][place] }
                    return row
                }
            }
        }
        return rows
    }

    /// The most draws for a number of different settings: some twice as many as are needed to draw all but one of
    /// 10,000 equally likely ones.
    private static func attempts(for count: Int) -> Int { 20 * count + 1000 }

    private static func drawn(
        _ count: Int, of axes: [PlannedSweep.Axis], _ groups: SweepGroups, _ draws: SweepDraws
    ) -> [[Value]] {
        var rows: [[Value]] = []
        var earlier: Set<[Value]> = []
        for number in 0..<attempts(for: count) where rows.count < count {
            var row = [Value](repeating: .nothing, count: axes.count)
            for group in groups.members {
                let name = axes[group[0]].name
                switch axes[group[0]].values {
                case .span(let span): row[group[0]] = draws.value(in: span, of: name, number: number)
                case .list(let values):
                    let place = draws.index(below: values.count, of: name, number: number)
                    for axis in group { row[axis] = axes[axis].values.listed[place] }
                }
            }
            if earlier.insert(row).inserted { rows.append(row) }
        }
        return rows
    }
}

extension PlannedSweep.Axis.Values {
    /// The values of a list or of a range of whole numbers, in order; none of an endless range.
    fileprivate var listed: [Value] {
        switch self {
        case .list(let values): values
        case .span(let span):
            switch span.ends {
            case .whole(let range): range.map { .integer($0) }
            case .number(let range): range.lowerBound == range.upperBound ? [.float(range.lowerBound)] : []
            }
        }
    }
}
