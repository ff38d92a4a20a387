extension SweepResult {
    /// The names of all numbers that a finished run has, sorted: scalars, and the curves of models.
    package var measureNames: [String] {
        var names: Set<String> = []
        for run in runs where run.isFinished {
            for (name, value) in run.values where value.number != nil { names.insert(name) }
            for (model, curves) in run.history {
                for (quantity, numbers) in curves where !numbers.isEmpty {
                    names.insert("\(model).history.\(quantity)")
                }
            }
        }
        return names.sorted()
    }

    /// The summary of any measure over the finished runs of a setting; `nil` if none of them has a finite number.
    ///
    /// - Parameters:
    ///   - name: the name in a notebook's expression, such as `result.accuracy` or `model.history.validationLoss`; of a
    ///     curve, the number at the epoch whose network the model is.
    ///   - setting: the place of the setting, 0-based.
    package func summary(of name: String, in setting: Int) -> SampleSummary? {
        SampleSummary(of: finished(in: setting).compactMap { $0[name] })
    }

    /// A curve over the finished runs of a setting; `nil` if none of them has it.
    ///
    /// - Parameters:
    ///   - model: the name of the bound model.
    ///   - quantity: the curve, such as `validationLoss`.
    ///   - setting: the place of the setting, 0-based.
    package func curve(ofModel model: String, _ quantity: String, in setting: Int) -> CurveSummary? {
        let curves = finished(in: setting).compactMap { $0.history[model]?[quantity] }
        let summary = CurveSummary(of: curves, direction: MeasureDirection(ofMeasure: quantity))
        return summary.epochs.isEmpty ? nil : summary
    }

    /// The curve that settings are ranked by, with its best and last epoch; `nil` if they are not ranked by one.
    ///
    /// - Parameter setting: the place of the setting, 0-based.
    package func rankedCurve(in setting: Int) -> CurveSummary? {
        guard case .curve(let model, let quantity)? = measure?.place else { return nil }
        return curve(ofModel: model, quantity, in: setting)
    }

    /// The effect of each parameter that has several values, in the order in which the sweep declares them.
    package var effects: [ParameterEffect] {
        parameters.map { ParameterEffect(of: $0, in: settings) }.filter { $0.levels.count > 1 }
    }

    /// The runs of a setting, in order.
    ///
    /// - Parameter setting: the place of the setting, 0-based.
    package func runs(of setting: Int) -> [SweepRun] { settings[setting].runs.map { runs[$0] } }

    /// The place of each run's setting, in the order of the runs.
    package var settingOfEachRun: [Int] {
        var places = [Int](repeating: 0, count: runs.count)
        for setting in settings {
            for run in setting.runs { places[run] = setting.index }
        }
        return places
    }

    private func finished(in setting: Int) -> [SweepRun] { runs(of: setting).filter(\.isFinished) }
}
