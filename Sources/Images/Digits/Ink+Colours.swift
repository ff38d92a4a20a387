/// Ink that has its paper's lightness and differs from it only in colour.
///
/// Different colours differ in at least one channel; the one with the largest difference shows the writing best.
extension Ink {
    /// The minimum contrast with which grey alone is enough.
    ///
    /// Between two colours of the same lightness, the edges of strokes are darker than both, with a contrast of up to
    /// 0.3.
    private static let plainContrast: Float = 0.4

    /// The minimum contrast of coloured ink; less is the tint of the light, or a photograph's grain.
    private static let leastColourContrast: Float = 0.2

    /// Whether colours may show writing that grey does not show, or only in part.
    ///
    /// - Parameter grey: the writing in grey; `nil` for none.
    static func isFaint(_ grey: Ink?) -> Bool { grey.map { $0.contrast < plainContrast } ?? true }

    /// The clearest writing: in grey, unless a channel shows more.
    ///
    /// - Parameters:
    ///   - grey: the writing in grey; `nil` for none.
    ///   - channels: the picture's red, green and blue in the grey one's size; empty if it has no colours.
    static func clearest(_ grey: Ink?, in channels: [Plane]) -> Ink? {
        var clearest: Ink?
        for ink in channels.compactMap(Ink.init(on:)) where ink.contrast > clearest?.contrast ?? 0 {
            clearest = ink
        }
        guard let clearest, clearest.contrast >= leastColourContrast else { return grey }
        guard let grey else { return clearest }
        let isFainter = grey.contrast < plainContrast * min(1, clearest.contrast)
        return isFainter && grey.isPart(of: clearest) ? clearest : grey
    }

    /// Whether the writing overlaps another one, and is much less or more than that.
    ///
    /// Writing elsewhere in grey counts too, beside a coloured mark.
    private func isPart(of other: Ink) -> Bool {
        let near = other.coverage.dilated(radius: max(1, max(coverage.width, coverage.height) / 28))
        var (own, nearby, shared, all) = (0, 0, 0, 0)
        for (place, value) in coverage.values.enumerated() {
            let (isOwn, isOther) = (value > 0.5, other.coverage.values[place] > 0.5)
            if isOwn { own += 1 }
            if isOwn, near.values[place] > 0.5 { nearby += 1 }
            if isOwn, isOther { shared += 1 }
            if isOwn || isOther { all += 1 }
        }
        return 10 * nearby >= 6 * own && 10 * shared < 7 * all
    }
}
