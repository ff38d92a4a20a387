import Foundation
import TestSupport
import Testing

/// `NAME.json`, key by key according to the contract.
struct RecordTests {
    private static let record = Result {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md", "-P", "epochs=2")
        return (
            record: try tool.record("small"), report: try tool.folder.text("Output/small.html"),
            savedBytes: try tool.folder.data("Output/small/nets/small.safetensors").count
        )
    }

    @Test func `the object has the contract's keys`() throws {
        let record = try Self.record.get().record
        let contract: Set = [
            "schema", "notebook", "status", "params", "seed", "seconds", "steps", "values", "history",
            "expectations", "files", "environment",
        ]
        #expect(contract.isSubset(of: record.object.keys))
        #expect(
            Set(record.object.keys).subtracting(contract) == [
                "data", "mistakes", "notices", "revision", "source",
            ])
        #expect(record.object["schema"] as? Int == 1)
        #expect(record.object["notebook"] as? String == "small.md")
        #expect(record.object["status"] as? String == "ok")
        #expect(record.object["seed"] as? Int == 1)
        #expect((record.object["seconds"] as? Double ?? 0) > 0)
        let params = record.dictionary("params")
        #expect(params["epochs"] as? Int == 2)
        #expect(params["name"] as? String == "nobody")
        #expect(params.count == 2)
    }

    @Test func `every step is reported in order`() throws {
        let record = try Self.record.get().record
        for step in record.objects("steps") {
            #expect(Set(step.keys) == ["line", "step", "name", "outcome", "seconds", "key"])
            #expect((step["seconds"] as? Double ?? -1) >= 0)
            #expect((step["key"] as? String)?.count == 64)
        }
        #expect(record.steps == SmallNotebook.steps)
        let lines = record.objects("steps").compactMap { $0["line"] as? Int }
        #expect(lines == [12, 12, 13, 17, 18, 19, 20, 21, 22])
        let names = record.objects("steps").map { $0["name"] as? String }
        #expect(names == [nil, "digits", nil, "model", nil, "result", nil, nil, nil])
        #expect(record.objects("steps")[0]["name"] is NSNull)
    }

    @Test func `values are every scalar of every bound name, and history is by epoch`() throws {
        let record = try Self.record.get().record
        let values = record.dictionary("values")
        #expect(
            Set(values.keys) == [
                "digits.train.count", "digits.train.classes", "digits.train.height", "digits.train.width",
                "digits.test.count", "digits.test.classes", "digits.test.height", "digits.test.width",
                "digits.count", "digits.classes", "digits.mean", "digits.standardDeviation",
                "model.history.epochs", "model.history.keptEpoch", "model.history.stoppedEarly",
                "model.parameters", "model.layers", "model.multiplyAdds", "model.filters.count",
                "result.accuracy", "result.accuracyLow", "result.accuracyHigh", "result.loss",
                "result.count", "result.correct", "result.errors", "result.top3Accuracy",
                "result.top5Accuracy", "result.balancedAccuracy", "result.macroPrecision",
                "result.macroRecall", "result.macroF1", "result.expectedCalibrationError",
                "result.confusion.classes", "result.confusion.count", "result.mistakes.count",
                "result.hardest.count", "result.calibration.expectedError",
                "result.calibration.maximumError", "result.roc.area",
                "result.precisionRecall.averagePrecision",
            ])
        #expect(record.value("digits.train.count") == 600)
        #expect(record.value("model.parameters") == 7850)
        let history = record.dictionary("history")
        #expect(Set(history.keys) == ["model"])
        let model = history["model"] as? [String: [Double]] ?? [:]
        #expect(
            model.mapValues(\.count) == [
                "loss": 2, "accuracy": 2, "learningRate": 2, "validationLoss": 0, "validationAccuracy": 0,
            ])
    }

    @Test func `expectations, files and environment have their keys`() throws {
        let (record, _, savedBytes) = try Self.record.get()
        let expectations = record.objects("expectations")
        #expect(expectations.map { Set($0.keys) } == [["claim", "met", "line"]])
        #expect(expectations.first?["claim"] as? String == "reads more than a fifth")
        #expect(expectations.first?["met"] as? Bool == true)
        #expect(expectations.first?["line"] as? Int == 21)
        let files = record.objects("files")
        #expect(files.map { Set($0.keys) } == [["path", "bytes", "sha256"]])
        #expect(files.first?["path"] as? String == "nets/small.safetensors")
        #expect(files.first?["bytes"] as? Int == savedBytes)
        #expect(record.hashes.first?.count == 64)
        let environment = record.dictionary("environment")
        #expect(Set(["stepbook", "processor", "threads"]).isSubset(of: environment.keys))
        #expect(environment.values.allSatisfy { ($0 as? String)?.isEmpty == false })
    }

    @Test func `the report shows what the record says`() throws {
        let (record, report, _) = try Self.record.get()
        let accuracy = try #require(record.value("result.accuracy"))
        let text = String(format: "%.1f\u{A0}%%", accuracy * 100)
        #expect(report.contains(text), "\(text)")
    }
}
