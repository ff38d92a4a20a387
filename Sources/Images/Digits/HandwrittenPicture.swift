/// A picture with handwriting on it: a photograph, a scan, or a drawing.
package struct HandwrittenPicture: Sendable {
    private let picture: Plane
    /// The size of a pixel of the reduced picture in pixels of the picture, horizontally and vertically.
    private let scale: (x: Double, y: Double)
    private let size: (width: Int, height: Int)
    private let shapes: InkShapes?
    private let subject: Subject

    /// What to look for on a picture.
    package enum Subject: String, Sendable, CaseIterable {
        /// One digit, the largest object on it.
        case digit
        /// Several digits: a number, a row, a sheet.
        case digits

        /// The longer side of the reduced picture, in pixels: enough for each digit.
        var longestSide: Int { self == .digit ? 480 : 1600 }
    }

    /// Finds the writing on a picture.
    package init(_ image: GreyImage, of subject: Subject) {
        let picture = Plane(image).reduced(to: subject.longestSide)
        self.init(picture, image, of: subject, Ink(on: picture)) {}
    }

    /// Finds the writing on a picture, in its colour channels if grey shows little of it.
    ///
    /// - Parameters:
    ///   - colours: the same picture in colours, called only if needed; `nil` if it has none.
    ///   - check: called several times a second; an error that it throws ends the work.
    /// - Throws: what `colours` and `check` throw.
    package init(
        _ image: GreyImage, of subject: Subject,
        colours: () throws -> ColourImage?, check: () throws -> Void
    ) throws {
        let picture = Plane(image).reduced(to: subject.longestSide)
        let ink = Ink(on: picture)
        var channels: [Plane] = []
        if Ink.isFaint(ink), let colours = try colours() {
            channels = try (0..<3).map { channel in
                try check()
                return colours.plane(of: channel).reduced(to: subject.longestSide)
            }
        }
        try check()
        try self.init(picture, image, of: subject, Ink.clearest(ink, in: channels), check)
    }

    private init(
        _ picture: Plane, _ image: GreyImage, of subject: Subject, _ ink: Ink?, _ check: () throws -> Void
    ) rethrows {
        self.subject = subject
        self.picture = picture
        size = (image.width, image.height)
        scale = (
            Double(image.width) / Double(picture.width), Double(image.height) / Double(picture.height)
        )
        shapes = try ink.map { InkShapes(of: try RuledLines.removed(from: $0.coverage, check)) }
    }

    /// The digits on the picture, found without interruption.
    package func digits(in frame: DigitFrame) -> [DigitCandidate] { digits(in: frame) {} }

    /// The digits on the picture in reading order; for one digit only that one; empty if there is no writing.
    ///
    /// Specks and marks that reach in from the edge are dropped.
    ///
    /// - Parameter check: called several times a second; an error that it throws ends the work.
    package func digits(in frame: DigitFrame, check: () throws -> Void) rethrows -> [DigitCandidate] {
        guard let shapes else { return [] }
        let written = shapes.shapes.filter { $0.strongest > 0.6 && !isFromOutside($0) }
        let pieces =
            switch subject {
            case .digit: mainPieces(of: written).map { [$0] } ?? []
            case .digits: DigitLines(of: written).digits
            }
        return try pieces.map { pieces in
            let box = pieces.dropFirst().reduce(pieces[0].box) { $0.union($1.box) }
            // Each of thousands of digits is processed in its own region, not on the whole picture; a large one in no
            // more pixels than if it were alone.
            let ink = shapes.coverage(of: pieces, in: box).reduced(to: Subject.digit.longestSide)
            let own = PixelBox(x: 0, y: 0, width: ink.width, height: ink.height)
            func image(_ part: PixelBox) throws -> DigitImage {
                try check()
                return DigitImage(
                    box: unscaled(box.part(part, ofGrid: own)), samples: frame.framed(ink, box: part))
            }
            let divisions = subject == .digits ? TouchingDigits(ink, own).divisions : []
            return DigitCandidate(
                whole: try image(own), divisions: try divisions.map { try $0.map(image) })
        }
    }

    /// Why digits cannot be searched on a picture; `nil` if they can.
    package var obstacle: ImageFileProblem? {
        guard subject == .digits, let shapes else { return nil }
        let written = shapes.shapes.filter { $0.strongest > 0.6 && !isFromOutside($0) }
        let marks = DigitLines.candidates(among: written)
        guard marks.count <= Self.mostMarks else {
            return ImageFileProblem(
                "has \(marks.count) marks on it, and digits are looked for among \(Self.mostMarks) at most; cut it into parts"
            )
        }
        let area = marks.reduce(0) { $0 + $1.box.width * $1.box.height }
        return area <= Self.overlap * picture.width * picture.height
            ? nil : ImageFileProblem("has too many overlapping marks to separate")
    }

    /// The maximum number of marks: each still has 25 pixels of the reduced picture.
    private static let mostMarks = 4000

    /// The maximum total area of the marks' bounding boxes, in areas of the picture.
    private static let overlap = 8

    /// The largest piece with those that belong to it.
    private func mainPieces(of written: [InkShapes.Shape]) -> [InkShapes.Shape]? {
        guard let main = written.max(by: { $0.mass < $1.mass }) else { return nil }
        var kept = [main]
        var box = main.box
        var rest = written.filter { $0.index != main.index && $0.mass >= main.mass * 0.03 }
        // A bar over a 5 may be nearer to its own parts than to the rest. In each round the box grows by two fifths, or
        // it is the last round, so that there are few.
        var before = 0
        while before < kept.count {
            before = kept.count
            rest.removeAll { piece in
                guard piece.box.distance(to: box) <= max(box.width, box.height) * 2 / 5 else { return false }
                kept.append(piece)
                box = box.union(piece.box)
                return true
            }
        }
        return kept
    }

    /// Whether a piece follows the picture's edge: a shadow, the edge of the paper, the rest of a line.
    private func isFromOutside(_ shape: InkShapes.Shape) -> Bool {
        let box = shape.box
        let touchesSide = box.x == 0 || box.x + box.width == picture.width
        let touchesEnd = box.y == 0 || box.y + box.height == picture.height
        return touchesSide && box.width < picture.width / 10
            || touchesEnd && box.height < picture.height / 10
    }

    private func unscaled(_ box: PixelBox) -> PixelBox {
        let (left, upper) = (Int(Double(box.x) * scale.x), Int(Double(box.y) * scale.y))
        let right = min(size.width, Int((Double(box.x + box.width) * scale.x).rounded(.up)))
        let lower = min(size.height, Int((Double(box.y + box.height) * scale.y).rounded(.up)))
        return PixelBox(x: left, y: upper, width: right - left, height: lower - upper)
    }
}

extension PixelBox {
    /// The pixels of the box that a part of a grid over it covers, rounded outwards.
    fileprivate func part(_ part: PixelBox, ofGrid grid: PixelBox) -> PixelBox {
        let left = x + part.x * width / grid.width
        let upper = y + part.y * height / grid.height
        let right = x + ((part.x + part.width) * width + grid.width - 1) / grid.width
        let lower = y + ((part.y + part.height) * height + grid.height - 1) / grid.height
        return PixelBox(x: left, y: upper, width: right - left, height: lower - upper)
    }
}
