import Diagnostics
import Foundation
import TestSupport
import Testing
import Workflow

/// Data folders that have a data set in another place than where it is looked for: the message says what to do.
struct MisplacedDataTests {
    @Test(
        arguments: [
            ("cifar-10", "is the data set's own folder: name the folder above it, '--data-dir ROOT'"),
            ("cifar-10/", "is the data set's own folder: name the folder above it, '--data-dir ROOT'"),
            ("cifar-10/train", "is a part of the data set: name the folder above it, '--data-dir ROOT'"),
            (
                "cifar-10/train/.",
                "is a part of the data set: name the folder above it, '--data-dir ROOT'"
            ),
        ])
    func `the data set's own folder is not the one that it is looked for in`(
        place: String, words: String
    ) throws {
        var experiment = try CIFARSourceTests.experiment(CIFARSourceTests.pictures, in: "cifar-10/")
        let root = experiment.dataDirectories[0]
        experiment.dataDirectories = [root + "/" + place]
        let (source, found) = experiment.check("let set = load(‹\"cifar-10\"›)")
        source.expect(found, ["load.data: CIFAR-10 was not found in '\(root)/\(place)'"])
        let note = "'\(root)/\(place)' \(words.replacing("ROOT", with: root))"
        #expect(found.flatMap(\.notes).map(\.message) == [note])
        // A run that did not know the folders says the same, without their names.
        let failures = try experiment.run("let set = load(\"cifar-10\")").failures
        let advice = try #require(words.split(separator: ",").first)
        #expect(failures.map { $0.contains("(it cannot be fetched by itself). ") } == [true])
        #expect(failures.map { $0.contains(" \(advice), '--data-dir ") } == [true])
    }

    @Test(
        arguments: [
            (
                "cifar-10-batches-py/data_batch_1",
                "'ROOT/cifar-10-batches-py' is the version for Python: put the binary one beside it, cifar-10-binary.tar.gz of https://www.cs.toronto.edu/~kriz/cifar.html"
            ),
            (
                "cifar-10-python.tar.gz",
                "'ROOT/cifar-10-python.tar.gz' is the version for Python: put the binary one beside it, cifar-10-binary.tar.gz of https://www.cs.toronto.edu/~kriz/cifar.html"
            ),
        ])
    func `another archive than the one that is read is named`(file: String, words: String) throws {
        let experiment = try CIFARSourceTests.experiment([file: Data("x".utf8)], in: "")
        let (_, found) = experiment.check("let set = load(\"cifar-10\")")
        #expect(
            found.flatMap(\.notes).map(\.message) == [
                words.replacing("ROOT", with: experiment.dataDirectories[0])
            ])
    }

    @Test func `a folder of another name is named`() throws {
        for (place, words) in [
            ("cifar10/", "'ROOT/cifar10' is looked for under another name: call it 'cifar-10'"),
            (
                "",
                "'ROOT' has training or test images itself, and they are looked for in 'ROOT/cifar-10': make a folder 'cifar-10' in it and move them there"
            ),
        ] {
            let experiment = try CIFARSourceTests.experiment(CIFARSourceTests.pictures, in: place)
            let (_, found) = experiment.check("let set = load(\"cifar-10\")")
            #expect(
                found.flatMap(\.notes).map(\.message) == [
                    words.replacing("ROOT", with: experiment.dataDirectories[0])
                ])
        }
    }
}
