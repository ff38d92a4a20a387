/// Character references of HTML: `&#114;`, `&#x72`, `&amp;`.
enum CharacterReferences {
    /// The names that stand for ASCII characters, which are the ones that addresses and keywords are made of.
    private static let names: [String: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "Tab": "\t", "NewLine": "\n",
        "excl": "!",
        "num": "#", "dollar": "$", "percnt": "%", "lpar": "(", "rpar": ")", "ast": "*", "plus": "+",
        "comma": ",",
        "period": ".", "sol": "/", "colon": ":", "semi": ";", "equals": "=", "quest": "?", "commat": "@",
        "lsqb": "[", "bsol": "\\", "rsqb": "]", "Hat": "^", "lowbar": "_", "grave": "`", "lcub": "{",
        "verbar": "|",
        "rcub": "}", "nbsp": "\u{A0}", "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"",
    ]

    /// An attribute's value with its references decoded; those with other names stay as they are, which no list of what
    /// is allowed has.
    static func decoded(_ value: ArraySlice<UInt8>) -> String {
        let text = String(decoding: value, as: UTF8.self)
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let (character, length) = reference(rest) else {
                result += rest.prefix(1)
                rest = rest.dropFirst()
                continue
            }
            result.append(character)
            rest = rest.dropFirst(length)
        }
        return result + rest
    }

    /// The character of the reference that a text begins with, and how long that is; `nil` where it begins with none.
    private static func reference(_ text: Substring) -> (Character, length: Int)? {
        let body = text.dropFirst()
        if body.first == "#" {
            let isHexadecimal = body.dropFirst().first.map { "xX".contains($0) } ?? false
            let digits = body.dropFirst(isHexadecimal ? 2 : 1)
                .prefix { isHexadecimal ? $0.isASCII && $0.isHexDigit : $0.isASCII && $0.isNumber }
            guard let number = UInt32(digits, radix: isHexadecimal ? 16 : 10) else { return nil }
            let scalar = Unicode.Scalar(number) ?? "\u{FFFD}"
            let length = 2 + (isHexadecimal ? 1 : 0) + digits.count
            return (Character(scalar), length + (text.dropFirst(length).first == ";" ? 1 : 0))
        }
        let name = body.prefix { $0.isASCII && $0.isLetter }
        guard let character = names[String(name)] else { return nil }
        return (character, 1 + name.count + (body.dropFirst(name.count).first == ";" ? 1 : 0))
    }
}
