import NeuralNet
import Workflow

/// Augments the training images: changes each at random, differently in every epoch.
struct Augment: Step {
    let version = 1
    let dependence: StepDependence = [.seed]
    let declaration = Declaration<Parameters>(
        "augment",
        "Augments the training images: changes each at random, differently in every epoch. An image is flipped, rotated, scaled and shifted, cropped, made brighter or darker, given more or less contrast, loses a square, and is mixed with another one, in this order. Test images stay unchanged, and 'evaluate' and 'explain' take training images unchanged, too.",
        result: Dataset.valueType,
        example: """
            let data = augment(normalize(digits), rotate: 10, shift: 2, scale: 0.1)
            let photos = augment(normalize(pictures), flip: true, crop: 4, cutout: 8)
            """)

    struct Parameters: ParameterList {
        let data: Parameter<Dataset>
        let rotate: Parameter<Double>
        let shift: Parameter<Double>
        let scale: Parameter<Double>
        let flip: Parameter<Bool>
        let crop: Parameter<Int>
        let cutout: Parameter<Int>
        let brightness: Parameter<Double>
        let contrast: Parameter<Double>
        let mixup: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            data = parameters.positional("data", "the data set")
            rotate = parameters.labelled(
                "rotate", default: 0, limits: .range(0...180), unit: "degrees",
                "the maximum rotation in either direction")
            shift = parameters.labelled(
                "shift", default: 0, limits: .range(0...1000), unit: "pixels",
                "the maximum shift in either direction, horizontally and vertically")
            scale = parameters.labelled(
                "scale", default: 0, limits: .range(0..<1),
                "the maximum change of scale in either direction, as a fraction")
            flip = parameters.labelled(
                "flip", default: false, "whether to exchange left and right in half of the images")
            crop = parameters.labelled(
                "crop", default: 0, limits: .range(0...64), unit: "pixels",
                "the black padding, paper for ink, on each side of an image, out of which its size is cropped at a random place"
            )
            cutout = parameters.labelled(
                "cutout", default: 0, limits: .range(0...1000), unit: "pixels",
                "the side of a square, centred at a random pixel, that is set to 0 after 'normalize', which is the mean; without 'normalize' it is black, paper for ink"
            )
            brightness = parameters.labelled(
                "brightness", default: 0, limits: .range(0...1),
                "the maximum change of brightness in either direction, as a fraction")
            contrast = parameters.labelled(
                "contrast", default: 0, limits: .range(0...1),
                "the maximum change of contrast in either direction, as a fraction")
            mixup = parameters.labelled(
                "mixup", default: 0, limits: .range(0...100),
                "the parameter α of Beta(α, α), from which each image's own share in a mixture with another image of its batch is drawn, in the loss too; 0.2 is usual, 0 mixes none"
            )
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        var facts = Facts()
        facts.warnings = [Self.warning(onChangesOf: call)].compactMap(\.self)
        guard var known = call.data.facts[ImageFacts.self] else { return facts }
        if let problem = Self.problem(with: known) { throw problem.planned(about: call.data) }
        if let crop = call.crop.value, let problem = Self.problem(crop: crop, of: known) {
            throw problem.planned(about: call.crop)
        }
        if let cutout = call.cutout.value, let problem = Self.problem(cutout: cutout, of: known) {
            throw problem.planned(about: call.cutout)
        }
        if let shift = call.shift.value, let problem = Self.problem(shift: shift, of: known) {
            throw problem.planned(about: call.shift)
        }
        if let scale = call.scale.value, let problem = Self.problem(scale: scale, of: known) {
            throw problem.planned(about: call.scale)
        }
        known.isAugmented = true
        known.isMixed = call.mixup.value.map { $0 > 0 } ?? false
        facts[ImageFacts.self] = known
        return facts
    }

