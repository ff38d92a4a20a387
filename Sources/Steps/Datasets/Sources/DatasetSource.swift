import Workflow

/// Where a call of `load` has its data set from: published files, a folder, or the digits that stepbook draws.
protocol DatasetSource: Sendable {
    /// Checks what a call asks of the source, and says what is known of the images before anything runs: shape, classes,
    /// how many there are to train on, whether they are ink or pictures.
    ///
    /// Of files only as much is read as tells that.
    func plan(_ call: PlannedCall<Load.Parameters>) throws(PlanningProblem) -> ImageFacts

    /// Finds all that the images depend on beside the call's arguments: files, and choices such as the seed.
    ///
    /// - Throws: where files cannot be had or read.
    func findInputs(_ call: Call<Load.Parameters>, in context: StepContext) throws -> StepInputs

    /// Reads the images from what was found, or draws them.
    ///
    /// - Throws: where the files are not what they should be or have too few images, `CancellationError`.
    func load(
        _ call: Call<Load.Parameters>, from inputs: StepInputs, in context: StepContext
    ) throws -> LoadedDataset
}

/// A data set as it was loaded, and what the reader must know of it.
struct LoadedDataset {
    let dataset: Dataset
    var notices: [Notice] = []
}
