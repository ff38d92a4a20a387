import Foundation
import NeuralNet
import TestSupport
import Testing
import Workflow

/// A cache entry with a valid seal may still have numbers that no step computed: from another program, an earlier
/// version or a stranger. Each is recomputed or reported, and none crashes the program.
struct CachedNumberTests {
    /// Every step and every kind of artifact, on images of a few pixels.
    private static let cell = """
        let raw = load(from: "set", split: 0.5)
        let set = normalize(raw, mean: 0.5, std: 0.25)
        let turned = augment(set, rotate: 5, shift: 1, scale: 0.1, crop: 1, cutout: 2, brightness: 0.2, contrast: 0.2)
        let model = train(turned, layers: [conv2d(1, kernel: 2), relu, maxPool2d(2), flatten, dropout(0.5), dense(2)], epochs: 2, validation: 0.4)
        let result = evaluate(model, on: set)
        let part = evaluate(model, on: set.train)
        plot(raw)
        plot(turned.train, count: 2)
        plot(model)
        plot(model.history, curves: [.loss, .accuracy, .learningRate])
        plot(result.confusion)
        plot(result.mistakes)
        plot(result.hardest)
        plot(result.calibration)
        plot(result.roc)
        plot(result.precisionRecall)
        plot(model.filters)
        let comparison = compareModels(model, model, on: set)
        show(comparison)
        show(result)
        show(model)
        show(set.test)
        show(turned)
        pad(model, on: set, checks: 2)
        let read = predict(model, images: "set/a")
        show(probability: read.leastProbability, text: read.text, count: read.count)
        let again = loadModel("net.pt", for: raw, layers: [flatten, dense(2)])
        save(model, to: "net.pt")
        save(again, to: "net.onnx")
        expect(result.loss > 0, "has a loss")
        """

    private static func experiment() throws -> Experiment {
        let experiment = try Experiment()
        for label in ["a", "b"] {
            for number in 0..<5 {
                try experiment.folder.write(
                    .graymap(4, 4, (0..<16).map { UInt8($0 * 13 + number * (label == "a" ? 1 : 9)) }),
                    to: "set/\(label)/\(number).pgm")
            }
        }
        var weight = ForeignSafeTensors()
        weight.add("fc.weight", [2, 16], [Float](repeating: 0.25, count: 32))
        weight.add("fc.bias", [2], [0, 1])
        try experiment.folder.write(weight.encoded, to: "net.pt")
        return experiment
    }

    /// The texts of JSON in a cache file's body, each with a way to put another in its place.
    private static func texts(in body: Data) -> [(text: String, put: (String) -> Data?)] {
        if body.starts(with: Data("{\"progress\"".utf8)) || body.contains(where: { $0 == 10 }) {
            return checkpointTexts(in: body)
        }
        let text = String(decoding: body, as: UTF8.self)
        var found: [(String, (String) -> Data?)] = [(text, { Data($0.utf8) })]
        // What is known of an artifact is a text of its own within.
        if let range = text.firstRange(of: /"record":"[A-Za-z0-9+\/=]*"/) {
            let base64 = String(text[range].dropFirst(10).dropLast())
            let record = Data(base64Encoded: base64) ?? Data()
            found.append(
                (
                    String(decoding: record, as: UTF8.self),
                    {
                        Data(text.replacing(base64, with: Data($0.utf8).base64EncodedString()).utf8)
                    }
                ))
        }
        return found
    }

    private static func checkpointTexts(in body: Data) -> [(text: String, put: (String) -> Data?)] {
        guard let end = body.firstIndex(of: 10), let file = try? SafeTensors(decoding: body[(end + 1)...])
        else { return [] }
        let head = Data(body[..<end])
        var found: [(String, (String) -> Data?)] = [
            (String(decoding: head, as: UTF8.self), { Data($0.utf8) + body[end...] })
        ]
        for (name, text) in file.metadata.sorted(by: { $0.key < $1.key }) {
            found.append(
                (
                    text,
                    { new in
                        var metadata = file.metadata
                        metadata[name] = new
                        let tensors = file.entries.compactMap { entry in
                            entry.tensor.map { (name: entry.name, tensor: $0) }
                        }
                        guard let other = try? SafeTensors(tensors, metadata: metadata).encoded() else {
                            return nil
                        }
                        return head + Data([10]) + other
                    }
                ))
        }
        return found
    }

