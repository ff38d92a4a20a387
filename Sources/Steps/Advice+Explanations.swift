import Workflow

extension Advice {
    /// Names of libraries that show where a network finds its evidence, such as Captum.
    static let explanations: [(names: [String], words: String)] = [
        (
            [
                "gradCAM", "gradCAMPlusPlus", "layerGradCAM", "guidedGradCAM", "cam", "eigenCAM", "scoreCAM",
                "captum", "heatmap", "showCAMOnImage",
            ], heatMaps(by: ".gradCAM")
        ),
        (
            ["saliency", "saliencyMap", "vanillaGradient", "inputXGradient", "guidedBackprop"],
            heatMaps(by: ".saliency")
        ),
        (
            [
                "integratedGradients", "deepLift", "occlusion", "smoothGrad", "noiseTunnel", "lime", "shap",
                "gradientExplainer", "deepExplainer", "attribute", "attribution", "interpret",
            ],
            "a network is explained by '.gradCAM' or '.saliency': 'explain(model, on: data.test, by: .gradCAM)'"
        ),
    ]

    /// Labels of their arguments.
    static let explanationLabels = [
        "explain.data": "on", "explain.images": "on", "explain.inputs": "on", "explain.method": "by",
        "explain.target": "of", "explain.targets": "of", "explain.label": "of", "explain.class": "of",
        "explain.layer": featureMapsFound, "explain.targetLayer": featureMapsFound,
        "explain.targetLayers": featureMapsFound,
    ]

    private static let featureMapsFound =
        "leave it out: Grad-CAM takes the last feature maps of a convolution"

    private static func heatMaps(by method: String) -> String {
        "write 'explain(model, on: data.test, by: \(method))'"
    }
}
