import Foundation
import TestSupport

extension BuiltTool {
    /// An executable beside a network that tells pictures of 2 × 2 pixels apart, `Output/notebook/net.pt`.
    static func besidePictureNetwork() throws -> BuiltTool {
        let tool = try besideCell(
            """
            let set = load(from: "set", split: 0.5)
            let model = train(set, layers: [flatten, dense(2)], epochs: 1)
            save(model, to: "net.pt")
            """)
        for number in 0..<4 {
            try tool.folder.write(
                .graymap(2, 2, [UInt8(50 * number), 0, 0, 255]), to: "set/\(number % 2)/\(number).pgm")
        }
        let outcome = try tool.run("run", "notebook.md")
        guard outcome.status == 0 else { throw Record.Problem(text: outcome.messages) }
        return tool
    }
}

extension Data {
    /// A PNG file of 2 × 2 pixels with colours in it.
    static let colouredPicture = png(
        2, 2, colourType: 2, bitDepth: 8, rows: [[200, 0, 0, 0, 0, 0], [0, 0, 0, 9, 9, 9]])
}
