import NeuralNet
import Testing

@Suite struct NetworkErrorTests {
    @Test(arguments: [
        (
            NetworkError.primitive(operation: "dense", status: "out of memory", shapes: ["2×3", "4×3"]),
            "oneDNN could not do 'dense' (out of memory) for 2×3, 4×3"
        ),
        (
            .primitive(operation: "open the processor", status: "no result", shapes: []),
            "oneDNN could not do 'open the processor' (no result)"
        ),
        (
            .threads(wanted: 8, allowed: 2),
            "OpenMP allows 2 threads here, but 8 are asked for: unset OMP_THREAD_LIMIT, or ask for fewer"
        ),
        (
            .memory(needed: 5 << 20, available: 3 << 20),
            "the network needs about 5 MiB, but the machine has 3 MiB: make it smaller, or its batches"
        ),
        (
            .diverged(epoch: 2, step: 7),
            "the loss is no longer a number in epoch 2, step 7; try a lower learning rate"
        ),
        (.parameters("there is no tensor 'a'"), "there is no tensor 'a'"), (.data("no images"), "no images"),
    ])
    func `an error says what happened and what to do next`(error: NetworkError, text: String) {
        #expect(error.description == text)
    }

    @Test func `more threads than there can be are refused`() throws {
        let architecture = try Architecture(input: Shape([2]), layers: [])
        let error = #expect(throws: NetworkError.self) {
            try TrainingSession(
                architecture, parameters: Parameters(initializing: architecture, seed: 0),
                optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 1, seed: 0,
                threads: .max)
        }
        guard case .threads(.max, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
