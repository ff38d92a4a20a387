import FoundationEssentials
import Glibc

/// Drawn digits: white ink on black, 28 by 28 pixels, no two alike.
package enum SampleGlyphs {
    /// The pixels of a digit.
    package static func pixels(of digit: Int, variant: Int) -> [UInt8] {
        var state = UInt64(digit * 7919 + variant * 104_729 + 12345)
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31) - 0.5
        }
        let slant = random() * 0.5
        let scale = 0.85 + random() * 0.25
        let pen = 1.25 + random() * 0.5
        let points = strokes[digit % 10].map { stroke in
            stroke.map { point in
                let x = (point.0 - 0.5) * scale + random() * 0.05
                let y = (point.1 - 0.5) * scale + random() * 0.05
                return (x: 14 + 17 * x - slant * 17 * y, y: 14 + 19 * y)
            }
        }
        return (0..<784).map { index in
            let place = (x: Double(index % 28) + 0.5, y: Double(index / 28) + 0.5)
            var nearest = 100.0
            for stroke in points {
                for (start, end) in zip(stroke, stroke.dropFirst()) {
                    let along = (x: end.x - start.x, y: end.y - start.y)
                    let length = along.x * along.x + along.y * along.y
                    var share = ((place.x - start.x) * along.x + (place.y - start.y) * along.y) / length
                    share = min(max(share, 0), 1)
                    let gap = (x: place.x - start.x - share * along.x, y: place.y - start.y - share * along.y)
                    nearest = min(nearest, (gap.x * gap.x + gap.y * gap.y).squareRoot())
                }
            }
            return UInt8(min(max((pen + 0.5 - nearest) * 255, 0), 255))
        }
    }

    private static func arc(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, from start: Double, to end: Double
    ) -> [(Double, Double)] {
        (0...14).map { step in
            let angle = (start + (end - start) * Double(step) / 14) * .pi / 180
            return (x + width * cos(angle), y + height * sin(angle))
        }
    }

    private static let strokes: [[[(Double, Double)]]] = [
        [arc(0.5, 0.5, 0.3, 0.42, from: 0, to: 360)],
        [[(0.38, 0.22), (0.55, 0.08), (0.52, 0.92)]],
        [arc(0.5, 0.3, 0.28, 0.22, from: 190, to: 380) + [(0.24, 0.9), (0.8, 0.88)]],
        [arc(0.46, 0.3, 0.26, 0.21, from: 200, to: 450), arc(0.46, 0.7, 0.3, 0.21, from: 270, to: 520)],
        [[(0.5, 0.08), (0.2, 0.6), (0.82, 0.58)], [(0.66, 0.35), (0.62, 0.94)]],
        [[(0.76, 0.1), (0.34, 0.12), (0.3, 0.46)], arc(0.46, 0.67, 0.3, 0.24, from: 240, to: 510)],
        [[(0.66, 0.08), (0.36, 0.36), (0.25, 0.66)], arc(0.5, 0.7, 0.26, 0.22, from: 180, to: 540)],
        [[(0.2, 0.12), (0.8, 0.1), (0.42, 0.94)]],
        [arc(0.5, 0.29, 0.22, 0.2, from: 0, to: 360), arc(0.5, 0.71, 0.27, 0.22, from: 0, to: 360)],
        [arc(0.5, 0.32, 0.25, 0.23, from: 0, to: 360), [(0.75, 0.32), (0.7, 0.6), (0.58, 0.94)]],
    ]
}
