#include "max_pooling.h"

#include "vectors.h"

INLINE void forward(
    struct stepbook_max_pooling pooling, const void *input, void *output, uint8_t *argmax, int is_bfloat16) {
    long height = pooling.height / 2, width = pooling.width / 2, row = pooling.width * lanes;
    long target = 0;
    for (long plane = 0; plane < pooling.planes; plane++) {
        for (long y = 0; y < height; y++) {
            long source = (plane * pooling.height + 2 * y) * row;
            for (long x = 0; x < width; x++, source += 2 * lanes, target += lanes) {
                floats window[4] = {
                    load(input, source, is_bfloat16), load(input, source + lanes, is_bfloat16),
                    load(input, source + row, is_bfloat16), load(input, source + row + lanes, is_bfloat16)};
                struct maximum best = largest(window);
                store(output, target, is_bfloat16, best.value);
                if (!argmax) continue;
                integers is_stopped = pooling.includes_relu_gradient ? best.value <= 0 : (integers)0;
                store_argmax(argmax, target, is_stopped ? (integers)none : best.place);
            }
        }
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_max_pooling_forward(
    struct stepbook_max_pooling pooling, const void *input, void *output, uint8_t *argmax) {
    if (pooling.is_bfloat16) {
        forward(pooling, input, output, argmax, 1);
    } else {
        forward(pooling, input, output, argmax, 0);
    }
}

INLINE void backward(
    struct stepbook_max_pooling pooling, const void *output_gradient, const uint8_t *argmax,
    void *input_gradient, int is_bfloat16) {
    long height = pooling.height / 2, width = pooling.width / 2, row = pooling.width * lanes;
    long source = 0;
    for (long plane = 0; plane < pooling.planes; plane++) {
        for (long y = 0; y < height; y++) {
            long target = (plane * pooling.height + 2 * y) * row;
            for (long x = 0; x < width; x++, source += lanes, target += 2 * lanes) {
                floats gradient = load(output_gradient, source, is_bfloat16);
                integers place = load_argmax(argmax, source);
                long targets[4] = {target, target + lanes, target + row, target + row + lanes};
                for (int corner = 0; corner < 4; corner++) {
                    store(input_gradient, targets[corner], is_bfloat16, place == corner ? gradient : 0);
                }
            }
        }
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_max_pooling_backward(
    struct stepbook_max_pooling pooling, const void *output_gradient, const uint8_t *argmax,
    void *input_gradient) {
    if (pooling.is_bfloat16) {
        backward(pooling, output_gradient, argmax, input_gradient, 1);
    } else {
        backward(pooling, output_gradient, argmax, input_gradient, 0);
    }
}
