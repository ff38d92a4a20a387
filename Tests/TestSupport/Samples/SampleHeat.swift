package import Figures
import FoundationEssentials
import Glibc

/// Heat maps as `explain` gives them.
package enum SampleHeat {
    /// Digits with a spot of heat each, which moves around, and one without heat.
    package static func grid(title: String? = nil, count: Int = 8) -> HeatMapGrid {
        let digits = SampleFigures.digits(count: count)
        let items = digits.items.enumerated().map { place, item in
            let guess = place == 2 ? "7" : item.label
            let probability = 0.999 - Double(place) / 12
            return ImageGrid.Item(
                index: item.index, label: item.label,
                guesses: [
                    .init(label: guess, probability: probability),
                    .init(label: "5", probability: 1 - probability),
                ])
        }
        let images = ImageGrid(
            width: digits.width, height: digits.height, pixels: digits.pixels, items: items, total: 10_000)
        var heat = Data()
        for place in items.indices {
            let (across, down) = (4 + Double(place % 3) * 10, 4 + Double(place / 3 % 3) * 10)
            heat += place == count - 1 ? Data(count: 784) : spot(across, down, width: 28, height: 28)
        }
        return HeatMapGrid(
            title: title, method: .gradCAM, images: images, heat: heat,
            labels: items.map { $0.guesses[0].label })
    }

    /// Images in colour with heat in their middle for a class that they are not predicted to be.
    package static func colours(of images: ImageGrid) -> HeatMapGrid {
        let (width, height) = (images.width, images.height)
        let middle = spot(Double(width) / 2, Double(height) / 2, width: width, height: height)
        return HeatMapGrid(
            method: .saliency, images: images, heat: Data(images.items.flatMap { _ in middle }),
            labels: images.items.map { _ in "Norwegian Forest cat" })
    }

    private static func spot(_ across: Double, _ down: Double, width: Int, height: Int) -> Data {
        let levels = (0..<width * height).map { place in
            let x = Double(place % width) + 0.5 - across
            let y = Double(place / width) + 0.5 - down
            return exp(-(x * x + y * y) / (2 * Double(width)))
        }
        let most = levels.max() ?? 1
        return Data(levels.map { UInt8(($0 / most * 255).rounded()) })
    }
}
