package import FoundationEssentials

/// An image as a PNG file.
package struct PNGImage: Sendable {
    /// Why an image could not be written or read.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        /// libpng's message.
        package let description: String

        /// Makes a failure with its message.
        package init(_ description: String) { self.description = description }
    }

    /// The file.
    package let data: Data

    /// Encodes 8-bit samples.
    ///
    /// - Parameters:
    ///   - samples: one byte per sample, `[row, column, channel]`.
    ///   - channels: 1 for grey, 3 for red, green and blue.
    /// - Throws: ``Failure`` if libpng cannot write it.
    package init(samples: Data, width: Int, height: Int, channels: Int) throws(Failure) {
        guard width > 0, height > 0, channels == 1 || channels == 3 else {
            throw Failure("no PNG has \(width) × \(height) pixels of \(channels) samples")
        }
        precondition(samples.count == width * height * channels, "\(samples.count) bytes")
        guard let columns = UInt32(exactly: width), let rows = UInt32(exactly: height) else {
            throw Failure("\(width) × \(height) pixels are too many for a PNG")
        }
        data = try PNGEncoding.file(samples, width: columns, height: rows, isGrey: channels == 1)
    }

    /// The 8-bit samples of a PNG file of known size.
    ///
    /// - Returns: one byte per sample, `[row, column, channel]`.
    /// - Throws: ``Failure`` if it is not a PNG, or has another size.
    package static func samples(
        of file: Data, width: Int, height: Int, channels: Int
    ) throws(Failure) -> Data {
        let file = [UInt8](file)
        guard PNGChunks.areAll(of: file, among: chunks) else {
            throw Failure("the file has other chunks than those of a picture")
        }
        let decoding = try PNGDecoding(file)
        guard decoding.width == width, decoding.height == height else {
            throw Failure(
                "the image has \(decoding.width) × \(decoding.height) pixels, not \(width) × \(height)")
        }
        return Data(try decoding.samples(as: channels == 1 ? .grey : .colours))
    }

    /// The chunks of a picture that stepbook writes: no texts and profiles, each of which libpng would decompress to
    /// megabytes.
    private static let chunks: Set = ["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "IDAT", "IEND"]

    /// The file as a data URL.
    package var address: String { "data:image/png;base64," + data.base64EncodedString() }
}
