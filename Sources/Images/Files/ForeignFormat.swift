/// A known, unsupported format.
package enum ForeignFormat: String, Sendable, Hashable, CaseIterable {
    case webP = "WebP"
    case heic = "HEIC"
    case avif = "AVIF"
    case gif = "GIF"
    case bmp = "BMP"
    case tiff = "TIFF"
    case jpeg2000 = "JPEG 2000"
    case jpegXL = "JPEG XL"
    case icon = "ICO"
    case photoshop = "Photoshop"
    case portable = "PBM or PPM"
    case svg = "SVG"
    case pdf = "PDF"
    case zip = "ZIP"
    case gzip = "gzip"
    case numPy = "NumPy"
    case html = "HTML"
    case pyTorch = "PyTorch"
    case office = "Office"

    /// The noun for a file of the format: `WebP picture`.
    package var noun: String {
        switch self {
        case .zip, .gzip: "\(rawValue) archive"
        case .numPy, .pdf, .pyTorch: "\(rawValue) file"
        case .html: "\(rawValue) page"
        case .office: "\(rawValue) document"
        default: "\(rawValue) picture"
        }
    }

    /// The same with its article: `an HTML page`.
    package var nounWithArticle: String {
        switch self {
        case .avif, .html, .icon, .office, .svg: "an \(noun)"
        default: "a \(noun)"
        }
    }

    /// What to do so that such files can be read, in the imperative; `nil` if they contain no picture.
    ///
    /// - Parameter files: the pronoun for them: `it`, `them`.
    package func advice(for files: String) -> String? {
        switch self {
        case .html, .pyTorch, .office: nil
        case .zip, .gzip: "unpack \(files)"
        case .numPy: "save the images in \(files) as PNG"
        default: "save \(files) as PNG or JPEG"
        }
    }

    /// Recognizes the format by a file's first bytes.
    ///
    /// Sources: the formats' specifications; for ISO base media files, the brand after `ftyp`.
    init?(ofFileThatBegins bytes: [UInt8]) {
        func has(_ text: String, at place: Int = 0) -> Bool {
            bytes.dropFirst(place).starts(with: text.utf8)
        }
        func has(_ signature: [UInt8], at place: Int = 0) -> Bool {
            bytes.dropFirst(place).starts(with: signature)
        }
        let brand = has("ftyp", at: 4) ? String(decoding: bytes.dropFirst(8).prefix(4), as: UTF8.self) : ""
        if has("RIFF"), has("WEBP", at: 8) {
            self = .webP
        } else if ["avif", "avis"].contains(brand) {
            self = .avif
        } else if ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"].contains(brand) {
            self = .heic
        } else if has("GIF87a") || has("GIF89a") {
            self = .gif
        } else if has("BM"), has([0, 0, 0, 0], at: 6) {
            self = .bmp
        } else if has([0x49, 0x49, 0x2A, 0]) || has([0x4D, 0x4D, 0, 0x2A]) || has([0x49, 0x49, 0x2B, 0])
            || has([0x4D, 0x4D, 0, 0x2B])
        {
            self = .tiff
        } else if has([0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20]) || has([0xFF, 0x4F, 0xFF, 0x51]) {
            self = .jpeg2000
        } else if has([0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20]) || has([0xFF, 0x0A]) {
            self = .jpegXL
        } else if has([0, 0, 1, 0]), has([0], at: 5) {
            self = .icon
        } else if has("8BPS") {
            self = .photoshop
        } else if PortableGraymap.isHeader(bytes, of: ["P1", "P3", "P4", "P6"]) || has("P7\nWIDTH") {
            self = .portable
        } else if has("%PDF-") {
            self = .pdf
        } else if has("PK\u{3}\u{4}") {
            self = Self.archive(bytes)
        } else if has([0x1F, 0x8B, 8]) {
            self = .gzip
        } else if has([0x93]), has("NUMPY", at: 1) {
            self = .numPy
        } else if Self.isHTML(bytes) {
            self = .html
        } else if Self.isSVG(bytes) {
            self = .svg
        } else {
            return nil
        }
    }

    /// The format of a ZIP archive, recognized by the name of its first file: many document formats are archives.
    private static func archive(_ bytes: [UInt8]) -> ForeignFormat {
        guard bytes.count > 30 else { return .zip }
        let length = Int(bytes[26]) + Int(bytes[27]) << 8
        let name = String(decoding: bytes.dropFirst(30).prefix(length), as: UTF8.self)
        if name.hasSuffix("/data.pkl") { return .pyTorch }
        if name.hasSuffix(".npy") { return .numPy }
        return name == "[Content_Types].xml" ? .office : .zip
    }

    /// Whether a text begins like an HTML page: with its doctype or element, possibly after comments.
    private static func isHTML(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        guard ["<!doctype html", "<html", "<?xml", "<!--"].contains(where: { start.hasPrefix($0) }) else {
            return false
        }
        let head = start[..<(start.firstRange(of: "<svg")?.lowerBound ?? start.endIndex)]
        return head.contains("<html") || head.contains("<!doctype html")
    }

    /// Whether a text begins like SVG: with its element, or with a declaration and the element soon after.
    private static func isSVG(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return start.hasPrefix("<svg")
            || (start.hasPrefix("<?xml") || start.hasPrefix("<!--") || start.hasPrefix("<!DOCTYPE"))
                && start.contains("<svg")
    }
}
