import Workflow

/// What a call of `load` asks for beside the data set: how many images of it.
extension PlannedCall where Parameters == Load.Parameters {
    /// How many training images the call gives where it chooses among so many; `nil` where that is not known.
    func trainingCount(among counts: ImageCounts) -> Int? { self.train.value.map { $0 ?? counts.train } }

    /// Finds out whether more images are asked for than there are.
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
