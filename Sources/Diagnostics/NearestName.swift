/// The known name that was most likely meant by another one; `nil` if none is close.
///
/// A name that differs only in case is the nearest. Otherwise up to a third of the letters, and no more than three,
/// may be wrong, missing, extra or transposed. Names of more than 100 letters have no nearest name.
public func nearestName(to name: String, among names: some Sequence<String>) -> String? {
    guard name.isShortEnoughToCompare else { return nil }
    let lowercased = Array(name.lowercased())
    guard lowercased.count <= 100 else { return nil }
    var nearest: (name: String, distance: Int)?
    for candidate in names where candidate.isShortEnoughToCompare && candidate != name {
        let letters = Array(candidate.lowercased())
        let bound = min(3, max(lowercased.count, letters.count) / 3)
        guard abs(letters.count - lowercased.count) <= bound else { continue }
        let distance = editDistance(lowercased, letters)
        guard distance <= bound, distance < nearest?.distance ?? .max else { continue }
        nearest = (candidate, distance)
    }
    return nearest?.name
}

extension String {
    /// Whether the text is considered when the nearest name is looked for: comparing longer ones, which nobody
    /// writes, would cost as much as reading them.
    package var isShortEnoughToCompare: Bool { utf8.count <= 400 }
}

/// The number of letters to replace, insert, delete or transpose, each letter at most once.
///
/// - Complexity: O(n · m).
package func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for row in first.indices {
        var current = [row + 1]
        for column in second.indices {
            let isSame = first[row] == second[column]
            var distance = min(
                previous[column] + (isSame ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                distance = min(distance, beforePrevious[column - 1] + 1)
            }
            current.append(distance)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[second.count]
}
