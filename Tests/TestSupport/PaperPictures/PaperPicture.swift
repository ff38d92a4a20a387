import Foundation

/// A simulated photograph of digits on paper: drawn large with a pen, in uneven light, with noise and blur.
public struct PaperPicture: Sendable {
    /// What the paper looks like.
    public struct Paper: Sendable {
        /// Whether the writing is light on a dark ground.
        public var isDark: Bool
        /// Pixels between ruled lines; `nil` for none.
        public var ruling: Double?
        /// Whether there are lines down the page too.
        public var isSquared: Bool
        /// Standard deviation of the noise, in steps of 255.
        public var noise: Double
        /// Standard deviation of the blur, in pixels.
        public var blur: Double
        /// The loss of light in the darkest corner, 0…1.
        public var shade: Double

        /// Makes paper with all or some of the degradations.
        public init(
            isDark: Bool = false, ruling: Double? = nil, isSquared: Bool = false, noise: Double = 0,
            blur: Double = 0, shade: Double = 0
        ) {
            self.isDark = isDark
            self.ruling = ruling
            self.isSquared = isSquared
            self.noise = noise
            self.blur = blur
            self.shade = shade
        }

        /// Draws all properties at random.
        public static func any(_ random: inout RandomSource) -> Paper {
            Paper(
                isDark: Bool.random(using: &random),
                ruling: Bool.random(using: &random) ? Double.random(in: 24...70, using: &random) : nil,
                isSquared: Int.random(in: 0..<4, using: &random) == 0,
                noise: Double.random(in: 1...10, using: &random),
                blur: Double.random(in: 0...2, using: &random),
                shade: Double.random(in: 0...0.5, using: &random))
        }
    }

    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int
    /// Grey samples, row by row, 0 black to 255 white.
    public private(set) var samples: [UInt8]

    /// A digit of a data set written on paper.
    public struct Written: Sendable {
        /// 28 × 28 samples, 255 for ink.
        public var digit: [UInt8]
        /// The middle of the field that it is drawn in, in pixels.
        public var middle: PaperPoint
        /// How wide and high that field is, in pixels.
        public var size: Double
        /// The pen's width in pixels.
        public var pen: Double
        /// Degrees, clockwise.
        public var turn: Double

        /// Makes a digit.
        public init(digit: [UInt8], middle: PaperPoint, size: Double, pen: Double, turn: Double) {
            self.digit = digit
            self.middle = middle
            self.size = size
            self.pen = pen
            self.turn = turn
        }
    }

    /// One digit, drawn with a pen of 5 to 40 pixels, turned up to 10 degrees, on any paper.
    public static func anyDigit(_ digit: [UInt8], _ random: inout RandomSource) -> PaperPicture {
        let size = Double.random(in: 320...560, using: &random)
        let written = Written(
            digit: digit,
            middle: PaperPoint(
                x: size / 2 + Double.random(in: -0.08...0.08, using: &random) * size,
                y: size / 2 + Double.random(in: -0.08...0.08, using: &random) * size),
            size: size * Double.random(in: 0.75...1, using: &random),
            // A pen of 40 pixels on a small picture would fill the digits' loops.
            pen: Double.random(in: 5...min(40, size / 12), using: &random),
            turn: Double.random(in: -10...10, using: &random))
        return PaperPicture(
            width: Int(size), height: Int(size), [written], on: .any(&random), &random)
    }

    /// Digits on paper.
    public init(
        width: Int, height: Int, _ digits: [Written], on paper: Paper, _ random: inout RandomSource
    ) {
        self.width = width
        self.height = height
        var ink = [Double](repeating: 0, count: width * height)
        for digit in digits {
            let angle = digit.turn * .pi / 180
            func placed(_ point: PaperPoint) -> PaperPoint {
                let (x, y) = ((point.x - 0.5) * digit.size, (point.y - 0.5) * digit.size)
                return PaperPoint(
                    x: digit.middle.x + x * cos(angle) - y * sin(angle),
                    y: digit.middle.y + x * sin(angle) + y * cos(angle))
            }
            for segment in Skeleton(of: digit.digit).segments {
                Self.stroke(
                    placed(segment.from), placed(segment.to), digit.pen, &ink, width: width, height: height)
            }
        }
        // Where the light comes from, and how fast it falls off.
        let angle = Double.random(in: 0..<2 * .pi, using: &random)
        let shape = Double.random(in: 0.5...2, using: &random)
        let (ground, writing) =
            paper.isDark
            ? (Double.random(in: 15...60, using: &random), Double.random(in: 190...250, using: &random))
            : (Double.random(in: 190...250, using: &random), Double.random(in: 15...80, using: &random))
        let lines = Self.lines(paper, width: width, height: height, &random)
        var picture = ink
        for y in 0..<height {
            for x in 0..<width {
                let (across, down) = (Double(x) / Double(width) - 0.5, Double(y) / Double(height) - 0.5)
                let way = min(1, max(0, (across * cos(angle) + down * sin(angle)) / 1.42 + 0.5))
                let light = 1 - paper.shade * pow(way, shape)
                let place = y * width + x
                let covered = max(ink[place], lines[place])
                picture[place] = (ground + (writing - ground) * covered) * light
            }
        }
        picture = Self.blurred(picture, width: width, height: height, paper.blur)
        samples = picture.map { value in
            // The sum of twelve uniform numbers is approximately normal.
            let noise = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
            return UInt8(min(255, max(0, (value + paper.noise * noise).rounded())))
        }
    }

