import CPNG
import Figures
import Foundation
import Reporting
import TestSupport
import Testing

struct PNGImageTests {
    @Test(arguments: [1, 3])
    func `what is written is read back the same`(channels: Int) throws {
        let (width, height) = (7, 5)
        let samples = Data((0..<width * height * channels).map { UInt8($0 * 37 % 256) })
        let image = try PNGImage(samples: samples, width: width, height: height, channels: channels)
        #expect(
            try Decoded(image.data)
                == Decoded(width: width, height: height, channels: channels, samples: samples))
    }

    @Test func `every image of a grid is in the sprite where it is looked for`() throws {
        let grid = SampleFigures.mistakes(count: 7)
        let sprite = ImageSprite(of: grid)
        let decoded = try Decoded(sprite.encoded().data)
        #expect(decoded.width == sprite.width && decoded.height == sprite.height)
        for item in grid.items.indices {
            let origin = sprite.origin(of: item)
            for row in 0..<28 {
                for column in 0..<28 {
                    let seen = decoded.samples[(origin.y + row) * decoded.width + origin.x + column]
                    #expect(seen == grid.pixels[(item * 28 + row) * 28 + column])
                }
            }
        }
    }

    @Test func `an image without pixels is refused`() {
        #expect(throws: PNGImage.Failure.self) {
            try PNGImage(samples: Data(), width: 0, height: 4, channels: 1)
        }
        #expect(throws: PNGImage.Failure.self) {
            try PNGImage(samples: Data([1, 2]), width: 1, height: 1, channels: 2)
        }
    }
}

/// A PNG as libpng reads it.
private struct Decoded: Equatable {
    let width: Int
    let height: Int
    let channels: Int
    let samples: Data

    init(width: Int, height: Int, channels: Int, samples: Data) {
        self.width = width
        self.height = height
        self.channels = channels
        self.samples = samples
    }

    init(_ file: Data) throws {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        let isRead = file.withUnsafeBytes {
            png_image_begin_read_from_memory(&image, $0.baseAddress, $0.count)
        }
        try #require(isRead != 0)
        let isGrey = image.format & UInt32(PNG_FORMAT_FLAG_COLOR) == 0
        image.format = isGrey ? 0 : UInt32(PNG_FORMAT_FLAG_COLOR)
        (width, height, channels) = (Int(image.width), Int(image.height), isGrey ? 1 : 3)
        var samples = Data(count: width * height * channels)
        let isFinished = samples.withUnsafeMutableBytes {
            png_image_finish_read(&image, nil, $0.baseAddress, 0, nil)
        }
        try #require(isFinished != 0)
        self.samples = samples
    }
}
