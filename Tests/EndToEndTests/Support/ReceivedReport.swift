import TestSupport

/// Reports of the small notebook, changed before they are verified.
extension BuiltTool {
    /// The report of the small notebook without the hashes of its parts.
    func unsealedReport() throws -> String {
        try folder.text("Output/small.html").replacing(/<!-- parts: .* -->\n/, with: "")
    }

    /// Verifies a page as a received report.
    func verifyReceived(_ page: String, _ options: String...) throws -> Outcome {
        try folder.write(page, to: "received.html")
        return try run(list: ["verify", "received.html"] + options)
    }
}
