import CTurboJPEG
import FoundationEssentials

/// A JPEG file, read with libjpeg-turbo.
struct JPEGFile {
    private let file: [UInt8]

    init(_ data: Data) { file = [UInt8](data) }

    /// The image in colours, rotated by the file's Exif orientation.
    ///
    /// - Throws: ``ImageFileProblem`` if the file is damaged, too large, or in CMYK.
    func colours() throws(ImageFileProblem) -> ColourImage {
        guard let decoder = tjInitDecompress() else {
            throw ImageFileProblem("cannot be read: libjpeg-turbo does not start")
        }
        defer { tjDestroy(decoder) }
        var (width, height, subsampling, space) = (CInt(), CInt(), CInt(), CInt())
        let header = tjDecompressHeader3(
            decoder, file, UInt(file.count), &width, &height, &subsampling, &space)
        guard header == 0 || Self.isHarmless(decoder) else {
            throw ImageFileProblem("is not a readable JPEG: \(Self.message(of: decoder))")
        }
        guard width > 0, height > 0 else {
            throw ImageFileProblem("is not a readable JPEG: it has no picture")
        }
        let count = try PixelCount.checked(width: Int(width), height: Int(height))
        guard space != TJCS_CMYK.rawValue, space != TJCS_YCCK.rawValue else {
            throw ImageFileProblem(
                "has CMYK colours, which are for printing; save it in RGB")
        }
        // A small file can refine the same picture any number of times.
        let scans = Self.scans(of: file)
        guard scans <= Self.mostScans, scans * count <= Self.mostWork else {
            throw ImageFileProblem(
                "is stored in \(scans) passes over \(width) × \(height) pixels, too many; save it again")
        }
        var samples = [UInt8](repeating: 0, count: count * 3)
        let flags = TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT
        let status = tjDecompress2(
            decoder, file, UInt(file.count), &samples, width, 0, height, CInt(TJPF_RGB.rawValue), flags)
        guard status == 0 || Self.isHarmless(decoder) else {
            throw ImageFileProblem("is damaged: \(Self.message(of: decoder))")
        }
        let image = ColourImage(width: Int(width), height: Int(height), samples: Data(samples))
        return image.turned(ExifOrientation(jpeg: file)?.orientation ?? .upright)
    }

    /// Whether the file stores colours by its header, which may all be greys; `true` if the header is damaged.
    var storesColours: Bool {
        guard let decoder = tjInitDecompress() else { return true }
        defer { tjDestroy(decoder) }
        var (width, height, subsampling, space) = (CInt(), CInt(), CInt(), CInt())
        let header = tjDecompressHeader3(
            decoder, file, UInt(file.count), &width, &height, &subsampling, &space)
        return (header != 0 && !Self.isHarmless(decoder)) || space != TJCS_GRAY.rawValue
    }

    /// The maximum number of scans of a picture; cameras and programs write at most a dozen.
    private static let mostScans = 64

    /// The maximum number of pixels in all scans together: a dozen times the largest picture.
    private static let mostWork = 12 * PixelCount.limit

    /// The number of scans of a file's picture: its `SOS` markers, without those in thumbnails inside segments.
    private static func scans(of file: [UInt8]) -> Int {
        var scans = 0
        var place = 2
        while place + 1 < file.count {
            guard file[place] == 0xFF else {
                place += 1
                continue
            }
            switch file[place + 1] {
            // Fill bytes, a byte of image data, and markers without a length.
            case 0xFF: place += 1
            case 0x00, 0x01, 0xD0...0xD8: place += 2
            case 0xD9: return scans
            case let marker:
                guard place + 3 < file.count else { return scans }
                if marker == 0xDA { scans += 1 }
                place += 2 + max(2, Int(file[place + 2]) << 8 | Int(file[place + 3]))
            }
        }
        return scans
    }

    /// The bytes of a file with 4:2:0 chroma subsampling.
    static func encoded(_ image: ColourImage, quality: Int) throws(ImageFileProblem) -> Data {
        guard let encoder = tjInitCompress() else {
            throw ImageFileProblem("cannot be written: libjpeg-turbo does not start")
        }
        defer { tjDestroy(encoder) }
        guard let width = CInt(exactly: image.width), let height = CInt(exactly: image.height) else {
            throw ImageFileProblem("has \(image.width) × \(image.height) pixels, too many")
        }
        var file: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        defer { tjFree(file) }
        let status = tjCompress2(
            encoder, [UInt8](image.samples), width, 0, height, CInt(TJPF_RGB.rawValue), &file, &size,
            CInt(TJSAMP_420.rawValue), CInt(quality), TJFLAG_ACCURATEDCT)
        guard status == 0, let file else {
            throw ImageFileProblem("cannot be written: \(message(of: encoder))")
        }
        return Data(bytes: file, count: Int(size))
    }

    /// Whether the last warning is about bytes between two segments, which cameras leave there and which do no harm.
    private static func isHarmless(_ decoder: tjhandle) -> Bool {
        tjGetErrorCode(decoder) == TJERR_WARNING.rawValue
            && message(of: decoder).contains("extraneous bytes before marker")
    }

    private static func message(of decoder: tjhandle) -> String {
        tjGetErrorStr2(decoder).map { String(cString: $0) } ?? "libjpeg-turbo gives no reason"
    }
}
