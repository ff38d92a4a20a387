/// Character references of HTML: `&#114;`, `&#x72`, `&amp;`.
enum CharacterReferences {
    /// The names of ASCII characters, of which URLs and keywords consist.
    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "Tab": "\t", "NewLine": "\n",
        "excl": "!",
        "num": "#", "dollar": "$", "percnt": "%", "lpar": "(", "rpar": ")", "ast": "*", "plus": "+",
        "comma": ",",
        "period": ".", "sol": "/", "colon": ":", "semi": ";", "equals": "=", "quest": "?", "commat": "@",
        "lsqb": "[", "bsol": "\\", "rsqb": "]", "Hat": "^", "lowbar": "_", "grave": "`", "lcub": "{",
        "verbar": "|",
        "rcub": "}", "nbsp": "\u{A0}", "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"",
    ]

    /// An attribute's value with its references decoded; those with other names stay unchanged, which no allowlist
    /// contains.
    static func decoded(_ value: ArraySlice<UInt8>) -> String {
        // By scalars, as browsers read it: a combining mark changes Swift's character, but not the sign before it.
        var rest = String(decoding: value, as: UTF8.self).unicodeScalars[...]
        var result = String.UnicodeScalarView()
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            let reference = reference(rest)
            result.append(reference?.scalar ?? "&")
            rest = rest.dropFirst(reference?.length ?? 1)
        }
        return String(result + rest)
    }

    /// The character and the length of the reference at the start of a text; `nil` if there is none.
    private static func reference(_ text: Substring.UnicodeScalarView) -> (
        scalar: Unicode.Scalar, length: Int
    )? {
        let body = text.dropFirst()
        if body.first == "#" {
            let isHexadecimal = body.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
            let digits = body.dropFirst(isHexadecimal ? 2 : 1)
                .prefix {
                    $0.isASCII && (isHexadecimal ? $0.properties.isASCIIHexDigit : ("0"..."9").contains($0))
                }
            guard let number = UInt32(Substring(digits), radix: isHexadecimal ? 16 : 10) else { return nil }
            let length = 2 + (isHexadecimal ? 1 : 0) + digits.count
            return (
                Unicode.Scalar(number) ?? "\u{FFFD}",
                length + (text.dropFirst(length).first == ";" ? 1 : 0)
            )
        }
        let name = body.prefix { $0.isASCII && $0.properties.isAlphabetic }
        guard let scalar = names[String(name)] else { return nil }
        return (scalar, 1 + name.count + (body.dropFirst(name.count).first == ";" ? 1 : 0))
    }
}
