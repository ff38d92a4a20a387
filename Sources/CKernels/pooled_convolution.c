#include "pooled_convolution.h"

#include "vectors.h"

/// Sizes derived from a convolution's.
struct sizes {
    long taps;
    /// The rows and columns of an image with its padding.
    long rows, columns;
    /// The size of the pooled output.
    long height, width;
};

INLINE struct sizes sizes_of(struct stepbook_pooled_convolution convolution) {
    long rows = convolution.height + 2 * convolution.padding;
    long columns = convolution.width + 2 * convolution.padding;
    return (struct sizes){
        .taps = convolution.channels * convolution.kernel * convolution.kernel,
        .rows = rows,
        .columns = columns,
        .height = (rows - convolution.kernel + 1) / 2,
        .width = (columns - convolution.kernel + 1) / 2};
}

long stepbook_pooled_convolution_scratch(struct stepbook_pooled_convolution convolution) {
    struct sizes sizes = sizes_of(convolution);
    return convolution.channels * sizes.rows * sizes.columns;
}

/// Copies an image into the middle of its padding.
INLINE void frame(struct stepbook_pooled_convolution convolution, const float *image, float *framed) {
    struct sizes sizes = sizes_of(convolution);
    for (long channel = 0; channel < convolution.channels; channel++) {
        for (long row = 0; row < convolution.height; row++, image += convolution.width) {
            float *target = framed + (channel * sizes.rows + row + convolution.padding) * sizes.columns;
            memcpy(target + convolution.padding, image, (size_t)convolution.width * sizeof *image);
        }
    }
}

/// Iterates over the taps and their offsets in the padded image.
#define FOR_EACH_TAP(convolution, sizes, tap, place)                                                       \
    for (long tap = 0, channel_ = 0; channel_ < (convolution).channels; channel_++)                        \
        for (long row_ = 0; row_ < (convolution).kernel; row_++)                                           \
            for (long place = (channel_ * (sizes).rows + row_) * (sizes).columns, end_ = place + (convolution).kernel; \
                 place < end_; place++, tap++)

/// Computes `count` blocks of one image's output, which share the loads of the image.
INLINE void forward_blocks(
    struct stepbook_pooled_convolution convolution, const float *framed, const float *weight, const float *bias,
    void *output, uint8_t *argmax, long start, const long count) {
    struct sizes sizes = sizes_of(convolution);
    long plane = sizes.height * sizes.width * lanes;
    for (long y = 0; y < sizes.height; y++) {
        for (long x = 0; x < sizes.width; x++) {
            const float *corner = framed + 2 * y * sizes.columns + 2 * x;
            floats windows[2][4];
            for (long block = 0; block < count; block++) {
                floats sum = load(bias, block * lanes, 0);
                for (int place = 0; place < 4; place++) windows[block][place] = sum;
            }
            FOR_EACH_TAP(convolution, sizes, tap, place) {
                const float *pixel = corner + place;
                for (long block = 0; block < count; block++) {
                    floats factor = load(weight, (block * sizes.taps + tap) * lanes, 0);
                    windows[block][0] += factor * pixel[0];
                    windows[block][1] += factor * pixel[1];
                    windows[block][2] += factor * pixel[sizes.columns];
                    windows[block][3] += factor * pixel[sizes.columns + 1];
                }
            }
            for (long block = 0; block < count; block++) {
                long target = start + block * plane + (y * sizes.width + x) * lanes;
                struct maximum best = largest(windows[block]);
                integers is_stopped = best.value <= 0;
                store(output, target, convolution.is_bfloat16, is_stopped ? 0 : best.value);
                if (argmax) store_argmax(argmax, target, is_stopped ? (integers)none : best.place);
            }
        }
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_pooled_convolution_forward(
    struct stepbook_pooled_convolution convolution, const float *images, const float *weight, const float *bias,
    void *output, uint8_t *argmax, float *scratch) {
    struct sizes sizes = sizes_of(convolution);
    long size = convolution.channels * convolution.height * convolution.width;
    long plane = sizes.height * sizes.width * lanes;
    for (long image = 0; image < convolution.images; image++) {
        frame(convolution, images + image * size, scratch);
        long block = 0;
        for (; block + 1 < convolution.blocks; block += 2) {
            forward_blocks(
                convolution, scratch, weight + block * sizes.taps * lanes, bias + block * lanes, output,
                argmax, (image * convolution.blocks + block) * plane, 2);
        }
        if (block < convolution.blocks) {
            forward_blocks(
                convolution, scratch, weight + block * sizes.taps * lanes, bias + block * lanes, output,
                argmax, (image * convolution.blocks + block) * plane, 1);
        }
    }
}

/// Accumulates the gradients of some blocks of one image's output, like `forward_blocks`.
INLINE void backward_blocks(
    struct stepbook_pooled_convolution convolution, const float *framed, const void *output_gradient,
    const uint8_t *argmax, float *weight_gradient, float *bias_gradient, long start, const long count) {
    struct sizes sizes = sizes_of(convolution);
    long plane = sizes.height * sizes.width * lanes;
    floats bias[2] = {0, 0};
    for (long y = 0; y < sizes.height; y++) {
        for (long x = 0; x < sizes.width; x++) {
            const float *corner = framed + 2 * y * sizes.columns + 2 * x;
            floats windows[2][4];
            for (long block = 0; block < count; block++) {
                long source = start + block * plane + (y * sizes.width + x) * lanes;
                floats gradient = load(output_gradient, source, convolution.is_bfloat16);
                integers winner = load_argmax(argmax, source);
                for (int place = 0; place < 4; place++) {
                    windows[block][place] = winner == place ? gradient : 0;
                }
                bias[block] += winner == none ? 0 : gradient;
            }
            FOR_EACH_TAP(convolution, sizes, tap, place) {
                const float *pixel = corner + place;
                for (long block = 0; block < count; block++) {
                    long target = (block * sizes.taps + tap) * lanes;
                    floats sum = load(weight_gradient, target, 0);
                    sum += windows[block][0] * pixel[0];
                    sum += windows[block][1] * pixel[1];
                    sum += windows[block][2] * pixel[sizes.columns];
                    sum += windows[block][3] * pixel[sizes.columns + 1];
                    store(weight_gradient, target, 0, sum);
                }
            }
        }
    }
    for (long block = 0; block < count; block++) {
        store(bias_gradient, block * lanes, 0, load(bias_gradient, block * lanes, 0) + bias[block]);
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_pooled_convolution_backward(
    struct stepbook_pooled_convolution convolution, const float *images, const void *output_gradient,
    const uint8_t *argmax, float *weight_gradient, float *bias_gradient, float *scratch) {
    struct sizes sizes = sizes_of(convolution);
    long size = convolution.channels * convolution.height * convolution.width;
    long plane = sizes.height * sizes.width * lanes;
    for (long image = 0; image < convolution.images; image++) {
        frame(convolution, images + image * size, scratch);
        long block = 0;
        for (; block + 1 < convolution.blocks; block += 2) {
            backward_blocks(
                convolution, scratch, output_gradient, argmax, weight_gradient + block * sizes.taps * lanes,
                bias_gradient + block * lanes, (image * convolution.blocks + block) * plane, 2);
        }
        if (block < convolution.blocks) {
            backward_blocks(
                convolution, scratch, output_gradient, argmax, weight_gradient + block * sizes.taps * lanes,
                bias_gradient + block * lanes, (image * convolution.blocks + block) * plane, 1);
        }
    }
}
