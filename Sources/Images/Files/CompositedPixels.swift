import FoundationEssentials

/// Pixels composited on white as browsers and the Python Imaging Library do it: byte by byte in sRGB.
///
/// In linear light, as libpng does it, ink at half opacity is lighter than anywhere else.
struct CompositedPixels {
    /// The pixels that are neither opaque nor transparent.
    private var places: [Int] = []
    /// Their composited red, green and blue.
    private var colours: [UInt8] = []

    /// Composites.
    ///
    /// - Parameter pixels: red, green, blue and opacity of each pixel.
    init(_ pixels: [UInt8]) {
        for pixel in 0..<pixels.count / 4 {
            let opacity = Int(pixels[4 * pixel + 3])
            guard opacity > 0, opacity < 255 else { continue }
            places.append(pixel)
            for channel in 0..<3 {
                let ink = Int(pixels[4 * pixel + channel]) * opacity
                colours.append(UInt8((ink + 255 * (255 - opacity) + 127) / 255))
            }
        }
    }

    /// Puts them in the place of what a decoder composited.
    ///
    /// - Parameters:
    ///   - samples: the samples of all pixels, grey or red, green and blue.
    ///   - pixel: the format of the samples.
    /// - Throws: ``PNGImage/Failure`` if libpng cannot convert them to grey.
    func replace(in samples: inout [UInt8], as pixel: PNGDecoding.Pixel) throws(PNGImage.Failure) {
        guard !places.isEmpty else { return }
        let own = pixel == .grey ? try greys() : colours
        let channels = pixel.channels
        for (index, place) in places.enumerated() {
            for channel in 0..<channels {
                samples[channels * place + channel] = own[channels * index + channel]
            }
        }
    }

    /// Their greys: libpng's, so that a composited colour is as grey as the same colour in a file without opacity.
    private func greys() throws(PNGImage.Failure) -> [UInt8] {
        let areGrey = places.indices.allSatisfy { index in
            colours[3 * index] == colours[3 * index + 1] && colours[3 * index] == colours[3 * index + 2]
        }
        if areGrey { return places.indices.map { colours[3 * $0] } }
        // libpng limits the length of a row.
        let width = min(places.count, 1024)
        let height = (places.count + width - 1) / width
        let padding = [UInt8](repeating: 0, count: 3 * (width * height - places.count))
        let file = try PNGImage(
            samples: Data(colours + padding), width: width, height: height, channels: 3)
        return try PNGDecoding([UInt8](file.data)).samples(as: .grey)
    }
}
