/// The address of a link or an image, and its title.
public struct LinkDestination: Sendable, Hashable {
    /// The address as the notebook gives it, with entities and escapes decoded: `#results`, `my file.png`.
    public let address: String

    /// The title, in quotes after the address; `nil` if there is none.
    public let title: String?

    /// The address as a URL, percent-encoded as cmark does; empty for one that would run a script or read a file,
    /// which cmark's safe mode leaves out.
    public var url: String {
        if isDangerous { return "" }
        guard !address.utf8.allSatisfy(\.staysInURL) else { return address }
        var url: [UInt8] = []
        for byte in address.utf8 {
            if byte.staysInURL {
                url.append(byte)
            } else {
                url += [UInt8(ascii: "%"), (byte >> 4).hexDigit, (byte & 0xF).hexDigit]
            }
        }
        return String(decoding: url, as: UTF8.self)
    }

    private var isDangerous: Bool {
        func begins(_ text: String) -> Bool { address.utf8.lazy.map(\.lowercase).starts(with: text.utf8) }
        switch address.utf8.first?.lowercase {
        case UInt8(ascii: "j"): return begins("javascript:")
        case UInt8(ascii: "v"): return begins("vbscript:")
        case UInt8(ascii: "f"): return begins("file:")
        case UInt8(ascii: "d"): return begins("data:") && !Self.safeData.contains(where: begins)
        default: return false
        }
    }

    private static let safeData = [
        "data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp",
    ]
}

extension UInt8 {
    /// Whether it needs no percent-encoding in a URL, including `&` and `'`.
    fileprivate var staysInURL: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "?")...UInt8(ascii: "Z"),
            UInt8(ascii: "#")...UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    fileprivate var hexDigit: UInt8 { self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "A") + self - 10 }

    fileprivate var lowercase: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
