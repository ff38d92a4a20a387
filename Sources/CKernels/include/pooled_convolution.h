#ifndef STEPBOOK_POOLED_CONVOLUTION_H
#define STEPBOOK_POOLED_CONVOLUTION_H

#include <stdint.h>

/// A convolution of stride 1 over few channels, fused with a ReLU and 2×2 max pooling without overlap.
///
/// Only the pooled output is written. A tap is one position of the kernel in one input channel; taps are ordered by
/// channels, then rows, then columns, like a weight in PyTorch.
struct stepbook_pooled_convolution {
    long images;
    long channels, height, width;
    /// The size of the kernel, and the zero padding of the images on each side.
    long kernel, padding;
    /// The number of blocks of 16 outputs.
    long blocks;
    /// Whether output and its gradient are bfloat16; images, weight and bias are float.
    int is_bfloat16;
};

/// The number of floats of one image with its padding.
long stepbook_pooled_convolution_scratch(struct stepbook_pooled_convolution convolution);

/// Computes the pooled output and the argmax of each window.
///
/// - images: `[images, channels, height, width]`.
/// - weight: `[blocks, taps, 16]`; bias: `[blocks, 16]`.
/// - output: `[images, blocks, pooled height, pooled width, 16]`.
/// - argmax: the same shape: 0…3 by rows, the first of equal ones; 4 where the ReLU gives 0. Null if not needed.
/// - scratch: one image with its padding, which the caller zeroes once; the padding is never overwritten.
void stepbook_pooled_convolution_forward(
    struct stepbook_pooled_convolution convolution, const float *images, const float *weight, const float *bias,
    void *output, uint8_t *argmax, float *scratch);

/// Accumulates the gradients of weight and bias.
void stepbook_pooled_convolution_backward(
    struct stepbook_pooled_convolution convolution, const float *images, const void *output_gradient,
    const uint8_t *argmax, float *weight_gradient, float *bias_gradient, float *scratch);

#endif
