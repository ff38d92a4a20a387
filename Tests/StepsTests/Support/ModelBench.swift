import Diagnostics
import Foundation
import NeuralNet
import TestSupport
import Workflow

/// A notebook's folder with images for a small network, and files of networks to load.
struct ModelBench {
    let experiment: Experiment

    /// Where the files lie that PyTorch and safetensors wrote.
    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// `set`, images of 1 × 2 pixels in two classes, and `squares`, images of 2 × 2 in four.
    init() throws {
        experiment = try Experiment()
        for label in ["a", "b", "c", "d"] {
            for number in 0..<2 {
                if label < "c" {
                    try experiment.folder.write(
                        .graymap(2, 1, [UInt8(number), 200]), to: "set/\(label)/\(number).pgm")
                }
                try experiment.folder.write(
                    .graymap(2, 2, (0..<4).map { UInt8($0 * 50 + number) }),
                    to: "squares/\(label)/\(number).pgm")
            }
        }
    }

    /// What is under a folder of the fixtures, sorted.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: fixtures.appending(path: folder).path)) ?? [])
            .sorted().map { folder + "/" + $0 }
    }

    /// Puts a file of the fixtures beside the notebook.
    func use(_ fixture: String) throws {
        try experiment.folder.write(Data(contentsOf: Self.fixtures.appending(path: fixture)), to: fixture)
    }

    /// One layer with two inputs and two outputs, as most fixtures hold it.
    static let oneLayer = "let set = load(from: \"set\", split: 0.5)\n"

    /// A cell that loads one layer from a file.
    func oneLayer(_ file: String, _ more: String = "") -> String {
        Self.oneLayer
            + "let model = loadModel(‹\"\(file)\"›, for: set, layers: [flatten, dense(2)]\(more))\n"
    }

    /// A cell that loads four layers of equal shapes from a file.
    func fourLayers(_ file: String, _ more: String = "") -> String {
        """
        let squares = load(from: "squares", split: 0.5)
        let model = loadModel(‹"\(file)"›, for: squares, layers: [flatten, dense(4), relu, dense(4), relu, dense(4), relu, dense(4)]\(more))

        """
    }

    /// The result of a cell: the numbers of each tensor in the network's order, the notices and the failures.
    func loaded(_ cell: String) throws -> (numbers: [[Float]], notices: [String], failures: [String]) {
        let cell = cell.replacing("‹", with: "").replacing("›", with: "")
        let run: Run
        do {
            run = try experiment.run(cell + "save(model, to: \"out.safetensors\")")
        } catch let error as DiagnosticsError {
            return ([], [], error.diagnostics.map(\.message))
        }
        guard run.failures.isEmpty else { return ([], [], run.failures) }
        let saved = try SafeTensors(decoding: experiment.folder.data("output/out.safetensors"))
        return (saved.entries.map { $0.tensor?.values ?? [] }, run.notices.map(\.message), [])
    }

    /// The only error of checking a cell; `nil` if there is none.
    func refusal(_ cell: String) -> String? {
        experiment.diagnose(cell).found.first.map(\.message)
    }
}

/// A safetensors file as the Python package writes it: tensors by the size of their elements, then by name.
struct ForeignSafeTensors {
    var tensors: [(name: String, type: String, shape: [Int], bytes: Data)] = []
    var metadata: [String: String] = [:]
    /// Blanks added behind the header.
    var padding = 0

    /// Adds a tensor of Float32.
    mutating func add(_ name: String, _ shape: [Int], _ values: [Float]) {
        tensors.append((name, "F32", shape, values.withUnsafeBytes { Data($0) }))
    }

    var encoded: Data {
        func quoted(_ text: String) -> String {
            String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
        }
        var parts: [String] = []
        if !metadata.isEmpty {
            let texts = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
            parts.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
        }
        var elements = Data()
        for tensor in tensors.sorted(by: { $0.name < $1.name }) {
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            parts.append(
                "\(quoted(tensor.name)):{\"dtype\":\"\(tensor.type)\",\"shape\":[\(shape)],\"data_offsets\":[\(elements.count),\(elements.count + tensor.bytes.count)]}"
            )
            elements += tensor.bytes
        }
        var header = "{" + parts.joined(separator: ",") + "}"
        header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8 + padding)
        return withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) } + Data(header.utf8)
            + elements
    }
}
