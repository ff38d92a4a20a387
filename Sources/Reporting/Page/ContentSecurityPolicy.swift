import Crypto
import FoundationEssentials

/// What the page forbids the browser: everything but its own style, its own script and the images inside it.
struct ContentSecurityPolicy {
    let style: String
    let script: String
    /// Whether the page may ask the server that it came from, and show pictures that were chosen in it.
    var asksServer = false

    /// The policy as the page states it.
    var text: String {
        "default-src 'none'; img-src data:\(asksServer ? " blob:; connect-src 'self'" : ""); style-src '\(Self.source(style))'; "
            + "script-src '\(Self.source(script))'; base-uri 'none'; form-action 'none'"
    }

    private static func source(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}
