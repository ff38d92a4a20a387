import Figures
import FoundationEssentials

/// Where the heat of an image lies.
struct HeatPlace {
    /// The centre of mass, as a share of the image's width from the left, 0…1.
    let across: Double

    /// The centre of mass, as a share of the image's height from the top, 0…1.
    let down: Double

    /// The share of the pixels that have at least half of the maximum, 0…1.
    let area: Double

    /// Finds the heat of an image; `nil` if there is none.
    init?(of item: Int, in grid: HeatMapGrid) {
        let (width, height) = (grid.images.width, grid.images.height)
        let start = grid.heat.startIndex + item * width * height
        let levels = grid.heat[start..<start + width * height].map(Double.init)
        let sum = levels.reduce(0, +)
        guard sum > 0, let maximum = levels.max() else { return nil }
        var (across, down) = (0.0, 0.0)
        for (place, level) in levels.enumerated() {
            across += level * (Double(place % width) + 0.5)
            down += level * (Double(place / width) + 0.5)
        }
        self.across = across / sum / Double(width)
        self.down = down / sum / Double(height)
        area = Double(levels.count { $0 >= maximum / 2 }) / Double(levels.count)
    }

    /// The third of the image in each direction that the centre of mass is in: `upper left`.
    var words: String { place.words }

    /// The same as a part of a sentence: `in the upper left`.
    var phrase: String { "\(place.preposition) the \(place.words == "centre" ? "middle" : place.words)" }

    private var place: (words: String, preposition: String) {
        func third(_ share: Double) -> Int { min(Int(share * 3), 2) }
        let places: [[(words: String, preposition: String)]] = [
            [("upper left", "in"), ("top", "at"), ("upper right", "in")],
            [("left", "on"), ("centre", "in"), ("right", "on")],
            [("lower left", "in"), ("bottom", "at"), ("lower right", "in")],
        ]
        return places[third(down)][third(across)]
    }
}
