/// The copies to update when parameters change, distributed over the threads of a thread pool.
final class Refreshes {
    /// The device on which parameters are created.
    var device: Device { devices[0] }

    /// Whether there is nothing to copy.
    var isEmpty: Bool { copies.allSatisfy(\.isEmpty) }

    private let devices: [Device]
    private var copies: [[Primitive]]
    private var elements: [Int]

    init(devices: [Device]) {
        self.devices = devices
        copies = devices.map { _ in [] }
        elements = devices.map { _ in 0 }
    }

    /// Registers a tensor as a copy of another.
    func add(from source: Memory, to target: Memory) throws(NetworkError) {
        // The thread with the least work so far, the first of equal ones.
        let thread = elements.indices.min { elements[$0] < elements[$1] } ?? 0
        copies[thread].append(try Primitive.reorder(devices[thread], from: source, to: target))
        elements[thread] += source.count
    }

    /// Makes a thread's share of the copies.
    func execute(thread: Int) throws(NetworkError) {
        for copy in copies[thread] { try copy.execute() }
        try devices[thread].wait()
    }
}
