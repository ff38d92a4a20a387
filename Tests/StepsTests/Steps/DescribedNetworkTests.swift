import Diagnostics
import Foundation
import TestSupport
import Testing
import Workflow

/// `loadModel` with a data set and layers, for files that describe them and files that do not.
struct DescribedNetworkTests {
    private static let layers = "[flatten, dense(2), relu, dense(2)]"

    /// `net.pt` and `net.safetensors`, trained on `set`, and `other`, the same images under other names.
    private func described() throws -> ModelBench {
        let bench = try ModelBench()
        for (label, name) in [("a", "x"), ("b", "a")] {
            for number in 0..<2 {
                let file = "\(label)/\(number).pgm"
                try bench.experiment.folder.write(
                    bench.experiment.folder.data("set/" + file), to: "other/\(name)/\(number).pgm")
            }
        }
        let run = try bench.experiment.run(
            """
            let set = normalize(load(from: "set", split: 0.5), mean: 0.25, std: 0.5)
            let model = train(set, layers: \(Self.layers))
            save(model, to: "net.pt")
            save(model, to: "net.safetensors")
            """)
        #expect(run.failures == [])
        for file in ["net.pt", "net.safetensors"] {
            try bench.experiment.folder.write(bench.experiment.folder.data("output/" + file), to: file)
        }
        return bench
    }

    @Test(arguments: ["net.pt", "net.safetensors"])
    func `what contradicts a file of save is found before anything runs`(file: String) throws {
        let (source, found) = try described().experiment.diagnose(
            """
            let set = normalize(load(from: "set", split: 0.5), mean: 0.25, std: 0.5)
            let other = normalize(load(from: "other", split: 0.5), mean: 0.25, std: 0.5)
            let scaled = normalize(load(from: "set", split: 0.5), mean: 0.5, std: 0.9)
            let raw = load(from: "set", split: 0.5)
            let a = loadModel("\(file)", for: ‹other›, layers: \(Self.layers))
            let b = loadModel("\(file)", for: ‹scaled›, layers: \(Self.layers))
            let c = loadModel("\(file)", for: ‹raw›, layers: \(Self.layers))
            let d = loadModel("\(file)", for: set, layers: [flatten, dense(2), ‹dense(2)›])
            """)
        let normalized = "normalized with mean"
        source.expect(
            found,
            [
                "loadModel.classes: the network of '\(file)' has the classes 'a', 'b', but these images have 'a', 'x'",
                "loadModel.normalization: the network of '\(file)' was trained on images that are \(normalized) 0.25 and std 0.5, but these are \(normalized) 0.5 and std 0.9",
                "loadModel.normalization: the network of '\(file)' was trained on images that are \(normalized) 0.25 and std 0.5, but these are not normalized",
                "loadModel.layers: the network of '\(file)' is [flatten, dense(2), relu, dense(2)], but 'layers' says [flatten, dense(2), dense(2)]",
            ])
        let notes = found.flatMap { $0.notes.map(\.message) }
        #expect(notes.contains { $0.contains("'loadModel(\"\(file)\")', without 'for' and 'layers'") })
        #expect(notes.contains { $0.contains("'normalize(…, mean: 0.25, std: 0.5)'") }, "\(notes)")
    }

