import Foundation

/// `NAME.json` as read by a program that knows only the contract.
struct Record: Sendable {
    struct Problem: Error {
        let text: String
    }

    private let data: Data

    init(_ data: Data) throws {
        self.data = data
        guard try JSONSerialization.jsonObject(with: data) is [String: Any] else {
            throw Problem(text: "not an object")
        }
    }

    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:]
    }

    func objects(_ key: String) -> [[String: Any]] { object[key] as? [[String: Any]] ?? [] }

    func dictionary(_ key: String) -> [String: Any] { object[key] as? [String: Any] ?? [:] }

    var status: String? { object["status"] as? String }
    var outcomes: [String] { objects("steps").compactMap { $0["outcome"] as? String } }
    var steps: [String] { objects("steps").compactMap { $0["step"] as? String } }
    var keys: [String?] { objects("steps").map { $0["key"] as? String } }
    var notices: [String] { object["notices"] as? [String] ?? [] }
    var hashes: [String] { objects("files").compactMap { $0["sha256"] as? String } }

    func value(_ name: String) -> Double? { (dictionary("values")[name] as? NSNumber)?.doubleValue }
}
