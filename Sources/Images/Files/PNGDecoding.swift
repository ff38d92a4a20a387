import CPNG

/// The decoding of one file by libpng's simplified API: its header, then its samples, once.
struct PNGDecoding: ~Copyable {
    /// The pixel format to decode to, with 8 bits per sample.
    enum Pixel {
        case grey, colours, coloursAndOpacity

        /// The number of samples per pixel.
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

    /// libpng's state, which refers to its own address, so that it must not move.
    private let image: UnsafeMutablePointer<png_image>
    /// The file's bytes, which must not move while libpng reads them.
    private let file: UnsafeMutableBufferPointer<UInt8>

    /// Reads the header.
    ///
    /// - Throws: ``PNGImage/Failure`` if it is not a PNG header.
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

    /// Whether there is an alpha channel.
    var hasTransparency: Bool { image.pointee.format & UInt32(PNG_FORMAT_FLAG_ALPHA) != 0 }

    /// The samples in sRGB, `[row, column, channel]`; composited on white unless the format has an alpha channel.
    ///
    /// - Throws: ``PNGImage/Failure`` if the file is damaged.
    consuming func samples(as pixel: Pixel) throws(PNGImage.Failure) -> [UInt8] {
        // 16-bit samples without a colour space are interpreted like 8-bit ones.
        image.pointee.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
        return try read(format: pixel.format, channels: pixel.channels)
    }

    /// The samples in grey, in 16 bits of linear light.
    ///
    /// 16-bit samples without a colour space stay unchanged: linearized, different dark ones would become equal.
    ///
    /// - Throws: ``PNGImage/Failure`` if the file is damaged.
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
    /// libpng's message about an image.
    init(of image: png_image) {
        let text = withUnsafeBytes(of: image.message) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        self.init(text.isEmpty ? "libpng gives no reason" : text)
    }
}
