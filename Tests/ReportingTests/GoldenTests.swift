import Foundation
import TestSupport
import Testing

struct GoldenTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("stepbook-golden-\(UUID().uuidString)")

    private func golden(_ environment: [String: String] = [:]) -> Golden {
        Golden("a.txt", besides: folder.appendingPathComponent("Some.swift").path, environment: environment)
    }

    @Test func `a missing text is recorded, and the first comparison fails`() throws {
        #expect(try golden().difference(from: "one\n") != nil)
        #expect(try golden().difference(from: "one\n") == nil)
        #expect(try golden().difference(from: "two\n")?.contains("- 1: one") == true)
    }

    @Test func `a text is recorded again when asked for`() throws {
        _ = try golden().difference(from: "one\n")
        #expect(try golden(["STEPBOOK_RECORD": "1"]).difference(from: "two\n") == nil)
        #expect(try golden().difference(from: "two\n") == nil)
    }

    @Test func `nothing is recorded where CI is set`() throws {
        #expect(try golden(["CI": "true"]).difference(from: "one\n") == "a.txt is missing")
        #expect(try golden(["CI": "true", "STEPBOOK_RECORD": "1"]).difference(from: "one\n") != nil)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
}
