import Workflow

extension Advice {
    /// Advice for the names of data sets, and of what is done with their images.
    static let data: [Entry] = [
        (
            ["dataLoader", "tensorDataset"],
            "leave it out: 'train' takes the data set itself, and 'batchSize:'"
        ),
        (
            ["toTensor", "compose", "rescaling", "rescale", "standardScaler", "standardize", "standardise"],
            "write 'normalize(data)'"
        ),
        (
            [
                "randomRotation", "randomAffine", "randomZoom", "randomTranslation", "imageDataGenerator",
            ], "write 'augment(data, rotate: 10, shift: 2, scale: 0.1)'"
        ),
        (["randomHorizontalFlip", "randomFlip", "hflip"], "write 'augment(data, flip: true)'"),
        (["randomVerticalFlip", "vflip"], upright),
        (["randomCrop"], "write 'augment(data, crop: 4)'"),
        (["randomResizedCrop"], "write 'augment(data, scale: 0.1, crop: 4)'"),
        (
            ["colorJitter", "randomBrightness", "randomContrast", "adjustBrightness", "adjustContrast"],
            "write 'augment(data, brightness: 0.2, contrast: 0.2)'"
        ),
        (["randomErasing", "cutout"], "write 'augment(data, cutout: 8)'"),
        (
            [
                "imageFolder", "imageDatasetFromDirectory", "flowFromDirectory", "readImages", "loadImages",
            ], "write 'load(from: \"folder\", split: 0.2)'"
        ),
        (
            ["readCSV", "loadCSV", "loadtxt", "dataFrame"],
            "write 'load(from: \"digits.csv\", split: 0.2)' for a table with a label and the pixels of an image in each row"
        ),
        (
            ["resize", "imageResize", "thumbnail", "centerCrop"],
            "write 'load(from: \"folder\", split: 0.2, size: 24)', which scales and crops image files"
        ),
        (
            ["trainTestSplit", "randomSplit", "split", "splitDataset"],
            "write 'load(from: \"folder\", split: 0.2)'"
        ),
        (["loadData", "loadDataset", "loadMNIST"], "write 'load(\"mnist\")'"),
        (["matmul", "reshape", "view", "argmax"], "cells call steps, and compute only with numbers"),
        (["mixUp"], "write 'augment(data, mixup: 0.2)'"), (["cutMix"], patches),
        (
            ["randAugment", "autoAugment", "trivialAugment", "trivialAugmentWide", "augMix"],
            "write 'augment(data, rotate: 10, shift: 2, flip: true, crop: 4)'"
        ),
    ]

    /// Advice for arguments of steps that make data sets, and for those of 'augment' and 'normalize' elsewhere.
    static let dataLabels: [String: String] =
        ([
            "load.path": "from", "load.folder": "from", "load.directory": "from", "load.dir": "from",
            "load.root": "from", "load.file": "from", "testSplit": "split", "testSize": "split",
            "load.validation": "'train' holds out validation images: 'validation: 0.1'",
            "load.download": "leave it out: a data set is downloaded if no folder has it",
            "load.transform":
                "'normalize(data)' scales the images, and 'augment(data)' augments them",
            "load.batchSize": "'train' takes 'batchSize:'",
            "load.shuffle": "leave it out: 'train' shuffles the images in each epoch",
            "augment.horizontalFlip": "flip", "augment.randomHorizontalFlip": "flip", "augment.hflip": "flip",
            "augment.fliplr": "flip", "augment.verticalFlip": upright, "augment.vflip": upright,
            "augment.randomCrop": "crop", "augment.padding": "crop", "augment.degrees": "rotate",
            "augment.randomErasing": "cutout", "augment.saturation": colours, "augment.hue": colours,
            "load.imageSize": "size", "load.targetSize": "size", "load.resize": "size",
            "load.colorMode": "channels", "load.mode": "channels",
            "load.channels": "three are '.colour', and one is '.grey'",
            "normalize.standardDeviation": "std", "normalize.deviation": "std",
            "evaluate.data": "on", "evaluate.dataset": "on", "predict.image": "images",
            "predict.path": "images", "save.path": "to", "save.file": "to",
            "augment.flip": "write 'flip: true', which flips images left to right",
            "augment.mirror": "flip", "augment.flipLeftRight": "flip", "augment.flipLR": "flip",
            "augment.rotation": "rotate", "augment.translate": "shift", "augment.translation": "shift",
            "augment.zoom": "scale", "augment.mixupAlpha": "mixup", "augment.cutMix": patches,
            "augment.cutMixAlpha": patches,
        ] as [String: String]).merging(elsewhere) { own, _ in own }

    /// Leading-dot names by their names elsewhere.
    static let symbols = [
        "bf16": "bfloat16", "f32": "float32", "fp32": "float32", "float": "float32", "single": "float32",
        "gray": "grey", "grayscale": "grey", "greyscale": "grey", "color": "colour", "rgb": "colour",
        "final": "last",
    ]

    private static let patches =
        "images are mixed as a whole: 'augment(data, mixup: 0.2)'; 'cutout: 8' blanks a square of each"
    private static let upright = "images are only flipped left to right: 'augment(data, flip: true)'"
    private static let colours =
        "colours change in brightness and contrast: 'augment(data, brightness: 0.2, contrast: 0.2)'"

    /// Advice for what 'augment' and 'normalize' do, as an argument of steps before and after them.
    private static var elsewhere: [String: String] {
        let augmentations = [
            "rotate: 10", "shift: 2", "scale: 0.1", "flip: true", "crop: 4", "cutout: 8", "brightness: 0.2",
            "contrast: 0.2", "mixup: 0.2",
        ]
        var advice: [String: String] = [:]
        for step in ["load", "train"] {
            for argument in augmentations {
                let name = String(argument.prefix { $0 != ":" })
                advice["\(step).\(name)"] = "it is the augmentation's: 'augment(data, \(argument))'"
            }
            for name in ["augment", "augmentation", "augmentations", "dataAugmentation"] {
                advice["\(step).\(name)"] =
                    "a step of its own augments the images: 'augment(data, flip: true, crop: 4)'"
            }
            for name in ["cutMix", "cutMixAlpha"] { advice["\(step).\(name)"] = patches }
            for name in ["normalize", "normalise", "mean", "std", "rescale"] {
                advice["\(step).\(name)"] = "a step of its own scales the images: 'normalize(data)'"
            }
        }
        return advice
    }
}
