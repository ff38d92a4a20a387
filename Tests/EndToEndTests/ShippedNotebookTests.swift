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
            #expect(outcome.output.hasSuffix(", no mistakes\n"))
        }
    }
}
