extension Train {
    /// Calls as people write them: a first network, more training of it, and a deeper one with more options.
    static let examples = """
        let model = train(
            data,
            layers: [
                conv2d(32, kernel: 3, padding: 1), relu, maxPool2d(2),
                flatten, dense(128), relu, dropout(0.25), dense(10),
            ],
            optimizer: adamW(learningRate: 0.003),
            schedule: oneCycle(warmup: 0.25),
            epochs: 3, batchSize: 64, validation: 0.05
        )
        let tuned = train(data, from: model, freeze: 3, epochs: 1)
        let block = [conv2d(32, kernel: 3, padding: 1, bias: false), batchNorm2d, relu]
        let deeper = train(
            data,
            layers: block + [maxPool2d(2), residual(block + block), globalMaxPool2d, dense(10)],
            loss: crossEntropy(labelSmoothing: 0.1),
            optimizer: sgd(
                learningRate: 0.1, momentum: 0.9, nesterov: true,
                weightDecay: 0.0005, decay: .weights),
            schedule: cosine(warmup: 0.1), clipNorm: 1, average: ema(decay: 0.999),
            epochs: 30, batchSize: 128, validation: 0.05,
            stop: patience(epochs: 5), keep: .best
        )
        """
}
