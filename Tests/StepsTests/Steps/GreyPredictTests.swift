import Figures
import Foundation
import TestSupport
import Testing
import Workflow

/// `predict` with a network of grey pictures.
struct GreyPredictTests {
    /// The images of a grid, each as one sample for each pixel.
    private func images(_ grid: ImageGrid) -> [[UInt8]] {
        let greys = stride(from: 0, to: grid.pixels.count, by: grid.channels).map { place in
            grid.pixels[grid.pixels.startIndex + place]
        }
        let size = grid.width * grid.height
        return grid.items.indices.map { Array(greys[$0 * size..<($0 + 1) * size]) }
    }

    @Test func `pictures that a network was trained on give it the same pixels`() throws {
        let experiment = try Experiment()
        // Reduced, enlarged and kept; the middle of some lies between two pixels.
        let sizes = [(9, 6), (5, 8), (3, 2), (4, 4)]
        for number in 0..<8 {
            let (width, height) = sizes[number / 2]
            let samples = (0..<width * height).map { place -> UInt8 in
                let (x, y) = (place % width, place / width)
                let mixed = 37 * x * x + 101 * y + 13 * x * y + 7 * number
                return UInt8(50 + mixed % 200)
            }
            let label = number.isMultiple(of: 2) ? "a" : "b"
            try experiment.folder.write(.graymap(width, height, samples), to: "set/\(label)/\(number).pgm")
        }
        let run = try experiment.run(
            """
            let set = load(from: "set", split: 0.25, size: 4)
            let model = train(set, layers: [flatten, dense(2)])
            plot(set.train)
            plot(set.test)
            predict(model, images: "set")
            """)
        #expect(run.failures == [])
        let seen = try #require(run.figures.compactMap { $0.content as? PredictionSheet }.first).seen
        #expect((seen.width, seen.height) == (4, 4))
        let loaded = run.imageGrids.flatMap(images)
        #expect(loaded.count == 8)
        func sorted(_ images: [[UInt8]]) -> [[UInt8]] { images.sorted { $0.lexicographicallyPrecedes($1) } }
        #expect(sorted(images(seen)) == sorted(loaded))
    }
}
