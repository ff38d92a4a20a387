import NeuralNet
import TestSupport
import Testing

@Suite struct LearningRateScheduleTests {
    @Test(arguments: [
        "constant", "cosine", "cosine_minimum", "one_cycle", "one_cycle_030", "one_cycle_between",
    ])
    func `each step's learning rate is PyTorch's`(name: String) throws {
        let fixture = try Fixture("schedules")
        let cases: [String: ScheduleCase] = try fixture.description()
        let one = try #require(cases[name])
        let expected = try fixture.doubles(name)
        #expect(expected.count == one.steps)
        let actual = (0..<one.steps).map {
            one.schedule.learningRate(step: $0, of: one.steps, peak: one.learningRate ?? one.maximum ?? .nan)
        }
        // PyTorch computes the cosine schedule step by step from the last rate, which accumulates rounding errors.
        expectClose(actual, expected, absolute: 1e-12, relative: 1e-9, name)
    }

    @Test(arguments: [0, 0.01, 0.1, 0.5, 1], [1, 2, 10])
    func `for any length of the warm-up, each rate is between the last rate and the peak`(
        warmup: Double, steps: Int
    ) {
        let rates = (0..<steps).map {
            LearningRateSchedule.oneCycle(warmup: warmup).learningRate(step: $0, of: steps, peak: 2)
        }
        #expect(rates.allSatisfy { (2.0 / 250_000 * 0.999...2).contains($0) }, "\(rates)")
    }

    @Test func `a warm-up of one step begins at the peak`() {
        #expect(LearningRateSchedule.oneCycle(warmup: 0.1).learningRate(step: 0, of: 10, peak: 2) == 2)
    }

    private struct ScheduleCase: Decodable {
        let kind: String
        let learningRate: Double?
        let maximum: Double?
        let minimum: Double?
        let warmup: Double?
        let steps: Int

        var schedule: LearningRateSchedule {
            switch kind {
            case "constant": .constant
            case "cosine": .cosine(floor: minimum!)
            case "oneCycle": .oneCycle(warmup: warmup!)
            default: preconditionFailure("a schedule '\(kind)'")
            }
        }
    }
}
