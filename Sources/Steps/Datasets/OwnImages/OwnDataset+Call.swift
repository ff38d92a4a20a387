import FoundationEssentials
import Workflow

// What calls of `load` share that name data of the user's own.

extension PlannedCall where Parameters == Load.Parameters {
    /// The facts of the images that the call takes, after its `split:`, `train:` and `test:` were checked.
    func facts(of known: OwnDataset.Known, named name: String) throws(PlanningProblem) -> ImageFacts {
        guard let split = self.split.value else { return known.facts }
        if known.hasTest, split != nil {
            throw PlanningProblem(
                id: "split", "'\(name)' has test images of its own", about: self.split,
                label: "leave 'split' out")
        }
        if !known.hasTest, split == nil {
            throw PlanningProblem(
                id: "split", "'\(name)' has no test images of its own", about: self.from,
                notes: ["'split: 0.2' keeps a fifth of each class for testing"])
        }
        let counts = known.counts(split: split)
        try check(against: counts, of: "'\(name)'")
        var facts = known.facts
        facts.trainingCount = trainingCount(among: counts)
        return facts
    }
}

extension Dataset {
    /// The first images of each part that a call takes, and all validation images.
    ///
    /// - Throws: ``StepFailure`` if there are too few.
    func first(_ call: Call<Load.Parameters>, of name: String) throws -> Dataset {
        let counts = ImageCounts(train: train.labels.count, test: test.labels.count)
        for (wanted, part) in [(call.train, ImageCounts.Part.training), (call.test, .test)] {
            guard let wanted, let problem = counts.problem(with: wanted, part, of: "'\(name)'") else {
                continue
            }
            throw StepFailure(problem)
        }
        return Dataset(
            train: try train.first(call.train), validation: validation, test: try test.first(call.test))
    }
}

extension OwnDataset {
    /// Notices on classes of a data set without training, validation or test images.
    static func notices(of name: String, classesOf dataset: Dataset) throws -> [Notice] {
        let parts = (train: try dataset.train.labels.data(), test: try dataset.test.labels.data())
        return notices(
            of: name, classes: dataset.train.record.classes,
            labels: (
                train: Set(parts.train), validation: try dataset.validation.map { Set(try $0.labels.data()) },
                test: Set(parts.test)
            ))
    }
}
