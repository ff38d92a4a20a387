public import FoundationEssentials

/// Little-endian numbers, as files store them.
extension Data {
    /// The bytes of numbers.
    package init(littleEndian numbers: [Float]) {
        self.init(count: 4 * numbers.count)
        var bytes = mutableBytes
        for place in numbers.indices {
            bytes.storeBytes(
                of: numbers[place].bitPattern.littleEndian, toByteOffset: 4 * place, as: UInt32.self)
        }
    }

    /// Appends the bytes of a number.
    package mutating func append(littleEndian number: some FixedWidthInteger) {
        for shift in stride(from: 0, to: number.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// The bytes as integers; an incomplete one at the end is dropped.
    // Inlinable, like the one below, so that other modules compile it for the types that they read.
    @inlinable
    package func littleEndianNumbers<Number: FixedWidthInteger & BitwiseCopyable>(
        as type: Number.Type = Number.self
    ) -> [Number] { littleEndianNumbers(at: 0..<count / MemoryLayout<Number>.size) }

    /// Some of the bytes as integers.
    ///
    /// - Parameter places: the indices of the integers to read.
    @inlinable
    package func littleEndianNumbers<Number: FixedWidthInteger & BitwiseCopyable>(
        as type: Number.Type = Number.self, at places: some Collection<Int>
    ) -> [Number] {
        let bytes = bytes
        var numbers: [Number] = []
        numbers.reserveCapacity(places.count)
        for place in places {
            let offset = place * MemoryLayout<Number>.size
            numbers.append(
                Number(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type)))
        }
        return numbers
    }
}