    /// How much of each pixel printed lines cover: less dark than writing, one to three pixels wide.
    private static func lines(
        _ paper: Paper, width: Int, height: Int, _ random: inout RandomSource
    ) -> [Double] {
        var lines = [Double](repeating: 0, count: width * height)
        guard let ruling = paper.ruling else { return lines }
        let strength = Double.random(in: 0.25...0.6, using: &random)
        let thickness = Double.random(in: 1...3, using: &random)
        let tilt = Double.random(in: -10...10, using: &random) * .pi / 180
        let start = Double.random(in: 0..<ruling, using: &random)
        func coverage(_ place: Double) -> Double {
            let rest = (place - start).truncatingRemainder(dividingBy: ruling)
            let distance = min(abs(rest), ruling - abs(rest))
            return strength * min(1, max(0, thickness / 2 - distance + 0.5))
        }
        for y in 0..<height {
            for x in 0..<width {
                let down = Double(y) * cos(tilt) - Double(x) * sin(tilt)
                let across = Double(x) * cos(tilt) + Double(y) * sin(tilt)
                lines[y * width + x] = max(coverage(down), paper.isSquared ? coverage(across) : 0)
            }
        }
        return lines
    }

    /// Draws a line with a round pen.
    private static func stroke(
        _ from: PaperPoint, _ to: PaperPoint, _ pen: Double, _ ink: inout [Double], width: Int, height: Int
    ) {
        let reach = pen / 2 + 1
        func pixels(_ first: Double, _ last: Double, _ count: Int) -> Range<Int> {
            let start = min(count, max(0, Int(min(first, last) - reach)))
            return start..<max(start, min(count, Int(max(first, last) + reach) + 1))
        }
        let (columns, rows) = (pixels(from.x, to.x, width), pixels(from.y, to.y, height))
        let (across, down) = (to.x - from.x, to.y - from.y)
        let length = across * across + down * down
        for y in rows {
            for x in columns {
                let (ownX, ownY) = (Double(x) + 0.5 - from.x, Double(y) + 0.5 - from.y)
                let share = length > 0 ? min(1, max(0, (ownX * across + ownY * down) / length)) : 0
                let (restX, restY) = (ownX - share * across, ownY - share * down)
                let distance = (restX * restX + restY * restY).squareRoot()
                let covered = min(1, max(0, pen / 2 - distance + 0.5))
                ink[y * width + x] = max(ink[y * width + x], covered)
            }
        }
    }

    /// Blurs by a Gaussian.
    private static func blurred(
        _ picture: [Double], width: Int, height: Int, _ deviation: Double
    ) -> [Double] {
        guard deviation > 0.1 else { return picture }
        let radius = Int((3 * deviation).rounded(.up))
        let kernel = (-radius...radius).map { exp(-Double($0 * $0) / (2 * deviation * deviation)) }
        let sum = kernel.reduce(0, +)
        func pass(_ source: [Double], _ step: Int, _ count: Int, _ place: (Int) -> Int) -> [Double] {
            source.indices.map { index in
                var total = 0.0
                for (offset, weight) in zip(-radius...radius, kernel) {
                    let own = place(index)
                    let moved = min(count - 1, max(0, own + offset))
                    total += weight * source[index + (moved - own) * step]
                }
                return total / sum
            }
        }
        let across = pass(picture, 1, width) { $0 % width }
        return pass(across, width, height) { $0 / width }
    }
}
