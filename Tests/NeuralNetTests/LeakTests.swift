import Foundation
import NeuralNet
import Testing

/// A training allocates the library's objects and its memory once, and frees them.
///
/// The counts are of the whole process, in which other tests run at the same time, so the test runs in a process of
/// its own: the same executable with this one test.
@Suite struct LeakTests {
    /// Set in the process in which the counting is done.
    private static let variable = "STEPBOOK_COUNTS_LEAKS"

    @Test func `no handle and no memory is lost over ten epochs`() throws {
        guard ProcessInfo.processInfo.environment[Self.variable] == nil else { return try Self.count() }
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["--testing-library", "swift-testing", "--filter", "NeuralNetTests.LeakTests"]
        process.environment = ProcessInfo.processInfo.environment.merging([Self.variable: "1"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text.suffix(2000))")
        #expect(text.contains("counted handles"), "\(text.suffix(2000))")
    }

    private static func count() throws {
        for precision in Precision.allCases where precision.isSupportedHere {
            let before = KernelLibrary.liveHandles
            try train(precision)
            #expect(KernelLibrary.liveHandles == before, "\(precision)")
        }
        print("counted handles")
    }

    private static func train(_ precision: Precision) throws {
        let training = Training(
            architecture: try Architecture(
                input: Shape([1, 8, 8]),
                layers: [
                    .convolution2D(filters: 32, kernel: 3, stride: 1, padding: 1), .relu,
                    .maxPooling2D(size: 2, stride: 2),
                    .convolution2D(filters: 64, kernel: 3, stride: 1, padding: 1), .relu,
                    .maxPooling2D(size: 2, stride: 2), .flatten, .dense(units: 128), .relu,
                    .dropout(rate: 0.25), .dense(units: 3),
                ]),
            optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0), learningRate: 0.001,
            schedule: .constant, epochs: 10, batchSize: 32, seed: 1, threads: 2, precision: precision)
        let images = try Bars.images(count: 1000, stream: "train")
        var handles: [Int] = []
        var memory: [Int] = []
        _ = try training.run(
            on: images, validation: Bars.images(count: 100, stream: "validation"),
            keep: { _ in
                handles.append(KernelLibrary.liveHandles)
                memory.append(try residentBytes())
            },
            progress: { _ in })
        // In the middle of a training there are the same kernels and tensors after every epoch.
        #expect(handles[0] > 50)
        #expect(Set(handles).count == 1, "\(precision): \(handles)")
        // A leak of each epoch would show nine times; validation's kernels alone take over a megabyte.
        #expect(memory[9] - memory[1] < 2 << 20, "\(precision): \(memory)")
    }

    /// The memory that the process takes, in bytes.
    private static func residentBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        return try #require(Int(line.filter(\.isNumber))) * 1024
    }
}
