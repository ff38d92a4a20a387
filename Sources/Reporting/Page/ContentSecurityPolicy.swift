import Crypto
import FoundationEssentials

/// The page's content security policy, which allows only its own styles, its own scripts and the images inside it.
struct ContentSecurityPolicy {
    /// The texts of the page's style elements.
    let styles: [String]
    /// The texts of its script elements.
    let scripts: [String]
    /// Whether the page may send requests to its server, and show pictures that the user chooses.
    var asksServer = false

    /// The policy's text.
    var text: String {
        "default-src 'none'; img-src data:\(asksServer ? " blob:; connect-src 'self'" : ""); style-src \(Self.sources(styles)); "
            + "script-src \(Self.sources(scripts)); base-uri 'none'; form-action 'none'"
    }

    private static func sources(_ texts: [String]) -> String {
        guard !texts.isEmpty else { return "'none'" }
        return texts.map { "'sha256-\(Data(SHA256.hash(data: Data($0.utf8))).base64EncodedString())'" }
            .joined(separator: " ")
    }
}
