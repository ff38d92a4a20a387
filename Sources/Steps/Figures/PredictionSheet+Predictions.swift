import Figures
import FoundationEssentials
import Images
import NeuralNet
import Workflow

extension PredictionSheet {
    /// The number of predictions shown for a reading.
    private static let guesses = 3

    /// The first pictures with the predictions on them.
    ///
    /// - Parameters:
    ///   - files: the pictures' files.
    ///   - check: called before each picture; an error that it throws ends the work.
    init(of predictions: Predictions, files: [Data], count: Int, check: () throws -> Void) throws {
        let record = predictions.record
        let shown = record.pictures.prefix(count)
        let pictures = try zip(shown, files).map { picture, file in
            try check()
            // A picture with many digits is shown larger.
            let longest =
                picture.readings.contains { $0.box != nil } && picture.readings.count > 1 ? 900 : 320
            let image = try ColourImage(decoding: file).reduced(to: longest)
            return Picture(
                name: picture.name, width: image.width, height: image.height,
                file: try image.jpeg(quality: 80),
                readings: picture.readings.map { reading in
                    Reading(
                        box: reading.box.map { Box($0, of: picture) },
                        guesses: reading.guesses(of: record.classes, count: Self.guesses).map {
                            ImageGrid.Guess(label: $0.label, probability: $0.probability)
                        })
                })
        }
        let readings = pictures.flatMap(\.readings)
        let items = readings.enumerated().map { index, reading in
            ImageGrid.Item(index: index, label: reading.guesses.first?.label ?? "", guesses: reading.guesses)
        }
        let seen = try ImageGrid(
            shape: record.shape, content: record.content,
            pixels: predictions.seen.data().prefix(items.count * record.shape.count), items: items,
            total: items.count)
        self.init(pictures: pictures, seen: seen)
    }
}

extension PredictionSheet.Box {
    fileprivate init(_ box: Predictions.Record.Box, of picture: Predictions.Record.Picture) {
        let (width, height) = (Double(picture.width), Double(picture.height))
        self.init(
            x: Double(box.x) / width, y: Double(box.y) / height, width: Double(box.width) / width,
            height: Double(box.height) / height)
    }
}
