import Synchronization

extension Classifier {
    /// The number of images that a thread differentiates at a time; their activations are all kept.
    private static let differentiatedShare = 16

    /// Shows where in images the network finds the evidence for a class.
    ///
    /// The network computes as in use: batch normalization with its running statistics, and no dropout. The images
    /// are not augmented.
    ///
    /// - Parameters:
    ///   - images: the images; their labels have no influence.
    ///   - label: the class whose logit is differentiated; `nil` for the one predicted for each image.
    ///   - progress: called after each batch with the number of images done; an error that it throws ends the work.
    /// - Throws: ``NetworkError``, also if the method is Grad-CAM and the network has no feature maps, or its outputs
    ///   or gradients are not finite; or what `progress` throws.
    public func attribution(
        of images: ImageSet, by method: Attribution.Method, for label: Int? = nil,
        progress: (Int) throws -> Void = { _ in }
    ) throws -> Attribution {
        let sections = try sections(of: images, by: method, for: label)
        let batchSize = min(images.count, Self.differentiatedShare * threads)
        let features = try sections.features.map { section in
            try Features(of: section, batchSize: batchSize, threads: threads)
        }
        let input = sections.differentiated.architecture.input
        let (_, height, width) = images.shape.planes
        let computation = try Engine.differentiation(
            of: FoldedNetwork(
                freezing: sections.differentiated.architecture, sections.differentiated.parameters),
            batchSize: batchSize, threads: threads)
        let loader = BatchLoader(images, epoch: nil)
        let classes = architecture.output.count
        let found = Mutex(Found(count: images.count, classes: classes, pixels: images.shape.planes))
        for start in stride(from: 0, to: images.count, by: batchSize) {
            let batch = start..<min(start + batchSize, images.count)
            let maps = try features?.compute(batch, from: loader)
            try computation.run(count: batch.count) { rows, values in
                guard let maps else {
                    loader.load(start + rows.lowerBound..<start + rows.upperBound, into: &values)
                    return
                }
                let first = rows.lowerBound * input.count
                for place in 0..<rows.count * input.count { values[place] = maps[first + place] }
            } choosing: { row, logits in
                var own = [Float](repeating: 0, count: classes)
                var probabilities = own.mutableSpan
                let best = CrossEntropy.probabilities(of: logits, into: &probabilities, from: 0)
                let chosen = label ?? best.index
                let isFinite = best.logarithm.isFinite
                found.withLock {
                    $0.read(start + row, own, prediction: best.index, label: chosen, isFinite: isFinite)
                }
                return chosen
            } reading: { rows, gradients in
                for (place, row) in rows.enumerated() {
                    let own = gradients.extracting(place * input.count..<(place + 1) * input.count)
                    let map: HeatMap
                    if let maps {
                        let features = maps.span.extracting(row * input.count..<(row + 1) * input.count)
                        map = HeatMap(weighting: features, by: own, shape: input)
                    } else {
                        map = HeatMap(saliencyOf: own, shape: input)
                    }
                    let values = map.resized(height: height, width: width).scaledToMaximum().values
                    found.withLock { $0.read(start + row, values) }
                }
            }
            try progress(batch.upperBound)
        }
        return try found.withLock(\.self).attribution(shape: images.shape)
    }

    /// The layers before the values whose gradient is wanted, which are none for the images, and those after them.
    private func sections(
        of images: ImageSet, by method: Attribution.Method, for label: Int?
    ) throws(NetworkError) -> (features: NetworkSection?, differentiated: NetworkSection) {
        guard images.shape == architecture.input else {
            throw .data("the network takes images of \(architecture.input), not \(images.shape)")
        }
        guard images.count > 0 else { throw .data("there are no images to explain") }
        if let label, !(0..<architecture.output.count).contains(label) {
            throw .data("the class is \(label), but the network has \(architecture.output.count) outputs")
        }
        let all = 0..<architecture.layers.count
        switch method {
        case .saliency: return (nil, try NetworkSection(all, of: architecture, parameters))
        case .gradCAM:
            guard let layers = architecture.layersToFeatureMaps else {
                throw .data(
                    "no convolution of the network has an output of more than a pixel in each direction")
            }
            return (
                try NetworkSection(0..<layers, of: architecture, parameters),
                try NetworkSection(layers..<all.upperBound, of: architecture, parameters)
            )
        }
    }
}

/// The layers that compute the feature maps.
private struct Features {
    private let computation: any InferenceEngine
    private let size: Int

    init(of section: NetworkSection, batchSize: Int, threads: Int) throws(NetworkError) {
        let network = try FoldedNetwork(section.architecture, section.parameters)
        size = section.architecture.output.count
        computation = try Engine.inference(
            network.architecture, parameters: network.parameters, batchSize: batchSize, threads: threads)
    }

    /// The feature maps of some images, `[N, C, H, W]`.
    func compute(_ images: Range<Int>, from loader: BatchLoader) throws(NetworkError) -> [Float] {
        let (start, size) = (images.lowerBound, size)
        let maps = Mutex([Float](repeating: 0, count: images.count * size))
        try computation.run(count: images.count) { rows, values in
            loader.load(start + rows.lowerBound..<start + rows.upperBound, into: &values)
        } reading: { rows, values in
            maps.withLock { maps in
                let first = rows.lowerBound * size
                for place in 0..<rows.count * size { maps[first + place] = values[place] }
            }
        }
        return maps.withLock(\.self)
    }
}

/// The results of all images while they are computed.
private struct Found: Sendable {
    private let classes: Int
    private let pixels: Int
    private var maps: [Float]
    private var probabilities: [Float]
    private var predictions: [Int]
    private var labels: [Int]
    private var areFinite = true

    init(count: Int, classes: Int, pixels: (channels: Int, height: Int, width: Int)) {
        self.classes = classes
        self.pixels = pixels.height * pixels.width
        maps = [Float](repeating: 0, count: count * self.pixels)
        probabilities = [Float](repeating: 0, count: count * classes)
        predictions = [Int](repeating: 0, count: count)
        labels = predictions
    }

    mutating func read(_ image: Int, _ own: [Float], prediction: Int, label: Int, isFinite: Bool) {
        probabilities.replaceSubrange(image * classes..<(image + 1) * classes, with: own)
        predictions[image] = prediction
        labels[image] = label
        areFinite = areFinite && isFinite
    }

    mutating func read(_ image: Int, _ map: [Float]) {
        areFinite = areFinite && map.allSatisfy(\.isFinite)
        maps.replaceSubrange(image * pixels..<(image + 1) * pixels, with: map)
    }

    func attribution(shape: Shape) throws(NetworkError) -> Attribution {
        guard areFinite else {
            throw .parameters(
                "with these parameters, the network's outputs or their gradients are not finite")
        }
        let count = predictions.count
        return Attribution(
            maps: Tensor(shape: Shape([count] + shape.dimensions.dropFirst()), values: maps), labels: labels,
            probabilities: Tensor(shape: Shape([count, classes]), values: probabilities),
            predictions: predictions)
    }
}
