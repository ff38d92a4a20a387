extension String {
    /// Whether no byte of the text in UTF-8 is a control character, beyond ASCII or one of a few others.
    ///
    /// Most of a page is images and weights in base64, so it must be fast. No comparison decides whether the next one is
    /// made, and no byte whether the next one is looked at; so the compiler takes many bytes at a time, which makes it
    /// some fifteen times as fast.
    ///
    /// - Parameter others: printable ASCII characters.
    func isPlain(without others: UInt8...) -> Bool {
        let found = utf8.withContiguousStorageIfAvailable { bytes in
            others.reduce(into: bytes.mark { $0 &- 0x20 > 0x7E - 0x20 }) { found, other in
                found |= bytes.mark { $0 == other }
            }
        }
        return found.map { $0 == 0 }
            ?? utf8.allSatisfy { (0x20...0x7E).contains($0) && !others.contains($0) }
    }
}

extension Sequence<UInt8> {
    /// 1 if a byte has a property, otherwise 0.
    @inline(__always) fileprivate func mark(_ hasProperty: (UInt8) -> Bool) -> UInt8 {
        var mark: UInt8 = 0
        for byte in self { mark |= hasProperty(byte) ? 1 : 0 }
        return mark
    }
}
