/// Values in the layout that a kernel wants, copied only if they have another one.
struct Adapter {
    /// The values in the wanted layout.
    let values: Activation
    private let reorder: Primitive?

    /// Makes values available in a layout.
    init(_ device: Device, _ source: Activation, as layout: Layout) throws(NetworkError) {
        if source.layout.isSame(as: layout) {
            values = source
            reorder = nil
        } else {
            values = try .passing(device, layout)
            reorder = try Primitive.reorder(device, from: source, to: values)
        }
    }

    /// Like ``init(_:_:as:)``, but keeps each part's copy until the batch is done.
    init(
        _ device: Device, keeping source: Activation, as layout: Layout, parts: Int
    ) throws(NetworkError) {
        if source.layout.isSame(as: layout) {
            values = source
            reorder = nil
        } else {
            values = try .kept(device, layout, parts: parts)
            reorder = try Primitive.reorder(device, from: source, to: values)
        }
    }

    /// Copies if the layouts differ.
    func execute(part: Int) throws(NetworkError) { try reorder?.execute(part: part) }
}