    /// That no change is asked for; `nil` if one is, or may be.
    private static func warning(onChangesOf call: PlannedCall<Parameters>) -> PlanningProblem? {
        let shares = [
            call.rotate.value, call.shift.value, call.scale.value, call.brightness.value,
            call.contrast.value, call.mixup.value,
        ]
        let sides = [call.crop.value, call.cutout.value]
        guard shares.allSatisfy({ $0 == 0 }), sides.allSatisfy({ $0 == 0 }), call.flip.value == false else {
            return nil
        }
        return PlanningProblem(
            id: "no-change", "no argument asks for a change, so the images stay as they are", about: nil,
            notes: ["'augment(data, rotate: 10, shift: 2)' turns and shifts them, 'flip: true' flips them"])
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let data = call.data
        let images = ImageFacts(of: data.train.record)
        let problem =
            Self.problem(with: images) ?? Self.problem(crop: call.crop, of: images)
            ?? Self.problem(cutout: call.cutout, of: images)
            ?? Self.problem(shift: call.shift, of: images) ?? Self.problem(scale: call.scale, of: images)
        if let problem { throw problem.failure }
        let augmentation = Augmentation(
            rotation: call.rotate, shift: call.shift, scale: call.scale, flip: call.flip, crop: call.crop,
            cutout: call.cutout, brightness: call.brightness, contrast: call.contrast,
            mixup: call.mixup, seed: context.seed)
        return StepResult(value: .artifact(try StoredArtifact(data.augmented(by: augmentation))))
    }

    /// Why images cannot be augmented; `nil` where they can.
    private static func problem(with images: ImageFacts) -> ArgumentProblem? {
        guard images.isAugmented else { return nil }
        return ArgumentProblem(
            id: "augmented-twice", "the training images are augmented already",
            notes: ["give all arguments to one 'augment'"])
    }

    /// Why images cannot be cropped; `nil` where some of each is always left.
    private static func problem(crop: Int, of images: ImageFacts) -> ArgumentProblem? {
        let side = images.smallerSide
        guard crop > 0, crop >= side else { return nil }
        return ArgumentProblem(
            id: "crop", "a crop of \(crop) pixels can miss an image of \(images.size) pixels altogether",
            notes: [advice(side)])
    }

    /// Why a square cannot be cut out of images; `nil` where some of each is always left.
    private static func problem(cutout: Int, of images: ImageFacts) -> ArgumentProblem? {
        let side = images.smallerSide
        guard cutout > 0, cutout >= side else { return nil }
        return ArgumentProblem(
            id: "cutout",
            "a square of \(cutout) pixels can hide an image of \(images.size) pixels altogether",
            notes: [advice(side)])
    }

    /// Why images cannot be shifted that far; `nil` where some of each is always left.
    private static func problem(shift: Double, of images: ImageFacts) -> ArgumentProblem? {
        let side = images.smallerSide
        guard shift > 0, shift >= Double(side) else { return nil }
        return ArgumentProblem(
            id: "shift",
            "a shift of \(NumberText.short(shift)) pixels can move all of an image of \(images.size) pixels out of sight",
            notes: [advice(side)])
    }

    /// Why the scale of images cannot change that much; `nil` where each stays larger than a pixel.
    private static func problem(scale: Double, of images: ImageFacts) -> ArgumentProblem? {
        let side = Double(images.smallerSide)
        guard scale > 0, (1 - scale) * side < 1 else { return nil }
        // Of two decimals, for smaller changes make no sense.
        let most = (100 * (1 - 1 / side)).rounded(.down) / 100
        return ArgumentProblem(
            id: "scale",
            "a change of scale of \(NumberText.short(scale)) can shrink an image of \(images.size) pixels to less than one",
            notes: [most > 0 ? "give at most \(NumberText.short(most))" : "leave it out"])
    }

    private static func advice(_ side: Int) -> String {
        side > 1 ? "give at most \(side - 1)" : "leave it out"
    }
}

extension ImageFacts {
    fileprivate var smallerSide: Int { shape.dimensions.suffix(2).min() ?? 0 }

    /// Height and width: `28×28`.
    fileprivate var size: Shape { Shape(Array(shape.dimensions.suffix(2))) }
}
