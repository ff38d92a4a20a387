import Foundation
import TestSupport
import Testing

/// Files with several networks that fit, whatever is beside their layers: none is taken without being named.
struct SeveralNetworksTests {
    private static let layer: [[Float]] = [[1.5, -2.25, 0.5, 3], [0.125, -1]]

    /// The tensors of one layer.
    private static func layer(
        _ name: String, in archive: inout PickledArchive, sign: Float = 1
    ) -> [(key: String, value: Data)] {
        [
            (name + ".weight", archive.tensor([2, 2], layer[0].map { $0 * sign })),
            (name + ".bias", archive.tensor([2], layer[1].map { $0 * sign })),
        ]
    }

    private func load(_ file: Data, _ more: String) throws -> (
        numbers: [[Float]], notices: [String], failures: [String]
    ) {
        let bench = try ModelBench()
        try bench.experiment.folder.write(file, to: "net.pt")
        return try bench.loaded(bench.oneLayer("net.pt", more))
    }

    private func refusal(_ file: Data, _ more: String) throws -> String {
        let bench = try ModelBench()
        try bench.experiment.folder.write(file, to: "net.pt")
        return bench.refusal(bench.oneLayer("net.pt", more)) ?? "read"
    }

    /// A network and its average, each with something beside its layers.
    private static func file(prefix: String, _ own: [(String, [Int])], _ averaged: [(String, [Int])]) -> Data
    {
        var archive = PickledArchive()
        func further(_ tensors: [(String, [Int])]) -> [(key: String, value: Data)] {
            tensors.map {
                ($0.0, archive.tensor($0.1, [Float](repeating: 0.5, count: $0.1.reduce(1, *))))
            }
        }
        let model = layer(prefix + "fc", in: &archive) + further(own)
        let average = layer("fc", in: &archive, sign: -1) + further(averaged)
        return archive.encoded(
            PickledArchive.dictionary([
                ("model", PickledArchive.dictionary(model)), ("ema", PickledArchive.dictionary(average)),
            ]))
    }

    /// What is beside the layers of the network, and of its average.
    private static let besides: [(prefix: String, own: [(String, [Int])], averaged: [(String, [Int])])] = [
        ("module.", [("module.temperature", [])], [("temperature", [])]),
        ("module.", [("module.temperature", [])], []),
        ("", [("temperature", [])], []),
        ("", [], [("temperature", [])]),
        ("module.", [("module.fc.scale", [])], []),
        ("module.", [("module.bn.num_batches_tracked", [])], [("bn.num_batches_tracked", [])]),
        ("", [("anchors", [1, 2])], []),
        ("module.", [("module.head.weight", [1])], []),
        ("", [("fc.mask", [2, 2])], []),
    ]

    @Test(arguments: besides.indices)
    func `with names, one of two networks is taken only by its key`(place: Int) throws {
        let (prefix, own, averaged) = Self.besides[place]
        let file = Self.file(prefix: prefix, own, averaged)
        let found = try refusal(file, ", names: [\"fc\"]")
        #expect(
            found
                == "'net.pt' cannot be loaded: it holds several dictionaries that fit the layers, 'model' and 'ema': choose one with 'key:', such as key: \"model\""
        )
        let chosen = try load(file, ", names: [\"fc\"], key: \"ema\"")
        #expect(chosen.failures == [])
        #expect(chosen.numbers == Self.layer.map { $0.map { -$0 } })
    }

    @Test func `a network behind a prefix beside something else is one of two as well`() throws {
        let file = Self.file(prefix: "module.", [("loss.weight", [3])], [])
        let found = try refusal(file, ", names: [\"fc\"]")
        #expect(
            found.contains("that fit the layers, 'model.module' and 'ema': choose one with 'key:'"),
            "\(found)")
        let chosen = try load(file, ", names: [\"fc\"], key: \"model.module\"")
        #expect(chosen.failures == [])
        #expect(chosen.numbers == Self.layer)
    }

    @Test(arguments: [1, 2, 4, 6])
    func `without names, a network with something more is not passed over for another one`(place: Int) throws
    {
        let (prefix, own, averaged) = Self.besides[place]
        let file = Self.file(prefix: prefix, own, averaged)
        let found = try refusal(file, "")
        #expect(
            found.contains("that fit the layers, 'model' and 'ema': choose one with 'key:'"), "\(found)")
        #expect(try load(file, ", key: \"ema\"").numbers == Self.layer.map { $0.map { -$0 } })
        // What is more is said of the one that has it.
        let more = try refusal(file, ", key: \"model\"")
        #expect(more.contains("its tensor '\(own[0].0)' belongs to no known layer"), "\(more)")
    }

    @Test func `without names, two networks with a single number each are refused for it`() throws {
        let found = try refusal(
            Self.file(prefix: "module.", [("module.temperature", [])], [("temperature", [])]), "")
        for (key, name) in [("model", "module.temperature"), ("ema", "temperature")] {
            #expect(found.contains("'\(key)': its tensor '\(name)' belongs to no known layer"), "\(found)")
        }
    }

    @Test func `a dictionary within another one does not make the same layers two networks`() throws {
        var archive = PickledArchive()
        let other = PickledArchive.dictionary(Self.layer("aux.x", in: &archive, sign: 3))
        let state = PickledArchive.dictionary(Self.layer("fc", in: &archive) + [("more", other)])
        let file = archive.encoded(state)
        let (numbers, notices, failures) = try load(file, ", names: [\"fc\"]")
        #expect(failures == [])
        #expect(numbers == Self.layer)
        #expect(notices == [])
    }

    @Test func `names of layers behind several prefixes are answered by a key that is read`() throws {
        var archive = PickledArchive()
        let state = PickledArchive.dictionary(
            Self.layer("student.fc", in: &archive) + Self.layer("teacher.fc", in: &archive, sign: -1))
        let file = archive.encoded(state)
        #expect(
            try refusal(file, ", names: [\"fc\"]")
                == "'net.pt' cannot be loaded: it has no layer 'fc'; it has 'student.fc', 'teacher.fc'; 'key:' takes those whose names begin alike, such as key: \"student\""
        )
        for (key, sign) in [("student", 1), ("teacher", -1)] as [(String, Float)] {
            let chosen = try load(file, ", names: [\"fc\"], key: \"\(key)\"")
            #expect(chosen.failures == [])
            #expect(chosen.numbers == Self.layer.map { $0.map { sign * $0 } })
        }
        // A prefix without layers of these names is not advised.
        #expect(
            try refusal(file, ", names: [\"head\"]")
                == "'net.pt' cannot be loaded: it has no layer 'head'; it has 'student.fc', 'teacher.fc'")
    }
}
