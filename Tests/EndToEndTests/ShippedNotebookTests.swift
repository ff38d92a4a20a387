import Foundation
import TestSupport
import Testing

/// The notebooks that ship, through the built executable.
@Suite(.tags(.slow))
struct ShippedNotebookTests {
    static func text(_ name: String) throws -> String {
        try String(
            contentsOf: BuiltTool.packageFolder.appending(path: "Notebooks/\(name)"), encoding: .utf8)
    }

    @Test func `digit_recognition runs on a few thousand built-in digits`() throws {
        let shipped = try Self.text("digit_recognition.md")
        let load = "load(\"mnist\", fallback: \"builtin\")"
        let threshold = "result.accuracy >= 0.98"
        #expect(shipped.ranges(of: load).count == 1)
        #expect(shipped.ranges(of: threshold).count == 1)
        let tool = try BuiltTool()
        try tool.folder.write(
            shipped.replacing(load, with: "load(\"builtin\", train: 3000, test: 500)")
                .replacing(threshold, with: "result.accuracy >= 0.85"),
            to: "digit_recognition.md")
        let outcome = try tool.run("run", "digit_recognition.md")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output == "Output/digit_recognition.html\n")
        let record = try tool.record("digit_recognition")
        #expect((record.value("result.accuracy") ?? 0) > 0.85)
        #expect(record.value("result.count") == 500)
        #expect(record.objects("files").map { $0["path"] as? String } == ["mnist_cnn_state.pt"])
        #expect(tool.written.contains("Output/digit_recognition/mnist_cnn_state.pt"))
        #expect(record.notices == [])
    }

    @Test func `digit_recognition as it ships reads 98 of 100 digits of MNIST after one epoch`() throws {
        let folder = ProcessInfo.processInfo.environment["STEPBOOK_DATA_DIR"] ?? ""
        guard SkipLog.allows("mnist/digit_recognition", !folder.isEmpty, "STEPBOOK_DATA_DIR is not set")
        else {
            return
        }
        let tool = try BuiltTool()
        try tool.folder.write(Self.text("digit_recognition.md"), to: "digit_recognition.md")
        let outcome = try tool.run("run", "digit_recognition.md", "-P", "epochs=1", "--data-dir", folder)
        #expect(outcome.status == 0, "\(outcome.messages)")
        let record = try tool.record("digit_recognition")
        #expect((record.value("result.accuracy") ?? 0) >= 0.98, "\(record.value("result.accuracy") ?? 0)")
        #expect(record.value("result.count") == 10_000)
        #expect(record.objects("data").count == 4)
        #expect(record.notices == [])
    }

    @Test func `cifar10 runs on a few photographs, and without any ends with one error`() throws {
        let threshold = "result.accuracy >= 0.86"
        let shipped = try Self.text("cifar10.md")
        #expect(shipped.ranges(of: threshold).count == 1)
        let tool = try BuiltTool()
        try tool.folder.write(
            shipped.replacing(threshold, with: "result.accuracy >= 0"), to: "cifar10.md")
        try tool.folder.write("", to: "data/nothing")
        let failed = try tool.run("run", "cifar10.md", "--data-dir", "data")
        #expect(failed.status == 2)
        #expect(
            failed.messages.hasPrefix("error: CIFAR-10 was not found in 'data' "), "\(failed.messages)")
        #expect(failed.messages.contains("--> cifar10.md:22:21\n"), "\(failed.messages)")
        #expect(failed.messages.hasSuffix("\n1 error; nothing was run\n"), "\(failed.messages)")
        #expect(tool.written.filter { $0.hasPrefix("Output") } == [])
        // A check looks into the folder that is named. If none is, one may still be named for the run.
        let checked = try tool.run("check", "cifar10.md", "--data-dir", "data")
        #expect(checked.status == 2)
        #expect(checked.messages == failed.messages)
        let unnamed = try tool.run("run", "cifar10.md")
        #expect(unnamed.status == 2)
        #expect(
            unnamed.messages.hasPrefix(
                "error: CIFAR-10 cannot be fetched by itself, and no folder that has it is named with --data-dir"
            ), "\(unnamed.messages)")

        for (number, label) in [
            "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
        ]
        .enumerated() {
            for part in ["train", "test"] {
                for copy in 0..<4 {
                    let rows = (0..<32).map { row in
                        (0..<96).map { UInt8(($0 * (number + 3) + row * (copy + 5) * 7 + $0 % 3 * 80) % 256) }
                    }
                    try tool.folder.write(
                        .png(32, 32, colourType: 2, bitDepth: 8, rows: rows),
                        to: "data/cifar-10/\(part)/\(label)/\(copy).png")
                }
            }
        }
        let outcome = try tool.run(
            "run", "cifar10.md", "--data-dir", "data", "-P", "epochs=2", "-P", "batchSize=8")
        #expect(outcome.status == 0, "\(outcome.messages)")
        let record = try tool.record("cifar10")
        #expect(record.value("result.count") == 40)
        #expect(record.value("model.parameters") == 1_646_122)
        #expect(record.notices.count == 1)
        let page = try tool.folder.text("Output/cifar10.html")
        for label in [
            "samples", "augmented", "training", "layers", "confusion", "mistakes", "calibration", "attention",
        ] {
            #expect(page.contains("id=\"\(label)\""), "\(label)")
        }
    }

    @Test func `learning_rates quotes a sweep over a few built-in digits`() throws {
        let shipped = try Self.text("learning_rates.md")
        let load = "load(\"builtin\", train: 6000, test: 2000, seed: 0)"
        #expect(shipped.ranges(of: load).count == 1)
        let tool = try BuiltTool()
        try tool.folder.write(
            shipped.replacing(load, with: "load(\"builtin\", train: 1500, test: 200, seed: 0)")
                .replacing("result.accuracy >= 0.6", with: "result.accuracy >= 0"),
            to: "learning_rates.md")
        #expect(
            try tool.run("check", "learning_rates.md").output.hasSuffix(
                "a sweep of 5 settings with 3 seeds each, 15 runs\n"))
        let outcome = try tool.run("sweep", "learning_rates.md", "--jobs", "2", "-P", "epochs=1")
        #expect(outcome.status == 0, "\(outcome.messages)")
        let page = try tool.folder.text("Output/learning_rates.sweep.html")
        let text = try #require(
            page.firstMatch(of: /<section id="text">(.*?)<\/section>/.dotMatchesNewlines()))
        #expect(!text.output.1.contains("not computed"))
        #expect(text.output.1.contains("<strong><span class=\"value\" title=\"sweep.best.learningRate\">"))
        #expect(text.output.1.components(separatedBy: "class=\"value\"").count - 1 >= 26)
        #expect(!text.output.1.contains("this training ended"))
        let report = try tool.folder.text("Output/learning_rates.sweep/001.html")
        #expect(report.contains("this training ended") && report.contains(">…</span>"))
    }

    @Test func `every notebook that ships is without mistakes`() throws {
        let tool = try BuiltTool()
        let names = try FileManager.default.contentsOfDirectory(
            atPath: BuiltTool.packageFolder.appending(path: "Notebooks").path
        ).filter { $0.hasSuffix(".md") }
        #expect(names.contains("digit_recognition.md"))
        for name in names {
            try tool.folder.write(Self.text(name), to: name)
            let outcome = try tool.run("check", name)
            #expect(outcome.status == 0, "\(outcome.messages)")
            #expect(outcome.output.split(separator: "\n").first?.hasSuffix(", no mistakes") == true)
        }
    }
}
