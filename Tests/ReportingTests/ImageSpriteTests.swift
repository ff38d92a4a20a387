import Figures
import Foundation
import Images
import Reporting
import TestSupport
import Testing

struct ImageSpriteTests {
    @Test func `every image of a grid is at its place in the sprite`() throws {
        let grid = SampleFigures.mistakes(count: 7)
        let sprite = ImageSprite(of: grid)
        let decoded = try GreyImage(decoding: sprite.encoded().data)
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
}
