import Foundation
import Images
import TestSupport
import Testing

struct FileKindTests {
    private func kind(_ bytes: [UInt8]) -> FileKind { FileKind(ofFileThatBegins: Data(bytes)) }

    private func kind(_ text: String) -> FileKind { kind(Array(text.utf8)) }

    @Test func `supported pictures are recognized by their first bytes`() {
        #expect(FileKind(ofFileThatBegins: .png(1, 1, colourType: 0, bitDepth: 8, rows: [[0]])) == .picture)
        #expect(FileKind(ofFileThatBegins: .graymap(1, 1, [0])) == .picture)
        #expect(kind("P2\n# a comment\n1 1 255 0") == .picture)
        #expect(kind([0xFF, 0xD8, 0xFF, 0xE0]) == .picture)
    }

    /// The head of an archive whose first file has a name.
    private static func archive(_ name: String) -> [UInt8] {
        Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 22) + [UInt8(name.utf8.count), 0, 0, 0]
            + Array(name.utf8)
    }

    @Test func `only files with a picture are advised to be saved in another format`() {
        #expect(ForeignFormat.webP.advice(for: "them") == "save them as PNG or JPEG")
        #expect(ForeignFormat.zip.advice(for: "it") == "unpack it")
        #expect(ForeignFormat.numPy.advice(for: "it") == "save the images in it as PNG")
        #expect(ForeignFormat.html.advice(for: "it") == nil)
        #expect(ForeignFormat.pyTorch.advice(for: "it") == nil)
        #expect(ForeignFormat.html.nounWithArticle == "an HTML page")
    }

    @Test(
        arguments: [
            (Array("RIFF\u{10}\0\0\0WEBPVP8 ".utf8), .webP), (Array("GIF89a\u{1}\0".utf8), .gif),
            ([0, 0, 0, 24] + Array("ftypheic".utf8), .heic), ([0, 0, 0, 24] + Array("ftypmif1".utf8), .heic),
            ([0, 0, 0, 32] + Array("ftypavif".utf8), .avif),
            (Array("BM".utf8) + [54, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0], .bmp),
            ([0x49, 0x49, 0x2A, 0, 8, 0], .tiff), ([0x4D, 0x4D, 0, 0x2A, 0, 0], .tiff),
            ([0xFF, 0x0A, 1, 2], .jpegXL), (Array("P6\n2 2\n255\n".utf8), .portable),
            (Array("P4 8 8\n".utf8), .portable), (Array("<?xml version=\"1.0\"?>\n<svg>".utf8), .svg),
            (Array("%PDF-1.7".utf8), .pdf), (Array("PK\u{3}\u{4}".utf8), .zip), ([0x1F, 0x8B, 8, 0], .gzip),
            ([0x93] + Array("NUMPY".utf8), .numPy), (archive("net/data.pkl"), .pyTorch),
            (archive("images.npy"), .numPy), (archive("[Content_Types].xml"), .office),
            (archive("letters/a.png"), .zip), (Array("<html><svg>".utf8), .html),
            (Array("<!DOCTYPE html>\n<html lang=\"en\"><body><svg>".utf8), .html),
            (Array("<?xml version=\"1.0\"?>\n<!DOCTYPE HTML>\n<html><svg>".utf8), .html),
            (Array("<svg><foreignObject><html>".utf8), .svg),
            (Array("<!-- a remark --><svg><text>&lt;html".utf8), .svg),
        ] as [([UInt8], ForeignFormat)])
    func `unsupported pictures are recognized, with what to do`(bytes: [UInt8], format: ForeignFormat) {
        #expect(kind(bytes) == .foreign(format))
        #expect(throws: ImageFileProblem.self) { try GreyImage(decoding: Data(bytes)) }
        do throws(ImageFileProblem) {
            _ = try GreyImage(decoding: Data(bytes))
        } catch {
            #expect(
                error.description
                    == "is \(format.nounWithArticle), which is not read"
                    + (format.advice(for: "it").map { ": \($0)" } ?? ""))
        }
    }

    @Test(
        arguments: ["", "P", "P5", "P5 is a class", "P2P", "BMW and others", "RIFF file", "hello", "<table>"])
    func `texts are not pictures`(text: String) {
        #expect(kind(text) == .other)
    }
}
