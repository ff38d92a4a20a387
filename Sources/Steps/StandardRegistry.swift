import NeuralNet
public import Workflow

extension Registry {
    /// Everything that a notebook may call.
    public static var standard: Registry { standard(publications: Publication.known) }

    /// The same with other published data sets.
    package static func standard(publications: [Publication]) -> Registry {
        Registry(
            steps: [
                Load(publications: publications),
                Join(),
                Normalize(),
                Augment(),
                Train(),
                Evaluate(),
                CompareModels(),
                Explain(),
                Plot(),
                Show(),
                Expect(),
                Save(),
                LoadModel(),
                Predict(),
                Pad(),
            ],
            constructors: Layer.constructors.map(\.signature) + OptimizerSetting.constructors.map(\.signature)
                + LearningRateSchedule.constructors.map(\.signature)
                + LossSetting.constructors.map(\.signature) + AverageSetting.constructors.map(\.signature)
                + StoppingSetting.constructors.map(\.signature),
            artifacts: [
                Dataset.self, Examples.self, Model.self, History.self, Evaluation.self, Confusion.self,
                Mistakes.self, Hardest.self, Calibration.self, ROC.self, PrecisionRecall.self,
                PairedComparison.self, Filters.self, Predictions.self,
            ],
            arithmetic: [
                "engine": KernelLibrary.engineVersion, "kernel library": KernelLibrary.version,
                "instruction set": KernelLibrary.instructionSet,
            ], advice: .standard)
    }
}