    @Test func `the history that a network from a file does not have is found before anything runs`() throws {
        let (source, found) = try described().experiment.diagnose(
            """
            let set = normalize(load(from: "set", split: 0.5), mean: 0.25, std: 0.5)
            let own = loadModel("net.pt")
            let given = loadModel("net.safetensors", for: set, layers: \(Self.layers))
            show(a: ‹own.history.loss.last›, b: ‹given.history.accuracy[0]›, c: own.history.loss.count)
            let further = train(set, from: own)
            show(a: further.history.loss.last)
            """)
        source.expect(
            found,
            [
                "element.empty: 'loss' is empty, so it has no last element",
                "element.empty: 'accuracy' is empty, so it has no element",
            ])
        #expect(
            Set(found.flatMap(\.notes).map(\.message)) == [
                "a network that is read from a file has no history: only 'train' makes one"
            ])
    }

    @Test func `curves that a network from a file does not have are an error instead of an empty chart`()
        throws
    {
        let cell = """
            //| on-error: continue
            let set = normalize(load(from: "set", split: 0.5), mean: 0.25, std: 0.5)
            let own = loadModel("net.pt")
            let given = loadModel("net.safetensors", for: set, layers: \(Self.layers))

            """
        let (source, found) = try described().experiment.diagnose(
            cell + """
                plot(‹own.history›)
                let history = given.history
                plot(‹history›, curves: [.learningRate], by: .step)
                plot(train(set, from: own).history)
                """)
        source.expect(
            found, Array(repeating: "plot.history: there are no curves to draw", count: 2))
        let advice = "a network that is read from a file has no history: only 'train' makes one"
        #expect(found.map { $0.notes.map(\.message) } == [[advice], [advice]])
        // Which histories an array has is only known during the run.
        let run = try described().experiment.run(
            cell + """
                let trained = train(set, layers: \(Self.layers))
                plot([trained.history, own.history], names: ["trained", "loaded"])
                plot([given.history])
                plot([trained.history])
                """)
        #expect(
            run.failures == [
                "there are no curves of the training 'loaded' to draw: \(advice)",
                "there are no curves of the training '1' to draw: \(advice)",
            ])
    }

    @Test func `a measured normalization is compared once it is known`() throws {
        let run = try described().experiment.run(
            """
            let set = normalize(load(from: "set", split: 0.5))
            let model = loadModel("net.pt", for: set, layers: \(Self.layers))
            """)
        #expect(run.failures.count == 1)
        let message = run.failures.first ?? ""
        #expect(message.contains("normalized with mean 0.25 and std 0.5, but these are normalized with mean"))
        #expect(message.contains("'normalize(…, mean: 0.25, std: 0.5)'"), "\(message)")
    }

    @Test func `dropout, and a normalization that is nearly the file's, contradict nothing`() throws {
        let run = try described().experiment.run(
            """
            let set = normalize(load(from: "set", split: 0.5), mean: 0.251, std: 0.499)
            let model = loadModel("net.pt", for: set, layers: [flatten, dense(2), relu, dropout(0.5), dense(2)])
            let result = evaluate(model, on: set)
            """)
        #expect(run.failures == [])
    }

    /// Images in twelve classes with a beginning before their numbers, and a network that names none.
    private func notices(classesBeginningWith beginning: String) throws -> [String] {
        let bench = try ModelBench()
        for label in 1...12 {
            for number in 0..<2 {
                try bench.experiment.folder.write(
                    .graymap(2, 1, [UInt8(label), UInt8(number)]),
                    to: "many/\(beginning)\(label)/\(number).pgm")
            }
        }
        var file = ForeignStateDictionary()
        file.add("1.weight", [12, 2], [Float](repeating: 0, count: 24))
        file.add("1.bias", [12], [Float](repeating: 0, count: 12))
        try bench.experiment.folder.write(file.encoded, to: "net.pt")
        let (_, notices, failures) = try bench.loaded(
            "let many = load(from: \"many\", split: 0.5)\nlet model = loadModel(\"net.pt\", for: many, layers: [flatten, dense(12)])\n"
        )
        #expect(failures == [])
        return notices
    }

    @Test func `numbered classes that PyTorch has in another order are reported`() throws {
        let notices = try notices(classesBeginningWith: "")
        #expect(notices.count == 1, "\(notices)")
        let notice = notices.first ?? ""
        #expect(notice.contains("in the order of their numbers: '1', '2', '3', '4',"), "\(notice)")
        #expect(
            notice.contains("ImageFolder has them in the order of text, '1', '10', '11', '12', '2',"),
            "\(notice)")
        #expect(notice.contains("such as 'c1'"), "\(notice)")
    }

    @Test func `classes that PyTorch has in the same order need no notice`() throws {
        #expect(try notices(classesBeginningWith: "c") == [])
    }
}
