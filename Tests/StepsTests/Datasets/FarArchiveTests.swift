import Foundation
import Steps
import Testing

/// Archives of NumPy's arrays with zip64's records, as programs write them for large ones.
struct FarArchiveTests {
    @Test(arguments: [false, true]) func `an archive may have its numbers in zip64's records`(isPacked: Bool)
        throws
    {
        let arrays: [(String, Data)] = [
            ("x_train.npy", .numPy([4, 2, 3], 60..<84)), ("y_train.npy", .numPy([4], [7, 3, 7, 3])),
            ("x_test.npy", .numPy([3, 2, 3], 100..<118)), ("y_test.npy", .numPy([3], [3, 7, 9])),
        ]
        let read = try ArrayImages(archive: .zip(arrays, isPacked: isPacked, isFar: true), name: "f")
        #expect(Array(read.train.samples) == Array(60..<84))
        #expect(Array(read.train.labels) == [7, 3, 7, 3])
        #expect(read.test.map { Array($0.labels) } == [3, 7, 9])
    }
}
