import CPNG
import FoundationEssentials

/// The encoding of one file by libpng's simplified API.
enum PNGEncoding {
    /// The file of 8-bit samples in sRGB, `[row, column, channel]`.
    ///
    /// - Throws: ``PNGImage/Failure`` if libpng cannot write it.
    static func file(
        _ samples: Data, width: UInt32, height: UInt32, isGrey: Bool
    ) throws(PNGImage.Failure) -> Data {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        image.width = width
        image.height = height
        image.format = isGrey ? 0 : UInt32(PNG_FORMAT_FLAG_COLOR)
        defer { png_image_free(&image) }
        // The size of an incompressible file: a filter byte for each row, and the overhead of PNG and zlib. Asking
        // libpng for the size would compress everything twice.
        let raw = samples.count + Int(height)
        var file = [UInt8](repeating: 0, count: raw + raw / 500 + 4096)
        var size = file.count
        guard png_image_write_to_memory(&image, &file, &size, 0, [UInt8](samples), 0, nil) != 0 else {
            throw PNGImage.Failure(of: image)
        }
        return Data(file.prefix(size))
    }
}
