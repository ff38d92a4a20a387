/// The placement of labels in a column without overlap, each as near to its preferred position as possible.
package enum LabelPlacement {
    /// The centres of the labels, in the order of the wishes; `nil` if there is no room for all.
    ///
    /// Labels that would collide form a group around the mean of their wishes; groups that then collide are merged.
    ///
    /// - Parameters:
    ///   - wishes: the preferred centre of each label.
    ///   - spacing: the minimum distance between two centres.
    ///   - range: the range of the centres.
    package static func centres(
        for wishes: [Double], spacing: Double, within range: ClosedRange<Double>
    ) -> [Double]? {
        guard Double(wishes.count - 1) * spacing <= range.upperBound - range.lowerBound else { return nil }
        let order = wishes.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
        var groups: [Group] = []
        for index in order {
            groups.append(Group(members: [index], wish: wishes[index]))
            while groups.count > 1,
                groups[groups.count - 1].top(spacing, range) < groups[groups.count - 2].bottom(spacing, range)
                    + spacing
            {
                let last = groups.removeLast()
                groups[groups.count - 1].absorb(last)
            }
        }
        var centres = wishes
        for group in groups {
            for (place, index) in group.members.enumerated() {
                centres[index] = group.top(spacing, range) + Double(place) * spacing
            }
        }
        return centres
    }

    /// A group of adjacent labels.
    private struct Group {
        var members: [Int]
        /// The mean of the members' wishes.
        var wish: Double

        func top(_ spacing: Double, _ range: ClosedRange<Double>) -> Double {
            let height = Double(members.count - 1) * spacing
            return (wish - height / 2).clamped(
                to: range.lowerBound...max(range.lowerBound, range.upperBound - height))
        }

        func bottom(_ spacing: Double, _ range: ClosedRange<Double>) -> Double {
            top(spacing, range) + Double(members.count - 1) * spacing
        }

        mutating func absorb(_ other: Group) {
            let count = Double(members.count)
            let otherCount = Double(other.members.count)
            wish = (wish * count + other.wish * otherCount) / (count + otherCount)
            members += other.members
        }
    }
}
