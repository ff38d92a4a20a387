import Foundation
import Testing
import Workflow

struct ContentHashTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `a hash is the SHA-256 of the standard's examples`(_ text: String, _ digits: String) {
        #expect(ContentHash(of: Data(text.utf8)).hexadecimal == digits)
        #expect(ContentHash(of: Data(text.utf8)).description == digits)
    }

    @Test func `a hash is read from 64 lower-case digits and nothing else`() {
        let digits = ContentHash(of: Data("abc".utf8)).hexadecimal
        #expect(ContentHash(hexadecimal: digits)?.hexadecimal == digits)
        for wrong in [
            "", digits.uppercased(), String(digits.dropLast()), digits + "0", "g" + digits.dropFirst(),
        ] {
            #expect(ContentHash(hexadecimal: wrong) == nil, "\(wrong)")
        }
        #expect(ContentHash(hexadecimal: String(repeating: "é", count: 32)) == nil)
    }

    @Test func `hashes are ordered by their digits`() {
        let hashes = ["a", "b", "c", "d"].map { ContentHash(of: Data($0.utf8)) }
        #expect(hashes.sorted().map(\.hexadecimal) == hashes.map(\.hexadecimal).sorted())
    }

    @Test func `a hash is one text in JSON`() throws {
        let hash = ContentHash(of: Data("abc".utf8))
        let data = try JSONEncoder().encode([hash])
        #expect(String(decoding: data, as: UTF8.self) == "[\"\(hash)\"]")
        #expect(try JSONDecoder().decode([ContentHash].self, from: data) == [hash])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([ContentHash].self, from: Data("[\"abc\"]".utf8))
        }
    }

    @Test func `an artifact's hash is that of its type, its record and its blobs`() throws {
        let texts = [
            Text("ab"), Text("abc"), Text("ab", kind: "c"), Text("", kind: "ab"), Text("b", kind: "a"),
        ]
        let hashes = try texts.map { try StoredArtifact($0).hash } + [try StoredArtifact(Number(1)).hash]
        #expect(Set(hashes).count == hashes.count)
        #expect(try StoredArtifact(Text("ab")) == StoredArtifact(Text("ab")))
        #expect(try StoredArtifact(Text("ab")) != StoredArtifact(Text("abc")))
    }

    @Test func `moving a letter from one argument to the next gives another key`() throws {
        let laboratory = try Laboratory()
        let keys = try ["a: \"bc\", d: \"\"", "a: \"b\", d: \"c\"", "a: \"\", d: \"bc\"", "ad: \"bc\""].map {
            arguments in
            try laboratory.run("table(number(1), \(arguments))").run.steps[1].key
        }
        #expect(Set(keys).count == keys.count)
    }
}
