import CPNG

/// libpng's reading of one file, by its simplified interface: what it is, then its samples, once.
struct PNGDecoding: ~Copyable {
    /// What a pixel is read as, in eight bits a sample.
    enum Pixel {
        case grey, colours, coloursAndOpacity

        /// How many samples it has.
        var channels: Int {
            switch self {
            case .grey: 1
            case .colours: 3
            case .coloursAndOpacity: 4
            }
        }

        fileprivate var format: UInt32 {
            switch self {
            case .grey: 0
            case .colours: UInt32(PNG_FORMAT_FLAG_COLOR)
            case .coloursAndOpacity: UInt32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
            }
        }
    }

    /// What libpng knows of the file, which points back to where it stood at the beginning.
    private let image: UnsafeMutablePointer<png_image>
    /// The file's bytes, which libpng reads on from where they lay at the beginning.
    private let file: UnsafeMutableBufferPointer<UInt8>

    /// Reads the header.
    ///
    /// - Throws: ``PNGImage/Failure`` where it is no header of a PNG.
    init(_ file: [UInt8]) throws(PNGImage.Failure) {
        self.file = .allocate(capacity: file.count)
        _ = self.file.initialize(fromContentsOf: file)
        image = .allocate(capacity: 1)
        image.initialize(to: png_image())
        image.pointee.version = UInt32(PNG_IMAGE_VERSION)
        guard png_image_begin_read_from_memory(image, self.file.baseAddress, self.file.count) != 0 else {
            throw PNGImage.Failure(of: image.pointee)
        }
    }

    deinit {
        png_image_free(image)
        image.deallocate()
        file.deallocate()
    }

    /// The width in pixels.
    var width: Int { Int(image.pointee.width) }

    /// The height in pixels.
    var height: Int { Int(image.pointee.height) }

    /// Whether pixels can be transparent.
    var hasTransparency: Bool { image.pointee.format & UInt32(PNG_FORMAT_FLAG_ALPHA) != 0 }

    /// The samples in sRGB, `[row, column, channel]`; what is transparent shows white behind it where opacity is not asked for.
    ///
    /// - Throws: ``PNGImage/Failure`` where the file is damaged.
    consuming func samples(as pixel: Pixel) throws(PNGImage.Failure) -> [UInt8] {
        // Sixteen bits without a word on their meaning are meant like eight.
        image.pointee.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
        return try read(format: pixel.format, channels: pixel.channels)
    }

    /// The samples in grey, in sixteen bits of linear light.
    ///
    /// Sixteen bits without a word on their meaning stay as they are: made linear, dark ones would become one.
    ///
    /// - Throws: ``PNGImage/Failure`` where the file is damaged.
    consuming func linearSamples() throws(PNGImage.Failure) -> [UInt16] {
        try read(format: UInt32(PNG_FORMAT_FLAG_LINEAR), channels: 1)
    }

    private func read<Sample: FixedWidthInteger>(
        format: UInt32, channels: Int
    ) throws(PNGImage.Failure) -> [Sample] {
        var samples = [Sample](repeating: 0, count: width * height * channels)
        image.pointee.format = format
        var white = png_color(red: 255, green: 255, blue: 255)
        guard png_image_finish_read(image, &white, &samples, 0, nil) != 0 else {
            throw PNGImage.Failure(of: image.pointee)
        }
        return samples
    }
}

extension PNGImage.Failure {
    /// What libpng says of an image.
    init(of image: png_image) {
        let text = withUnsafeBytes(of: image.message) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        self.init(text.isEmpty ? "libpng gives no reason" : text)
    }
}