    @Test(arguments: 0..<4) func `no number in the cache ends the program`(batch: Int) throws {
        let experiment = try Self.experiment()
        let whole = try experiment.runCached(Self.cell)
        #expect(whole.failures == [])
        // Trained further, so that its checkpoint is read.
        let further = Self.cell.replacing("epochs: 2", with: "epochs: 3")
        var random = RandomSource(seed: UInt64(batch))
        let files = experiment.folder.files.filter {
            $0.hasPrefix("cache/entries/") || $0.hasPrefix("cache/checkpoints/")
        }
        #expect(files.count == 31)
        var (numbers, refused, kinds) = (0, 0, Set<String>())
        for file in files {
            let original = try experiment.folder.data(file)
            var sealed = try #require(SealedCacheFile(original, at: file))
            let isCheckpoint = file.hasPrefix("cache/checkpoints/")
            for (text, put) in Self.texts(in: sealed.body) {
                let places = JSONNumbers(in: text)
                numbers += places.count
                for place in 0..<places.count where isCheckpoint || place % 4 == batch {
                    let values =
                        Fuzzing.count(few: 2) > 2
                        ? JSONNumbers.extremes
                        : JSONNumbers.extremes.shuffled(using: &random).prefix(3).map { $0 }
                    for value in values {
                        guard let body = put(places.replacing(place, with: value)) else { continue }
                        sealed.body = body
                        try experiment.folder.write(sealed.encoded, to: file)
                        let told = Told()
                        let run = try experiment.runCached(isCheckpoint ? further : Self.cell) { event in
                            if case .warned(let message) = event { told.add(message) }
                        }
                        if told.contains("damaged") { refused += 1 }
                        for failure in run.failures { kinds.insert(failure) }
                        // What the run left is not what the next one is to find.
                        try experiment.folder.write(original, to: file)
                    }
                }
            }
        }
        #expect(numbers > 300)
        #expect(refused > 80)
        // Inconsistent results are recomputed; merely different ones are checked against the rest of the notebook.
        let words = ["was trained on images that are", "takes images of", "loss is no longer a number"]
        for kind in kinds { #expect(words.contains { kind.contains($0) }, "\(kind)") }
        #expect(try experiment.runCached(Self.cell).steps.allSatisfy { $0.outcome == .cached })
    }

    /// What is known of the last run has no seal.
    @Test func `no number in the record of a run ends the program`() throws {
        let experiment = try Self.experiment()
        let cell =
            "let raw = load(from: \"set\", split: 0.5)\nlet model = train(raw, layers: [flatten, dense(2)])"
        for _ in 0..<2 { _ = try experiment.runCached(cell) }
        let file = try #require(experiment.folder.files.first { $0.hasPrefix("cache/runs/") })
        let text = try experiment.folder.text(file)
        let numbers = JSONNumbers(in: text)
        #expect(numbers.count >= 3)
        for place in 0..<numbers.count {
            for value in JSONNumbers.extremes {
                try experiment.folder.write(numbers.replacing(place, with: value), to: file)
                #expect(try experiment.forecast(cell).map(\.state) == [.cached, .cached])
                let run = try experiment.runCached(cell, auditing: 1)
                #expect(run.failures == [])
            }
        }
    }

    /// What a run said.
    private final class Told: @unchecked Sendable {
        private var messages: [String] = []
        func add(_ message: String) { messages.append(message) }
        func contains(_ text: String) -> Bool { messages.contains { $0.contains(text) } }
    }
}
