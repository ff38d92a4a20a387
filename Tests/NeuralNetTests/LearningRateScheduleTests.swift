import Foundation
import NeuralNet
import TestSupport
import Testing

@Suite struct LearningRateScheduleTests {
    @Test(arguments: [
        "constant", "cosine", "cosine_minimum", "one_cycle", "one_cycle_030", "one_cycle_between",
    ])
    func `each step's learning rate is PyTorch's`(name: String) throws {
        try Self.expectThoseOfPyTorch(name, in: "schedules")
    }

    @Test(arguments: [
        "step", "step_each", "exponential", "linear", "linear_share", "cosine_warmup",
        "cosine_warmup_minimum",
    ])
    func `each step's learning rate is PyTorch's where epochs have several steps`(name: String) throws {
        try Self.expectThoseOfPyTorch(name, in: "schedules_more")
    }

    private static func expectThoseOfPyTorch(_ name: String, in file: String) throws {
        let fixture = try Fixture(file)
        let cases: [String: ScheduleCase] = try fixture.description()
        let one = try #require(cases[name])
        let expected = try fixture.doubles(name)
        #expect(expected.count == one.steps)
        let peak = try #require(one.learningRate ?? one.maximum)
        let actual = (0..<one.steps).map {
            one.schedule.learningRate(
                step: $0, of: one.steps, stepsPerEpoch: one.stepsPerEpoch ?? 1, peak: peak)
        }
        // PyTorch multiplies and adds step by step from the last rate, which accumulates rounding errors.
        expectClose(actual, expected, absolute: 1e-12, relative: 1e-9, name)
    }

    @Test func `only rates that do not look at the end go on unchanged in a longer training`() {
        let schedules: [LearningRateSchedule] = [
            .constant, .step(every: 2, factor: 0.3), .exponential(factor: 0.8), .linear(end: 0.1),
            .cosine(floor: 0), .cosine(floor: 0.01, warmup: 0.2), .oneCycle(warmup: 0.25),
        ]
        for schedule in schedules {
            func rates(of total: Int) -> [Double] {
                (0..<20).map {
                    schedule.learningRate(step: $0, of: total, stepsPerEpoch: 4, peak: 0.1)
                }
            }
            #expect((rates(of: 20) != rates(of: 32)) == schedule.dependsOnTotal, "\(schedule)")
        }
    }

    @Test func `without a warm-up the cosine is what it was`() {
        for step in 0..<30 {
            let plain = 0.001 + (0.1 - 0.001) * (1 + cos(Double.pi * Double(step) / 30)) / 2
            #expect(
                LearningRateSchedule.cosine(floor: 0.001).learningRate(step: step, of: 30, peak: 0.1) == plain
            )
        }
    }

    @Test(arguments: [1, 2, 3, 10], [0.04, 0.5, 0.99])
    func `for any length of a linear warm-up, each rate is between a hundredth of the peak and the peak`(
        steps: Int, warmup: Double
    ) {
        let rates = (0..<steps).map {
            LearningRateSchedule.cosine(floor: 0.1, warmup: warmup).learningRate(step: $0, of: steps, peak: 2)
        }
        #expect(rates.allSatisfy { (0.0199999...2).contains($0) }, "\(rates)")
        // A warm-up of more than half a step rises.
        #expect((rates[0] < 0.03) == (warmup * Double(steps) >= 0.5), "\(rates)")
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
        let every: Int?
        let factor: Double?
        let end: Double?
        let stepsPerEpoch: Int?
        let steps: Int

        var schedule: LearningRateSchedule {
            switch kind {
            case "constant": .constant
            case "cosine": .cosine(floor: minimum!)
            case "cosineWarmup": .cosine(floor: minimum!, warmup: warmup!)
            case "oneCycle": .oneCycle(warmup: warmup!)
            case "step": .step(every: every!, factor: factor!)
            case "exponential": .exponential(factor: factor!)
            case "linear": .linear(end: end!)
            default: preconditionFailure("a schedule '\(kind)'")
            }
        }
    }
}
