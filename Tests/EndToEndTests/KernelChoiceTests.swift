import Foundation
import TestSupport
import Testing

/// The library's kernels that train a network: none of them computes element by element, hundreds of times slower.
struct KernelChoiceTests {
    /// Convolutions of several windows, strides, gaps and groups, each with its number of input channels.
    private static let convolutions: [(channels: Int, layers: String)] = {
        var all: [(channels: Int, layers: String)] = []
        for (channels, filters) in [(3, 12), (12, 24), (16, 16), (16, 24), (32, 64)] {
            for kernel in [1, 2, 3, 5] {
                for (stride, dilation) in [(1, 1), (2, 1), (1, 2), (2, 2), (1, 3)]
                where kernel > 1 || dilation == 1 {
                    for groups in Set([1, 4, channels]).sorted()
                    where channels % groups + filters % groups == 0 {
                        let window =
                            "kernel: \(kernel), stride: \(stride), padding: \((kernel - 1) * dilation / 2)"
                        let form = "groups: \(groups), dilation: \(dilation)"
                        all.append((channels, "conv2d(\(filters), \(window), \(form)), globalAveragePool2d"))
                    }
                }
            }
        }
        return all
    }()

    private static let poolings: [(channels: Int, layers: String)] = {
        let windows = ["(2)", "(3)", "(3, stride: 2)", "(5, stride: 1)"]
        let layers = windows.map { "maxPool2d\($0)" } + windows.map { "averagePool2d\($0)" }
        return [3, 12, 16, 24].flatMap { channels in layers.map { (channels, $0 + ", globalMaxPool2d") } }
    }()

    @Test func `no convolution and no pooling is computed element by element`() throws {
        let tool = try BuiltTool()
        var trainings: [String] = []
        for (channels, layers) in Self.convolutions + Self.poolings {
            trainings.append(
                """
                let m\(trainings.count) = train(
                    digits, layers: [conv2d(\(channels), kernel: 3, padding: 1), relu, \(layers), dense(10)],
                    batchSize: 2)
                """)
        }
        #expect(trainings.count > 200)
        try tool.folder.write(
            """
            ```swift-step
            let digits = normalize(load("builtin", train: 2, test: 1))
            \(trainings.joined(separator: "\n"))
            ```

            """, to: "n.md")
        let outcome = try tool.run(
            "run", "n.md", "--quiet", "--no-cache", "--threads", "1", environment: ["DNNL_VERBOSE": "1"])
        #expect(outcome.status == 0, "\(outcome.messages)")
        // onednn_verbose,exec,cpu,KIND,IMPLEMENTATION,PROPAGATION,…,SHAPE,SECONDS
        var gradients = 0
        var slow: [String] = []
        for line in outcome.output.split(separator: "\n") where line.hasPrefix("onednn_verbose,exec,cpu,") {
            let parts = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard parts.count > 9, parts[3] != "reorder" else { continue }
            if parts[5] == "backward_weights" { gradients += 1 }
            if parts[4].hasPrefix("ref") {
                slow.append("\(parts[3]), \(parts[5]), \(parts[parts.count - 2])")
            }
        }
        #expect(gradients > trainings.count)
        #expect(slow == [])
    }
}
