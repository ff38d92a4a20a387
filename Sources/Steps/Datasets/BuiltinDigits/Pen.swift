/// The pen of one sample.
struct Pen {
    /// Half the line's width, in pixels of the finished image.
    let radius: Float

    /// How much the radius varies along a stroke, as a fraction of it.
    let unevenness: Float

    /// Draws a pen at random: most are ballpoints, a few are felt tips.
    init(draws: inout RandomDraws) {
        let breadth = draws.uniform()
        radius = 0.72 + 0.75 * breadth + 0.3 * draws.uniform() + 0.5 * breadth * breadth * breadth * breadth * breadth
        unevenness = draws.uniform(0...0.16)
    }
}
