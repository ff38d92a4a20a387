import Diagnostics
import Figures
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// `load(from: "digits.csv")`: a table with an image in each row.
struct PixelTableTests {
    private static let named = "label,pixel0,pixel1,pixel2,pixel3\n7,60,0,255,9\n3,61,1,2,3\n7,62,4,5,6\n"

    private static let numbering =
        "labels are whole numbers from 0 to 255; number the classes, as 'pandas.factorize' in Python does, "
        + "or save the pictures in a folder for each class"

    private func table(_ text: String) throws(DataFileProblem) -> LabelledSamples {
        try PixelTable(Data(text.utf8), name: "t.csv").images
    }

    @Test(
        arguments: [
            named, named.replacingOccurrences(of: "\n", with: "\r\n"), String(named.dropLast()),
            // Without names the labels are first.
            String(named.drop { $0 != "\n" }.dropFirst()), named + "\n",
            "pixel0,Label,pixel1,pixel2,pixel3\n60,7,0,255,9\n61,3,1,2,3\n62,7,4,5,6",
            "\"label\",\"1x1\",\"1x2\",\"2x1\",\"2x2\"\n007,60,0,255,9\n3,61,1,2,3\n7,62,4,5,6",
            // As Excel writes it, and as pandas does with a column of labels of its own.
            "\u{FEFF}" + named, "\u{FEFF}" + String(named.drop { $0 != "\n" }.dropFirst()),
            "label,0,1,2,3\n7,60,0,255,9\n3,61,1,2,3\n7,62,4,5,6\n",
        ])
    func `each row is a label and the samples of a square`(text: String) throws {
        let images = try table(text)
        #expect(images.shape == Shape([1, 2, 2]))
        #expect(Array(images.labels) == [7, 3, 7])
        #expect(Array(images.samples) == [60, 0, 255, 9, 61, 1, 2, 3, 62, 4, 5, 6])
    }

    @Test(
        arguments: [
            ("", "has no images"), ("label,pixel0\n", "has no images"), ("\n1,2\n", "has no images"),
            (
                "pixel0,pixel1\n1,2\n",
                "has no column 'label': images without labels are nothing to train or test on"
            ),
            (
                "1,2,3,4\n",
                "has 4 columns, the samples of an image of 2 × 2 without a label: write a column of labels before them"
            ),
            (
                "1,2,3\n",
                "has 3 columns, and they are a label and the samples of a square image: 785 for 28 × 28"
            ),
            (
                "label;p0;p1;p2;p3\n7;60;0;255;9\n",
                "has semicolons between its values: write it with commas, in Python 'table.to_csv(…, sep=\",\", index=False)'"
            ),
            (
                "7;60;0;255;9\n",
                "has semicolons between its values: write it with commas, in Python 'table.to_csv(…, sep=\",\", index=False)'"
            ),
            (
                "7\t60\t0\t255\t9\n",
                "has tabs between its values: write it with commas, in Python 'table.to_csv(…, sep=\",\", index=False)'"
            ),
            (
                "7,1,2,3,4,5,6,7,8,9,10,11,12\n",
                "has 13 columns, a label and the samples of an image of 2 × 2 in colour: only grey ones are read from a table; "
                    + "save the pictures in a folder for each class, or their arrays in one file, in Python "
                    + "numpy.savez(\"digits.npz\", x_train=…, y_train=…, x_test=…, y_test=…)"
            ),
            (
                ",label,p0,p1,p2,p3\n0,7,60,0,255,9\n",
                "has 6 columns, one more than a label and the samples of an image of 2 × 2: "
                    + "pandas numbers the rows too unless it is told 'index=False'"
            ),
            ("seven,60,0,255,9\nthree,61,1,2,3\n", "has a text as label in line 1, column 1: \(numbering)"),
            (
                "class,0,1\n7,60,0\n",
                "has no column 'label': images without labels are nothing to train or test on"
            ),
            ("\"seven\",60,0,255,9\r\n", "has a text as label in line 1, column 1: \(numbering)"),
            ("1,2\n\"7th\",2\n", "has a text as label in line 2, column 1: \(numbering)"),
            ("label,p\n1,2\nnine,3\n", "has a text as label in line 3, column 1: \(numbering)"),
            ("p,label\n1,2\n3,neun\n", "has a text as label in line 3, column 2: \(numbering)"),
            (
                "p,label\n1,2\nx,3\n",
                "has no whole number from 0 to 255 in line 3, column 1; labels and samples are such"
            ),
            ("7\n", "has 1 columns, and they are a label and the samples of a square image: 785 for 28 × 28"),
            ("1,2\n1\n", "has 1 columns in line 2, but 2 in its first"),
            ("label,p\n1,2\n1,2,3\n", "has more than 2 columns in line 3, but 2 in its first"),
            (
                "1,2\n1,256\n",
                "has no whole number from 0 to 255 in line 2, column 2; labels and samples are such"
            ),
            (
                "label,p\n1,2\n1,0.5\n",
                "has a fraction in line 3, column 2: labels and samples are whole numbers from 0 to 255; "
                    + "samples from 0 to 1 are written times 255"
            ),
            (
                "0.5,2\n",
                "has a fraction as label in line 1, column 1: labels and samples are whole numbers from 0 to 255; "
                    + "labels are in the first column, or in the one called 'label'"
            ),
            (
                "3.000000e+00,2.550000e+02\n",
                "has a number with an exponent in line 1, column 1: write whole numbers by their digits, "
                    + "in Python 'numpy.savetxt(…, fmt=\"%d\", delimiter=\",\")'"
            ),
            (
                "1,2\n-1,2\n",
                "has no whole number from 0 to 255 in line 2, column 1; labels and samples are such"
            ),
            (
                "1,2\n1,\n",
                "has no whole number from 0 to 255 in line 2, column 2; labels and samples are such"
            ),
            (
                "1,2\n1\r1,2\n",
                "has no whole number from 0 to 255 in line 2, column 1; labels and samples are such"
            ),
        ])
    func `a table that is none of such rows is refused`(text: String, words: String) {
        expectProblem("'t.csv' \(words)") { try table(text) }
    }

