import Foundation
import NeuralNet

/// oneDNN's times of its kernels in a step, from `DNNL_VERBOSE=1`, in milliseconds of one thread.
struct KernelTimes {
    /// The identity of a kernel.
    struct Kernel: Hashable {
        /// oneDNN's name of the kind: `convolution`, `inner_product`, `reorder`.
        let kind: String
        /// The pass of a layer that it belongs to, if any.
        let pass: Pass?
        /// The number of output channels or features, 0 if there are none.
        let outputs: Int
    }

    /// A pass through a layer.
    enum Pass: String, CaseIterable {
        case forward
        case input = "input gradient"
        case weights = "weight gradient"
    }

    private(set) var milliseconds: [Kernel: Double] = [:]

    /// The total of all kernels.
    var total: Double { milliseconds.values.reduce(0, +) }

    /// The time of a layer's kernels; 0 if oneDNN computes none of it.
    func milliseconds(of layer: Layer, _ pass: Pass) -> Double {
        switch layer.kind {
        case let layer as Convolution2D:
            milliseconds[Kernel(kind: "convolution", pass: pass, outputs: layer.filters), default: 0]
        case let layer as Dense:
            milliseconds[Kernel(kind: "inner_product", pass: pass, outputs: layer.units), default: 0]
        default: 0
        }
    }

    /// The times of kernels that belong to no layer with weights.
    var others: [(kind: String, milliseconds: Double)] {
        var sums: [String: Double] = [:]
        for (kernel, time) in milliseconds where kernel.pass == nil { sums[kernel.kind, default: 0] += time }
        return sums.map { ($0.key, $0.value) }.sorted { $0.kind < $1.kind }
    }

    /// Reads a kernel from each line of the form `onednn_verbose,exec,cpu,KIND,…,PASS,…,PROBLEM,MILLISECONDS`.
    ///
    /// - Parameter share: the weight of a line's time, which is one of several steps on one of several threads.
    init(verbose text: Substring, share: Double) {
        for line in text.split(separator: "\n") where line.hasPrefix("onednn_verbose,exec,") {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count >= 8, let time = Double(fields[fields.count - 1]) else { continue }
            let kind = String(fields[3])
            let hasWeights = ["convolution", "inner_product"].contains(kind)
            let outputs = fields[fields.count - 2].firstMatch(of: /oc(\d+)/).flatMap { Int($0.output.1) }
            let kernel = Kernel(
                kind: kind, pass: hasWeights ? Self.pass(named: fields[5]) : nil,
                outputs: hasWeights ? outputs ?? 0 : 0)
            milliseconds[kernel, default: 0] += time * share
        }
    }

    private static func pass(named name: Substring) -> Pass {
        switch name {
        case "backward_data": .input
        case "backward_weights": .weights
        default: .forward
        }
    }
}

extension KernelTimes {
    /// Computes gradients in another process, and reads oneDNN's output there.
    static func observed(
        ofBlock isBlock: Bool, _ options: ComputationOptions, precision: Precision, steps: Int
    ) throws -> KernelTimes {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            [
                "kernels", "--steps", "\(steps)", "--precision", precision.rawValue,
                "--threads", "\(options.threadCount)", "--batch-size", "\(options.batchSize)",
            ] + (isBlock ? ["--is-block"] : [])
        process.environment = ProcessInfo.processInfo.environment.merging(["DNNL_VERBOSE": "1"]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: KernelsCommand.mark + "\n")
        guard process.terminationStatus == 0, parts.count == 2 else { throw NoKernels() }
        return KernelTimes(
            verbose: parts[1], share: 1 / Double(steps * min(options.threadCount, options.batchSize)))
    }
}

/// The error that oneDNN printed no times.
struct NoKernels: Error, CustomStringConvertible {
    let description = "the process that computes with DNNL_VERBOSE=1 failed"
}
