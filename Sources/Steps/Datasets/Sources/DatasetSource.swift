import Workflow

/// The source of a data set in a call of `load`: published files, a folder, or the digits that stepbook draws.
protocol DatasetSource: Sendable {
    /// Checks a call's arguments for the source, and finds the facts of the images before anything runs: shape,
    /// classes, number of training images, ink or pictures.
    ///
    /// `nil` if they follow from arguments that are computed in the run. It reads files only as far as necessary for that.
    func plan(_ call: PlannedCall<Load.Parameters>) throws(PlanningProblem) -> ImageFacts?

    /// Finds everything that the images depend on beside the call's arguments: files, and choices such as the seed.
    ///
    /// - Throws: if files are not available or cannot be read.
    func findInputs(_ call: Call<Load.Parameters>, in context: StepContext) throws -> StepInputs

    /// Reads the images from the inputs, or draws them.
    ///
    /// - Throws: if the files are invalid or have too few images, `CancellationError`.
    func load(
        _ call: Call<Load.Parameters>, from inputs: StepInputs, in context: StepContext
    ) throws -> LoadedDataset
}

/// A loaded data set, and notices on it.
struct LoadedDataset {
    let dataset: Dataset
    var notices: [Notice] = []
}
