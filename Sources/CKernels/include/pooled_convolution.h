#ifndef STEPBOOK_POOLED_CONVOLUTION_H
#define STEPBOOK_POOLED_CONVOLUTION_H

#include <stdint.h>

/// A convolution of stride 1 over few channels, a ReLU, and max pooling of 2×2 without overlap, in one.
///
/// Only what is left after pooling is ever written. A tap is one place of the kernel in one input channel; they are
/// counted by channels, then rows, then columns, as PyTorch orders a weight.
struct stepbook_pooled_convolution {
    long images;
    long channels, height, width;
    /// Windows of kernel×kernel, on images with a rim of this many zeros.
    long kernel, padding;
    /// Outputs, in blocks of 16.
    long blocks;
    /// Whether output and its derivative are bfloat16; images, weight and bias are float.
    int is_bfloat16;
};

/// The floats that one image takes with its rim of zeros.
long stepbook_pooled_convolution_scratch(struct stepbook_pooled_convolution convolution);

/// Computes the pooled output, and which element of each window is passed on.
///
/// - images: `[images, channels, height, width]`.
/// - weight: `[blocks, taps, 16]`; bias: `[blocks, 16]`.
/// - output: `[images, blocks, pooled height, pooled width, 16]`.
/// - winners: as many: 0…3 by rows, the first of equal ones; 4 where the ReLU gives 0. Null if not wanted.
/// - scratch: room for one image with its rim, which the caller has filled with zeros once; the rim stays.
void stepbook_pooled_convolution_forward(
    struct stepbook_pooled_convolution convolution, const float *images, const float *weight, const float *bias,
    void *output, uint8_t *winners, float *scratch);

/// Adds the derivatives by weight and bias to what stands there.
void stepbook_pooled_convolution_backward(
    struct stepbook_pooled_convolution convolution, const float *images, const void *output_gradient,
    const uint8_t *winners, float *weight_gradient, float *bias_gradient, float *scratch);

#endif