    @Test(arguments: [
        "7.0,60.0,0.0,255.0,9.0\n3.0,61.0,1.0,2.0,3.0\n7.0,62.0,4.0,5.0,6.0\n",
        "7.,60.,0.,255.,9.\r\n3.,61.,1.,2.,3.\r\n7.,62.,4.,5.,6.00",
        "\"7\",\"60\",0,255,\"9\"\n\"3\",61,1,2,\"3\"\r\n\"7\",62,4,5,\"6\"",
        "7, 60, 0, 255, 9\n3, 61, 1, 2, 3\n7, 62, 4, 5, 6 \n",
        " 7 ,\t60 , 0.0 ,255\t,  9\r\n 3,61 ,1,2,3\n \"7\" , 62,4,5,6\n \n",
        "\"label\", p0, p1, p2, p3\n7, 60, 0, 255, 9\n3.0,61,1,2,3\n\"7\",62,4,5,6\n",
    ])
    func `numbers may end in zeros, be in quotation marks, or have blanks around them`(text: String) throws {
        let images = try table(text)
        #expect(Array(images.labels) == [7, 3, 7])
        #expect(Array(images.samples) == [60, 0, 255, 9, 61, 1, 2, 3, 62, 4, 5, 6])
    }

    @Test(arguments: [
        ("2 3", 2), ("2. 3", 2), ("2.\"", 2), ("\"2", 2), ("\"2\"3", 2), ("\"\"", 2), ("2\"", 2),
        ("\" 2\"", 2),
        ("\"2\".0", 2), (" ", 2), ("2..0", 2), ("\"256\"", 2), ("\"2\r\"", 2),
    ])
    func `what surrounds no number, or two, is refused`(field: String, column: Int) {
        for end in ["", "\n1,2\n"] {
            expectProblem(
                "'t.csv' has no whole number from 0 to 255 in line 2, column \(column); labels and samples are such"
            ) { try table("1,2\n1,\(field)\(end)") }
        }
    }

    /// Of tables of numbers, pandas writes the numbers of the columns first unless it is told not to.
    @Test(arguments: [
        ",0,1,2,3,4", "0,1,2,3,4", "\"0\",\"1\",\"2\",\"3\",\"4\"", "0,1,2,3,4\r", "\u{FEFF}0,1,2,3,4",
    ])
    func `a first row that numbers the columns is no image`(row: String) {
        expectProblem(
            "'t.csv' has a first line that only numbers the columns, as pandas writes it: write the table without it, in Python 'table.to_csv(…, header=False, index=False)', or call the column of labels 'label'"
        ) { try table(row + "\n7,60,0,255,9\n") }
    }

    @Test func `a row that is not the numbers of the columns is an image`() throws {
        #expect(try Array(table("0,1\n7,60\n").labels) == [0, 7])
        #expect(try Array(table("0,1,2,3,5\n").samples) == [1, 2, 3, 5])
        #expect(try Array(table("7,60,0,255,9\n0,1,2,3,4\n").samples) == [60, 0, 255, 9, 1, 2, 3, 4])
    }

    @Test func `a table is loaded with a share for testing, which has to be given`() throws {
        let experiment = try Experiment()
        try experiment.folder.write(Data(Self.named.utf8), to: "t.csv")
        let run = try experiment.run(
            "let set = load(from: \"t.csv\", split: 0.4)\nplot(set.train)\nplot(set.test)")
        #expect(run.failures == [])
        #expect(run.number("set.classes") == 2)
        // One of the two sevens is kept for testing, and the only three is not.
        #expect(run.number("set.train.count") == 2)
        #expect(run.imageGrids.last?.items.map(\.label) == ["7"])
        let firsts = run.imageGrids.map { grid in
            grid.items.indices.map { grid.pixels[grid.pixels.startIndex + $0 * 4 * grid.channels] }
        }
        #expect(firsts.flatMap(\.self).sorted() == [60, 61, 62])
        let (source, found) = experiment.diagnose(
            """
            let a = load(from: ‹"t.csv"›)
            let b = load(from: "t.csv", split: 0.4, channels: ‹.colour›)
            """)
        source.expect(
            found,
            [
                "load.split: 't.csv' has no test images of its own",
                "load.needs-images: 'channels' goes with image files, and 't.csv' is a file of arrays | leave it out",
            ])
        #expect(
            try experiment.run("let set = load(from: \"t.csv\", split: 0.4)").steps.first?.key
                == run.steps.first?.key)
        try experiment.folder.write(Data((Self.named + "3,1,1,1,1\n").utf8), to: "t.csv")
        #expect(
            try experiment.run("let set = load(from: \"t.csv\", split: 0.4)").steps.first?.key
                != run.steps.first?.key)
    }

    @Test func `thousands of damaged tables are read as whole images or refused`() {
        var random = RandomSource(seed: 20)
        var refused = 0
        let count = Fuzzing.count(few: 6000)
        for round in 0..<count {
            let data = Data(Fuzzing.damaged([UInt8](Self.named.utf8), using: &random))
            do throws(DataFileProblem) {
                let images = try PixelTable(data, name: "f").images
                #expect(
                    images.samples.count == images.shape.count * images.labels.count, "round \(round)")
            } catch {
                refused += 1
                #expect(error.description.hasPrefix("'f' "))
            }
        }
        #expect((count / 4..<count).contains(refused), "\(refused)")
    }
}
