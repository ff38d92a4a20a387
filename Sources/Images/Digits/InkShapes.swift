/// The connected components of writing.
struct InkShapes {
    /// A connected component.
    struct Shape {
        /// Its index, which is the label of its pixels.
        let index: Int
        /// The number of its pixels.
        private(set) var area = 0
        /// The sum of its pixels' coverage.
        private(set) var mass: Float = 0
        /// The maximum coverage of its pixels.
        private(set) var strongest: Float = 0
        /// Its bounding box.
        private(set) var box: PixelBox

        init(index: Int, x: Int, y: Int) {
            self.index = index
            box = PixelBox(x: x, y: y, width: 1, height: 1)
        }

        mutating func add(x: Int, y: Int, coverage: Float) {
            area += 1
            mass += coverage
            strongest = max(strongest, coverage)
            box = box.union(PixelBox(x: x, y: y, width: 1, height: 1))
        }
    }

    /// The components, in the order of their first pixels, row-major.
    let shapes: [Shape]

    /// For each pixel the index of its component, or −1.
    private let marks: [Int32]

    private let coverage: Plane

    /// The minimum coverage of a component's pixels.
    private static let faintest: Float = 0.12

    /// Finds the 8-connected components.
    init(of coverage: Plane) {
        self.coverage = coverage
        let (width, height) = (coverage.width, coverage.height)
        var marks = [Int32](repeating: -1, count: width * height)
        var shapes: [Shape] = []
        var pending: [Int] = []
        for start in marks.indices where marks[start] < 0 && coverage.values[start] > Self.faintest {
            let index = shapes.count
            var shape = Shape(index: index, x: start % width, y: start / width)
            marks[start] = Int32(index)
            pending.append(start)
            while let place = pending.popLast() {
                let (x, y) = (place % width, place / width)
                shape.add(x: x, y: y, coverage: coverage.values[place])
                for nearY in max(0, y - 1)...min(height - 1, y + 1) {
                    for nearX in max(0, x - 1)...min(width - 1, x + 1) {
                        let near = nearY * width + nearX
                        guard marks[near] < 0, coverage.values[near] > Self.faintest else { continue }
                        marks[near] = Int32(index)
                        pending.append(near)
                    }
                }
            }
            shapes.append(shape)
        }
        self.shapes = shapes
        self.marks = marks
    }

    /// The coverage of some components alone, cropped to a box.
    func coverage(of kept: [Shape], in box: PixelBox) -> Plane {
        let indices = Set(kept.map { Int32($0.index) })
        var result = Plane(width: box.width, height: box.height)
        for y in 0..<box.height {
            for x in 0..<box.width {
                let place = (box.y + y) * coverage.width + box.x + x
                if indices.contains(marks[place]) {
                    result.values[y * box.width + x] = coverage.values[place]
                }
            }
        }
        return result
    }
}
