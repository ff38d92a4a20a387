#ifndef STEPBOOK_LAYER_NORMALIZATION_H
#define STEPBOOK_LAYER_NORMALIZATION_H

/// Layer normalization of images, `[images, features]`.
///
/// With x an input and y an output: y = (x − mean)·inverse·weight + bias, where the mean is that of an image's
/// features, and inverse is 1/√(variance + epsilon). Weight and bias are `[features]`, in the same order as the
/// features of an image.
struct stepbook_layer_normalization {
    long images, features;
    /// Whether input, output gradient and input gradient are bfloat16, and whether the output is.
    int is_bfloat16, is_output_bfloat16;
    /// What is added to a variance.
    float epsilon;
};

/// Computes y.
///
/// - moments: `[images, 2]`, where each image's mean and inverse are written.
void stepbook_layer_normalize(
    struct stepbook_layer_normalization normalization, const void *input, const float *weight,
    const float *bias, float *moments, void *output);

/// Adds the derivatives of the loss by weight and bias to what there is, and computes those by x.
///
/// - moments: what `stepbook_layer_normalize` wrote.
/// - output_gradient: the derivatives by y.
/// - input_gradient: where those by x are written. Null if not wanted.
void stepbook_layer_gradients(
    struct stepbook_layer_normalization normalization, const void *input, const float *weight,
    const float *moments, const void *output_gradient, float *weight_gradient, float *bias_gradient,
    void *input_gradient);

#endif
