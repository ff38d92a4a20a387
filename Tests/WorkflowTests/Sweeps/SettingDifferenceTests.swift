import TestSupport
import Testing
import Workflow

struct SettingDifferenceTests {
    @Test func `settings are paired by seed, not by place`() throws {
        let first = SampleSweep.setting(0.1, 1)
        let second = SampleSweep.setting(0.2, 1)
        let runs = [
            SampleSweep.run(0, first, seed: 1, test: 0.5), SampleSweep.run(1, first, seed: 2, test: 0.75),
            SampleSweep.run(2, first, seed: 3, test: 0.625),
            SampleSweep.run(3, second, seed: 3, test: 0.5), SampleSweep.run(4, second, seed: 1, test: 0.25),
        ]
        let difference = try #require(SampleSweep.result(runs).difference(of: 1, from: 0))
        #expect(difference.seeds == [3, 1])
        #expect(difference.paired == PairedDifference(of: [0.5, 0.25], and: [0.625, 0.5]))
        #expect(difference.paired?.differences.mean == -0.1875)
        #expect(difference.isBetter == false && difference.test == .pairedT)
        #expect(difference.pValue == difference.paired?.pValue && difference.pValue != nil)
        #expect(difference.explanation.contains("t test of the differences of 2 seeds"))
    }

    @Test func `every setting but the chosen one has a difference`() {
        let differences = SampleSweep.grid().differences(from: 1)
        #expect(differences.map(\.setting) == [0, 2, 3])
        #expect(differences.allSatisfy { $0.reference == 1 && $0.seeds == [1, 2] })
        #expect(differences.map(\.isBetter) == [false, true, false])
    }

    @Test func `one training each is compared on the images`() throws {
        let runs = [
            SampleSweep.run(
                0, SampleSweep.setting(0.1, 1), test: 0.9, mistakes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
            SampleSweep.run(1, SampleSweep.setting(0.2, 1), test: 0.97, mistakes: [1, 2, 50]),
        ]
        let difference = try #require(SampleSweep.result(runs).difference(of: 1, from: 0))
        // The second alone is right on eight images, the first alone on one.
        #expect(
            difference.test
                == .mcNemar(McNemarTest(onlyFirst: 8, onlySecond: 1), evaluation: "result"))
        expectClose([difference.pValue ?? .nan], [20.0 / 512], absolute: 0, relative: 1e-12, "p value")
        #expect(difference.isBetter == true && difference.paired?.pValue == nil)
        #expect(difference.explanation.contains("McNemar's exact test on the images of 'result'"))
    }

    @Test(arguments: [false, true])
    func `there is no test without every image, or of other images`(isIncomplete: Bool) throws {
        let other = MisclassifiedImages(
            evaluated: isIncomplete ? 100 : 200, count: isIncomplete ? 3 : 2, places: [1, 2])
        let runs = [
            SampleSweep.run(0, SampleSweep.setting(0.1, 1), test: 0.99, mistakes: [1]),
            SweepRun(
                index: 1, setting: SampleSweep.setting(0.2, 1), seed: 1, outcome: .ok,
                values: ["result.accuracy": .float(0.98)], mistakes: ["result": other]),
        ]
        let difference = try #require(SampleSweep.result(runs).difference(of: 1, from: 0))
        #expect(difference.test == .untested && difference.pValue == nil)
        #expect(difference.explanation.contains("one seed in common and no evaluation"))
    }

    @Test func `settings without a common seed have no difference`() throws {
        let runs = [
            SampleSweep.run(0, SampleSweep.setting(0.1, 1), seed: 1, test: 0.9),
            SampleSweep.run(1, SampleSweep.setting(0.2, 1), seed: 2, test: 0.8),
        ]
        let difference = try #require(SampleSweep.result(runs).difference(of: 1, from: 0))
        #expect(difference.paired == nil && difference.isBetter == nil && difference.seeds.isEmpty)
        #expect(difference.explanation.contains("no seed in common"))
    }
}
