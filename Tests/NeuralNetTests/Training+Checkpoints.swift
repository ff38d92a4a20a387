import NeuralNet
import Testing

extension Training {
    /// Expects a training to lead to the same bits from each of its checkpoints as without a break.
    ///
    /// - Parameter isStored: whether it goes on from what is read of an encoded checkpoint.
    /// - Returns: the parameters of the training without a break, its history, and its checkpoints.
    @discardableResult
    func expectSameBitsFromCheckpoints(
        on images: ImageSet, validation: ImageSet?, isStored: Bool = true,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> (parameters: Parameters, history: TrainingHistory, checkpoints: [TrainingCheckpoint]) {
        var checkpoints: [TrainingCheckpoint] = []
        let whole = try run(
            on: images, validation: validation, keep: { checkpoints.append($0) }, progress: { _ in })
        #expect(checkpoints.map(\.epochs) == Array(1...epochs), sourceLocation: sourceLocation)
        for checkpoint in checkpoints {
            let start = try isStored ? restored(checkpoint) : checkpoint
            #expect(start == checkpoint, sourceLocation: sourceLocation)
            var finished: [Int] = []
            let rest = try run(on: images, validation: validation, from: start) {
                if $0.finishedEpoch != nil { finished.append($0.epoch) }
            }
            let place: Comment = "after epoch \(checkpoint.epochs)"
            let remaining = Array((1...epochs).dropFirst(checkpoint.epochs))
            #expect(finished == remaining, place, sourceLocation: sourceLocation)
            #expect(rest.parameters == whole.parameters, place, sourceLocation: sourceLocation)
            #expect(rest.history == whole.history, place, sourceLocation: sourceLocation)
        }
        return (whole.parameters, whole.history, checkpoints)
    }

    /// A checkpoint as it is read from its bytes.
    private func restored(_ checkpoint: TrainingCheckpoint) throws -> TrainingCheckpoint {
        try TrainingCheckpoint(
            decoding: checkpoint.encoded(), of: architecture, optimizer: optimizer,
            hasAverage: options.averageDecay != nil, hasBest: selection.keepsBest,
            frozenLayers: options.frozenLayers)
    }
}
