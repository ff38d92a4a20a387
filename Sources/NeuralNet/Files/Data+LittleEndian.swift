public import FoundationEssentials

/// Numbers as files have them, the lowest byte first.
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

    /// Adds the bytes of a number.
    package mutating func append(littleEndian number: some FixedWidthInteger) {
        for shift in stride(from: 0, to: number.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// The whole numbers that the bytes are, as many as there are whole ones.
    // Inlined, as the one below, so that it is compiled for each type that other modules read.
    @inlinable
    package func littleEndianNumbers<Number: FixedWidthInteger & BitwiseCopyable>(
        as type: Number.Type = Number.self
    ) -> [Number] { littleEndianNumbers(at: 0..<count / MemoryLayout<Number>.size) }

    /// Some of the whole numbers that the bytes are.
    ///
    /// - Parameter places: which ones, each counted in numbers.
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
