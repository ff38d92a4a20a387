/// The pen of one sample, and its pressure.
struct Pen {
    /// Half the usual width of the line, in pixels of the finished image.
    let radius: Float

    /// How much the radius varies along a stroke, as a fraction of it.
    let unevenness: Float

    private let blot: Float

    /// Draws a pen at random: most are ballpoints, a few are felt tips.
    init(draws: inout RandomDraws) {
        let breadth = draws.uniform()
        radius = 0.72 + 0.75 * breadth + 0.3 * draws.uniform()
        blot = 1.4 * breadth * breadth * breadth * breadth * breadth
        unevenness = draws.uniform(0...0.16)
    }

    /// Half the line's width in a drawing whose strokes are `length` long in all, on a sheet 100 high.
    ///
    /// A felt tip may fill a plain bar to a block; where it would close up loops, people write with less.
    func radius(drawing length: Float) -> Float {
        let room = min(1, 110 / length)
        return radius + blot * room * room
    }
}
