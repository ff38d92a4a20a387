extension Figure {
    /// The cases as they are stored.
    private enum Stored: Codable {
        case lineChart(LineChart)
        case imageGrid(ImageGrid)
        case confusionMatrix(ConfusionMatrix)
        case table(Table)
        case predictionSheet(PredictionSheet)
        case drawingPad(DrawingPad)
        case network(NetworkDiagram)
    }

    /// Reads a figure, whose numbers may be anything.
    ///
    /// - Throws: `DecodingError` for one that could not have been made, since whoever draws it relies on what making it asks for.
    public init(from decoder: any Decoder) throws {
        self =
            switch try Stored(from: decoder) {
            case .lineChart(let chart): .lineChart(chart)
            case .imageGrid(let grid): .imageGrid(grid)
            case .confusionMatrix(let matrix): .confusionMatrix(matrix)
            case .table(let table): .table(table)
            case .predictionSheet(let sheet): .predictionSheet(sheet)
            case .drawingPad(let pad): .drawingPad(pad)
            case .network(let diagram): .network(diagram)
            }
        guard isPossible else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a figure whose parts do not fit"))
        }
    }

    private var isPossible: Bool {
        switch self {
        case .lineChart: true
        case .imageGrid(let grid): grid.isPossible
        case .confusionMatrix(let matrix): matrix.isPossible
        case .table(let table): table.rows.allSatisfy { $0.count == table.columns.count }
        case .predictionSheet(let sheet): sheet.isPossible
        case .drawingPad(let pad): pad.isPossible
        case .network(let diagram): diagram.isPossible
        }
    }
}

/// Sides of images and counts of a layer, far beyond what can be shown and far below what their products may be.
private let sides = 0...65_536

/// Counts of examples, parameters and the like: their sums and products with small numbers are integers too.
private let counts = 0...(1 << 53)

extension [Int] {
    /// Whether all are counts, and their sum is one.
    fileprivate var haveSum: Bool {
        var sum = 0
        for count in self {
            guard counts.contains(count), counts.contains(sum + count) else { return false }
            sum += count
        }
        return true
    }
}

extension ImageGrid {
    fileprivate var isPossible: Bool {
        [width, height].allSatisfy { sides.contains($0) && $0 > 0 } && [1, 3].contains(channels)
            // Sides are small, and there are as many items as were read.
            && pixels.count == items.count * (height * width * channels)
            && counts.contains(total) && total >= items.count
            && items.allSatisfy { counts.contains($0.index) }
    }
}

extension ConfusionMatrix {
    fileprivate var isPossible: Bool {
        counts.count == classes.count && counts.allSatisfy { $0.count == classes.count }
            && Array(counts.joined()).haveSum && images?.isPossible ?? true
    }
}

extension PredictionSheet {
    fileprivate var isPossible: Bool {
        seen.isPossible && seen.items.count == pictures.reduce(0) { $0 + $1.readings.count }
            && pictures.allSatisfy { sides.contains($0.width) && sides.contains($0.height) }
    }
}

extension DrawingPad {
    fileprivate var isPossible: Bool {
        [width, height].allSatisfy { (1...1024).contains($0) }
            && digitSize.map { (1...max(width, height)).contains($0) } ?? true && scales.count == biases.count
            && mean.isFinite && standardDeviation > 0 && standardDeviation.isFinite
            && layers.allSatisfy(\.isPossible)
            && checks.allSatisfy {
                $0.pixels.count == width * height && classes.indices.contains($0.prediction)
            }
    }
}

extension DrawingPad.Layer {
    fileprivate var isPossible: Bool {
        numbers.allSatisfy { $0.magnitude <= Double(counts.upperBound) }
    }
}

extension NetworkDiagram {
    fileprivate var isPossible: Bool {
        ([input] + layers.map(\.output)).allSatisfy { shape in
            !shape.isEmpty && shape.allSatisfy { counts.contains($0) }
        } && layers.map(\.parameters).haveSum && layers.map(\.multiplyAdds).haveSum
    }
}
