import Diagnostics
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// State dicts of residual networks under torchvision's names: `layer1.0.conv1.weight`, `layer2.0.downsample.0.weight`.
///
/// PyTorch wrote the files, and what it computes of six images.
struct ResidualNameTests {
    private static let names = [
        "conv1", "bn1", "layer1.0.conv1", "layer1.0.bn1", "layer1.0.conv2", "layer1.0.bn2", "layer2.0.conv1",
        "layer2.0.bn1", "layer2.0.conv2", "layer2.0.bn2", "layer2.0.downsample.0", "layer2.0.downsample.1",
        "fc",
    ]

    /// The network of `Scripts/small_resnet.py`.
    private static let network = """
        let tiles = load(from: "tiles", split: 0.5)
        let body = [
            conv2d(8, kernel: 3, padding: 1, bias: false), batchNorm2d, relu,
            conv2d(8, kernel: 3, padding: 1, bias: false), batchNorm2d,
        ]
        let layers = [
            conv2d(8, kernel: 3, padding: 1, bias: false), batchNorm2d, relu, residual(body), relu,
            residual(
                [
                    conv2d(12, kernel: 3, stride: 2, padding: 1, bias: false), batchNorm2d, relu,
                    conv2d(12, kernel: 3, padding: 1, bias: false), batchNorm2d,
                ], shortcut: [conv2d(12, kernel: 1, stride: 2, bias: false), batchNorm2d]), relu,
            globalAveragePool2d, dense(4),
        ]
        let names = [\(names.map { "\"\($0)\"" }.joined(separator: ", "))]

        """

    private static func bench() throws -> ModelBench {
        let bench = try ModelBench()
        for name in ["resnet.pt", "resnet.safetensors"] { try bench.use("residual/" + name) }
        for label in ["a", "b", "c", "d"] {
            for number in 0..<2 {
                try bench.experiment.folder.write(
                    .graymap(8, 8, (0..<64).map { UInt8($0 * 3 + number) }),
                    to: "tiles/\(label)/\(number).pgm")
            }
        }
        return bench
    }

    private static func fixture(_ name: String) throws -> SafeTensors {
        try SafeTensors(
            decoding: Data(contentsOf: ModelBench.fixtures.appending(path: "residual/\(name).safetensors")))
    }

    /// The logits of the six images by a run's network.
    private static func logits(of run: Run) throws -> [Float] {
        guard case .artifact(let stored)? = run.value("model") else { return [] }
        let model = try Model(unpacking: stored.packed)
        let pixels = Data((0..<6 * 64).map { (place: Int) -> UInt8 in UInt8(place * place * 7 % 251) })
        return try Classifier(
            architecture: model.architecture, parameters: model.parameters(), threads: 2
        ).classify(
            ImageSet(
                shape: model.architecture.input, pixels: pixels, labels: Data(count: 6), normalization: .unit)
        ).logits.values
    }

    /// A state dict has torchvision's order, so that names are needed for a file that is sorted by name alone.
    @Test(arguments: [
        ("resnet.pt", ", names: names"), ("resnet.pt", ""), ("resnet.safetensors", ", names: names"),
    ])
    func `a residual network under torchvision's names computes what PyTorch's does`(
        file: String, more: String
    ) throws {
        let bench = try Self.bench()
        let run = try bench.experiment.run(
            Self.network + "let model = loadModel(\"residual/\(file)\", for: tiles, layers: layers\(more))")
        #expect(run.failures == [])
        // The counts of batches are those of the network's own layers.
        #expect(!run.notices.contains { $0.message.contains("passed over") })
        expectClose(
            try Self.logits(of: run), try #require(Self.fixture("logits")["logits"]?.tensor).values,
            absolute: 1e-5, relative: 1e-5, "logits")
    }

    @Test func `names are needed where the order of equal layers is lost, and each layer needs one`() throws {
        let bench = try Self.bench()
        let unordered = try #require(
            bench.refusal(
                Self.network
                    + "let model = loadModel(\"residual/resnet.safetensors\", for: tiles, layers: layers)"))
        #expect(unordered.contains("give their names with 'names:', in the network's order"), "\(unordered)")
        let (_, found) = bench.experiment.diagnose(
            Self.network
                + """
                let model = loadModel(
                    "residual/resnet.pt", for: tiles, layers: layers, names: ["conv1", "bn1", "fc"])
                """)
        #expect(found.map(\.message) == ["3 names for 13 layers with parameters"])
        let list = """
            in order, the layers with parameters are conv1, batchNorm1, conv2 (3.body.0), batchNorm2 (3.body.1), \
            conv3 (3.body.3), batchNorm3 (3.body.4), conv4 (5.body.0), batchNorm4 (5.body.1), conv5 (5.body.3), \
            batchNorm5 (5.body.4), conv6 (5.shortcut.0), batchNorm6 (5.shortcut.1), dense1
            """
        #expect(found.first?.notes.map(\.message) == [list])
    }

    /// The names of the shortcut in the place of the body's would make another network of the same numbers of layers.
    @Test func `names in another order are refused by the shapes`() throws {
        let names = Self.names.map {
            [
                "layer2.0.conv2": "layer2.0.downsample.0", "layer2.0.downsample.0": "layer2.0.conv2",
            ][$0] ?? $0
        }
        let refusal = try #require(
            try Self.bench().refusal(
                Self.network
                    + """
                    let model = loadModel(
                        "residual/resnet.pt", for: tiles, layers: layers,
                        names: [\(names.map { "\"\($0)\"" }.joined(separator: ", "))])
                    """))
        #expect(refusal.contains("is 12×8×1×1, but layer 6 (5.body.3) takes 12×12×3×3"), "\(refusal)")
    }

    @Test(arguments: ["net.pt", "net.safetensors"])
    func `a residual network is written under the names of the state dict that it came from`(file: String)
        throws
    {
        let bench = try Self.bench()
        let saved = try bench.experiment.run(
            Self.network
                + """
                let model = loadModel("residual/resnet.pt", for: tiles, layers: layers, names: names)
                save(model, to: "\(file)", names: names)
                save(model, to: "all.safetensors", names: names)
                """)
        #expect(saved.failures == [])
        let (all, original) = try (
            SafeTensors(decoding: bench.experiment.folder.data("output/all.safetensors")),
            Self.fixture("resnet")
        )
        #expect(Set(all.entries.map(\.name)) == Set(original.entries.map(\.name)))
        for entry in original.entries {
            let own = try #require(all[entry.name])
            #expect(own.type == entry.type && own.shape == entry.shape, "\(entry.name)")
            // How many steps it was trained for is not known.
            if entry.type == .int64 {
                #expect(own.integers == [0] && entry.integers == [3], "\(entry.name)")
            } else {
                #expect(own.bytes == entry.bytes, "\(entry.name)")
            }
        }
        try bench.experiment.folder.write(
            bench.experiment.folder.data("output/" + file), to: "written/" + file)
        for more in ["", ", for: tiles, layers: layers", ", for: tiles, layers: layers, names: names"] {
            let loaded = try bench.experiment.run(
                Self.network + "let model = loadModel(\"written/\(file)\"\(more))")
            #expect(loaded.failures == [])
            #expect(!loaded.notices.contains { $0.message.contains("passed over") })
            #expect(try Self.logits(of: loaded) == Self.logits(of: saved), "\(more)")
        }
    }
}
