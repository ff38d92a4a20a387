/// The axes of a sweep in groups: those of a group move together, and each of the others is a group of its own.
package struct SweepGroups: Sendable {
    /// The indices of each group's axes, ascending; a group stands at the place of its first axis.
    package let members: [[Int]]

    /// Groups axes.
    ///
    /// - Parameters:
    ///   - names: the names of the axes, in order.
    ///   - zips: groups of names, each name in one of them; one that is no axis is ignored.
    package init(of names: [String], zips: [[String]]) {
        var groupOfName: [String: Int] = [:]
        for (index, zip) in zips.enumerated() { for name in zip { groupOfName[name] = index } }
        var members: [[Int]] = []
        var placeOfGroup: [Int: Int] = [:]
        for (axis, name) in names.enumerated() {
            if let group = groupOfName[name] {
                if let place = placeOfGroup[group] {
                    members[place].append(axis)
                    continue
                }
                placeOfGroup[group] = members.count
            }
            members.append([axis])
        }
        self.members = members
    }

    /// The number of combinations; `nil` if a group has endlessly many values, or all together more than `Int.max`.
    ///
    /// - Parameter counts: the number of values of each axis.
    package func combinations(of counts: [Int?]) -> Int? {
        var product = 1
        for group in members {
            guard let count = counts[group[0]] else { return nil }
            let (next, overflows) = product.multipliedReportingOverflow(by: count)
            if overflows { return nil }
            product = next
        }
        return product
    }
}
