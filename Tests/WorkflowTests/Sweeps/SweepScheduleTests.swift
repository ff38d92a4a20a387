import Testing
import Workflow

/// The order in which the runs of a sweep are given out.
struct SweepScheduleTests {
    /// Two ways to load, of which each has two trainings.
    private static let work: [[Int]] = [[1, 10, 100], [1, 10, 101], [2, 20, 200], [2, 20, 201]]

    @Test func `a run waits while another one computes what both need`() {
        var schedule = SweepSchedule(work: Self.work, order: [0, 1, 2, 3])
        func next() -> Int? { schedule.next() }
        #expect(next() == 0)
        // The second one would wait for the first, the fourth for the third.
        #expect(next() == 2)
        #expect(next() == nil)
        #expect(schedule.remaining == [1, 3])
        schedule.advance(0)
        #expect(next() == nil)
        schedule.advance(0)
        #expect(next() == 1)
        schedule.advance(2)
        schedule.advance(2)
        #expect(next() == 3)
        #expect(next() == nil)
        #expect(schedule.pendingCount == 0)
    }

    @Test func `runs that share nothing are given out in order`() {
        var schedule = SweepSchedule(work: [[1], [2], [3], []], order: [2, 0, 3, 1])
        func next() -> Int? { schedule.next() }
        #expect((0..<5).map { _ in next() } == [2, 0, 3, 1, nil])
    }

    @Test func `a step that comes late in every run holds up none of them`() {
        // All compare with the same baseline, which is trained last.
        var schedule = SweepSchedule(work: [[1, 9], [2, 9], [3, 9]], order: [0, 1, 2])
        func next() -> Int? { schedule.next() }
        #expect(next() == 0)
        #expect(next() == 1)
        schedule.advance(0)
        // The baseline is being computed, and the third begins with something else.
        #expect(next() == 2)
    }

    @Test func `a run without conflicts comes before one that would wait later`() {
        var schedule = SweepSchedule(work: [[1, 9], [2, 9], [3, 8]], order: [0, 1, 2])
        func next() -> Int? { schedule.next() }
        #expect(next() == 0)
        #expect(next() == 2)
        #expect(next() == 1)
    }

    @Test func `what a run that ended has not done is free again`() {
        var schedule = SweepSchedule(work: [[1, 10], [1, 11], [1, 12]], order: [0, 1, 2])
        func next() -> Int? { schedule.next() }
        #expect(next() == 0)
        #expect(next() == nil)
        schedule.end(0)
        #expect(next() == 1)
        #expect(next() == nil)
        schedule.clear()
        schedule.end(1)
        #expect(next() == nil)
        #expect(schedule.pendingCount == 0)
    }

    @Test func `more reports than steps, and reports of runs that are over, change nothing`() {
        var schedule = SweepSchedule(work: [[1], [2]], order: [0, 1])
        func next() -> Int? { schedule.next() }
        #expect(next() == 0)
        for _ in 0..<3 { schedule.advance(0) }
        schedule.end(0)
        schedule.advance(0)
        schedule.advance(1)
        #expect(next() == 1)
    }
}
