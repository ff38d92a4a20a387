/// Where a trained network finds the evidence for a class in images: a heat map over each of them.
public struct Attribution: Sendable {
    /// How a heat map is computed from gradients of the class's logit.
    public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
        /// The last feature maps of a convolution, weighted by the spatial means of their gradients: where the image
        /// speaks for the class.
        ///
        /// Positive parts of the weighted sum, bilinearly interpolated to the image's size. Selvaraju et al. 2017,
        /// "Grad-CAM: visual explanations from deep networks via gradient-based localization", ICCV.
        case gradCAM

        /// The absolute gradient with respect to the network's input, of the channels the greatest: the pixels that
        /// would change the logit most.
        ///
        /// The input is normalized, and so is the gradient. Simonyan, Vedaldi and Zisserman 2013, "Deep inside
        /// convolutional networks: visualising image classification models and saliency maps".
        case saliency
    }

    /// The heat maps, `[N, H, W]`, 0…1: each is divided by its maximum. All 0 where nothing speaks for the class.
    public let maps: Tensor

    /// The class whose logit was differentiated, of each image.
    public let labels: [Int]

    /// The probabilities, `[N, K]`, 0…1.
    public let probabilities: Tensor

    /// The argmax of each image's probabilities, the first of equal ones.
    public let predictions: [Int]
}
