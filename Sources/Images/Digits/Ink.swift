/// The writing on a picture, separated from the paper.
struct Ink {
    /// The ink coverage of each pixel, 0…1.
    let coverage: Plane

    /// The writing's contrast, as a share of the paper's brightness.
    let contrast: Float

    /// The minimum contrast of writing: less is the paper's grain.
    private static let leastContrast: Float = 0.06

    /// Separates writing from paper in grey, whichever is darker, under uneven light.
    ///
    /// - Returns: `nil` if the picture has no writing.
    init?(on picture: Plane) {
        if let paper = MountedPaper(picture)?.box, let ink = Ink(on: picture.cut(paper)) {
            self.init(
                coverage: ink.coverage.placed(at: paper, width: picture.width, height: picture.height),
                contrast: ink.contrast)
            return
        }
        guard let cropped = CroppedWriting(picture) else {
            self.init(onPaper: picture)
            return
        }
        // With a margin of paper it is handled like all other writing.
        let (width, height) = (picture.width, picture.height)
        let margin = max(width, height) / 3
        let padded = picture.padded(
            PixelBox(x: 0, y: 0, width: width, height: height), by: margin, with: cropped.paper)
        guard let ink = Ink(onPaper: padded) else { return nil }
        self.init(
            coverage: ink.coverage.cut(PixelBox(x: margin, y: margin, width: width, height: height)),
            contrast: ink.contrast)
    }

    private init(coverage: Plane, contrast: Float) {
        self.coverage = coverage
        self.contrast = contrast
    }

    private init?(onPaper picture: Plane) {
        let isDark = PaperLight.isWritingDark(picture)
        let picture = isDark ? picture : picture.map { 1 - $0 }
        let smooth = picture.blurred(radius: max(picture.width, picture.height) >= 200 ? 1 : 0)
        // Dark writing absorbs a share of the light; light writing adds to a dark background.
        let darkness = smooth.combined(with: PaperLight.paper(of: smooth)) { pixel, paper in
            isDark ? (paper - pixel) / max(paper, 0.1) : paper - pixel
        }
        // The paper's grain: most of a picture is paper, and half of its grain is lighter than the mean.
        let grain = darkness.quantile(0.3)
        let strongest = darkness.quantile(0.995)
        let level = darkness.quantile(0.5) { $0 > grain + (strongest - grain) / 2 }
        let noise = 1.4826 * darkness.map { abs($0 - grain) }.quantile(0.5) { $0 < grain }
        contrast = level - grain
        guard contrast > max(Self.leastContrast, 4 * noise) else { return nil }
        let (floor, range) = (grain + 0.3 * contrast, 0.4 * contrast)
        coverage = darkness.map { min(1, max(0, ($0 - floor) / range)) }
    }
}
