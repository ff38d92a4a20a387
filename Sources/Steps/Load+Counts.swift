import Workflow

/// The numbers of images that a call of `load` takes.
extension PlannedCall where Parameters == Load.Parameters {
    /// The number of training images that the call takes of those that there are; `nil` if unknown.
    func trainingCount(among counts: ImageCounts) -> Int? { self.train.value.map { $0 ?? counts.train } }

    /// Checks that there are as many images as requested.
    func check(against counts: ImageCounts, of dataset: String) throws(PlanningProblem) {
        for (argument, part) in [(self.train, ImageCounts.Part.training), (self.test, .test)] {
            guard case let wanted?? = argument.value,
                let problem = counts.problem(with: wanted, part, of: dataset)
            else { continue }
            throw PlanningProblem(
                id: "too-few-images", problem, about: argument, label: "leave it out for all")
        }
    }
}
