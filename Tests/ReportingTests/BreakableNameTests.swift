import Figures
import Foundation
import Reporting
import TestSupport
import Testing

/// Where long names are broken.
struct BreakableNameTests {
    private static func html(_ figure: Figure) -> String { figure.standalone() }

    @Test func `the names of values are broken between their words, and not within them`() throws {
        let record = try RunRecord(Data(RunRecord(of: SampleRun.digits()).json.utf8))
        let html = Comparison(record, at: "first_run.json", with: record, at: "b.json").html
        #expect(html.contains("<th scope=\"row\">result.<wbr>accuracy</th>"))
        #expect(html.contains("<span>first_<wbr>run.json</span>"))
        let text = html.replacing("<wbr>", with: "")
        #expect(text.contains("<th scope=\"row\">result.accuracy</th>"))
    }

    /// A name and its pieces.
    @Test(arguments: [
        ("plain", "plain"), ("sweet_pepper", "sweet_<wbr>pepper"), ("greenHouse", "green<wbr>House"),
        ("scan_2024_03", "scan_<wbr>2024_<wbr>03"), ("v1.5.png", "v1.5.png"), ("__all__", "__<wbr>all__"),
        ("HTTPServer", "HTTPServer"), ("<b>_x", "&lt;b&gt;_<wbr>x"),
    ])
    func `classes and files are broken after signs and before capitals`(name: String, pieces: String) {
        let sheet = SamplePredictions.sheet(names: [name, "b", "c"], labels: ["7"])
        #expect(Self.html(Figure(sheet)).contains("<p class=\"file\">\(pieces)</p>"))
    }

    @Test(arguments: [("Pneumothorax", false), ("sea anemone fish", true), ("ringed_plover", true)])
    func `names of classes stand on end above the columns of a confusion matrix if one is long`(
        name: String, isUpward: Bool
    ) {
        let html = Self.html(
            Figure(ConfusionMatrix(classes: [name, "b"], counts: [[3, 1], [0, 4]])))
        #expect(html.contains("<th class=\"upward\" scope=\"col\">") == isUpward)
        #expect(html.contains("<th class=\"upward\" scope=\"col\"><span>b</span></th>") == isUpward)
        #expect(html.contains("<th scope=\"col\">b</th>") != isUpward)
    }

    @Test func `classes stand above their bars where a word of one has no room beside it`() {
        // One picture with one reading, and one with eight in narrower columns.
        for (label, above) in [
            ("7", 0), ("frog", 0), ("automobile", 8), ("Norwegian Forest cat", 8), ("sweet_pepper", 8),
            ("aquarium_fish", 9),
        ] {
            let html = Self.html(
                Figure(SamplePredictions.sheet(names: ["a", "b", "c"], labels: [label])))
            func count(_ names: String) -> Int {
                html.components(separatedBy: "<ul class=\"\(names)\"").count - 1
            }
            #expect(count("guesses long") == above, "\(label)")
            #expect(count("guesses") == 9 - above, "\(label)")
        }
    }
}
