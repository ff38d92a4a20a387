#ifndef STEPBOOK_BATCH_NORMALIZATION_H
#define STEPBOOK_BATCH_NORMALIZATION_H

/// Batch normalization of images with their channels in blocks of 16, `[images, blocks, pixels, 16]`, and a ReLU behind it.
///
/// With x an input and y an output: y = (x − mean)·scale + shift, or 0 where that is negative and a ReLU follows. What is
/// said of a channel is `[blocks, 16]`; all of it is 0 for channels that only fill up a block.
struct stepbook_batch_normalization {
    long images, blocks, pixels;
    /// Whether input, output gradient and input gradient are bfloat16, and whether the output is.
    int is_bfloat16, is_output_bfloat16;
    /// Whether a ReLU follows.
    int has_relu;
};

/// What is said of each channel in the forward pass.
struct stepbook_channels {
    const float *mean, *scale, *shift;
};

/// Computes Σ (x − pivot) and Σ (x − pivot)² of each channel.
///
/// - pivots: each channel's first number, which is written there: near enough to the mean that nothing cancels out.
void stepbook_batch_moments(
    struct stepbook_batch_normalization normalization, const void *input, float *pivots, double *sums,
    double *squares);

/// Computes y.
void stepbook_batch_normalize(
    struct stepbook_batch_normalization normalization, const void *input, struct stepbook_channels channels,
    void *output);

/// Adds up Σ g and Σ g·(x − mean) of each channel, where g is the derivative of the loss by y before the ReLU.
///
/// - gradient: where g is written. Null if not wanted.
void stepbook_batch_gradient_sums(
    struct stepbook_batch_normalization normalization, const void *input, struct stepbook_channels channels,
    const void *output_gradient, void *gradient, double *sums, double *products);

/// Computes the derivative by x: g·scale + (x − mean)·slope + offset.
///
/// - slope, offset: what the channel's mean and variance, which depend on x too, add to the derivative.
void stepbook_batch_input_gradient(
    struct stepbook_batch_normalization normalization, const void *input, struct stepbook_channels channels,
    const void *gradient, const float *slope, const float *offset, void *input_gradient);

#endif
