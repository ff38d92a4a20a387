/// A tensor as a pickle describes it.
struct PickledTensor: Sendable {
    /// The name of the imported type of the storage, `FloatStorage`, or of the elements, `float8_e4m3fn`.
    let storage: String
    /// The name of the file with the numbers.
    let file: String
    /// The number of elements in that file.
    let count: Int
    /// The offset of the first element in it.
    let offset: Int
    let sizes: [Int]
    /// The distances of neighbours in each dimension; 0 where one element is repeated, as by `expand`.
    let strides: [Int]
    /// Whether the tensor has the storage's numbers with the opposite sign: a view of `torch._neg_view`, such as the
    /// imaginary part of a conjugated tensor.
    let isNegated: Bool
    /// A property that PyTorch attaches to the tensor and whose meaning is unknown here; `nil` if there is none.
    let unknownProperty: String?

    /// The maximum number of elements of a tensor that repeats some of its storage: as many as the largest file has.
    ///
    /// Sizes are those of the network by the time that a tensor is read; this bounds what a small file can claim if
    /// nothing else does.
    private static let mostRepeated = 1 << 29

    /// Whether each element is within the storage, and there are not more than a file can have.
    var isPossible: Bool {
        guard offset >= 0, offset < count else { return false }
        var (elements, last) = (1, offset)
        for (size, stride) in zip(sizes, strides) {
            guard size > 0, stride >= 0 else { return false }
            let (product, isTooMany) = elements.multipliedReportingOverflow(by: size)
            let (step, isTooFar) = (size - 1).multipliedReportingOverflow(by: stride)
            guard !isTooMany, !isTooFar, product <= max(count, Self.mostRepeated), step < count - last else {
                return false
            }
            elements = product
            last += step
        }
        return true
    }
}
