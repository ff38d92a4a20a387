// The stages of Winograd's algorithm around its products: from and to inputs, outputs and their gradients.

#ifndef STEPBOOK_WINOGRAD_STAGES_H
#define STEPBOOK_WINOGRAD_STAGES_H

#include "winograd_balanced.h"
#include "winograd_tiles.h"

/// Transforms the inputs of some tiles, with zeros outside the image.
INLINE void transform_inputs(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, const void *input, long start,
    long count, struct tile_matrices transformed) {
    long plane = convolution.height * convolution.width * lanes;
    for (long index = 0; index < count; index++) {
        struct tile tile = tile_at(sizes, start + index), later = tile_at(sizes, start + index + tiles_ahead);
        long top = tile.row - convolution.padding, left = tile.column - convolution.padding;
        int is_inside = top >= 0 && left >= 0 && top + tile_inputs <= convolution.height &&
                        left + tile_inputs <= convolution.width;
        for (long block = 0; block < convolution.input_blocks; block++) {
            ask_for_inputs(convolution, input, later, block);
            long start = (tile.image * convolution.input_blocks + block) * plane;
            floats values[tile_inputs][tile_inputs], products[tile_inputs][tile_inputs];
            UNROLLED for (int place = 0; place < tile_products; place++) {
                long row = top + place / tile_inputs, column = left + place % tile_inputs;
                int is_there = is_inside || (row >= 0 && row < convolution.height && column >= 0 &&
                                             column < convolution.width);
                values[place / tile_inputs][place % tile_inputs] =
                    is_there ? load(input, start + (row * convolution.width + column) * lanes, convolution.is_bfloat16)
                             : (floats)0;
            }
            if (transformed.form == float_numbers) {
                TRANSFORM_SQUARE(transform_input, values, tile_inputs, products, tile_inputs);
            } else {
                TRANSFORM_SQUARE(balanced_input, values, tile_inputs, products, tile_inputs);
            }
            store_products(transformed, index, block, products);
        }
    }
}

/// Accumulates the input gradients of some tiles, which overlap those of earlier tiles.
///
/// - image: accumulates the gradient of one image before it is rounded to bfloat16.
INLINE void add_input_gradients(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, const float *transformed, long start,
    long count, void *input_gradient, float *image, const int is_balanced) {
    long plane = convolution.height * convolution.width * lanes;
    long size = plane * convolution.input_blocks;
    for (long index = 0; index < count; index++) {
        struct tile tile = tile_at(sizes, start + index), later = tile_at(sizes, start + index + tiles_ahead);
        long top = tile.row - convolution.padding, left = tile.column - convolution.padding;
        float *sums = convolution.is_bfloat16 ? image : (float *)input_gradient + tile.image * size;
        for (long block = 0; block < convolution.input_blocks; block++, sums += plane) {
            // In bfloat16 the sums of one image stay in the cache.
            if (!convolution.is_bfloat16) ask_for_inputs(convolution, input_gradient, later, block);
            floats products[tile_inputs][tile_inputs], values[tile_inputs][tile_inputs];
            UNROLLED for (int product = 0; product < tile_products; product++) {
                products[product / tile_inputs][product % tile_inputs] = load(
                    transformed, product * sizes.input_step + index * sizes.inputs + block * lanes, 0);
            }
            if (is_balanced) {
                TRANSFORM_SQUARE(balanced_input_back, products, tile_inputs, values, tile_inputs);
            } else {
                TRANSFORM_SQUARE(transform_input_back, products, tile_inputs, values, tile_inputs);
            }
            UNROLLED for (int place = 0; place < tile_products; place++) {
                int tile_row = place / tile_inputs, tile_column = place % tile_inputs;
                long row = top + tile_row, column = left + tile_column;
                if (row < 0 || row >= convolution.height || column < 0 || column >= convolution.width) continue;
                // The tiles above and to the left have written this element if they reach it.
                int is_first = (tile_row >= overlap || tile.row == 0) && (tile_column >= overlap || tile.column == 0);
                long target = (row * convolution.width + column) * lanes;
                floats sum = values[tile_row][tile_column];
                store(sums, target, 0, is_first ? sum : sum + load(sums, target, 0));
            }
        }
        if (convolution.is_bfloat16 && (start + index + 1) % sizes.image_tiles == 0) {
            for (long element = 0; element < size; element += lanes) {
                store(input_gradient, tile.image * size + element, 1, load(image, element, 0));
            }
        }
    }
}

/// Writes the outputs of a tile in one block.
INLINE void write_tile(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, struct tile tile, long block,
    const floats values[tile_outputs][tile_outputs], floats constant, void *output, uint8_t *argmax,
    const int is_pooled) {
    const int width = is_pooled ? 2 : 1, side = tile_outputs / width;
    long plane = (tile.image * convolution.output_blocks + block) * sizes.written_rows;
    UNROLLED for (int place = 0; place < side * side; place++) {
        int tile_row = place / side, tile_column = place % side;
        long row = tile.row / width + tile_row, column = tile.column / width + tile_column;
        if (row >= sizes.written_rows || column >= sizes.written_columns) continue;
        long target = ((plane + row) * sizes.written_columns + column) * lanes;
        if (!is_pooled) {
            floats value = values[tile_row][tile_column] + constant;
            integers is_stopped = convolution.has_relu ? value <= 0 : (integers)0;
            store(output, target, convolution.is_output_bfloat16, is_stopped ? 0 : value);
            continue;
        }
        floats window[4];
        UNROLLED for (int element = 0; element < 4; element++) {
            window[element] = values[2 * tile_row + element / 2][2 * tile_column + element % 2] + constant;
        }
        struct maximum best = largest(window);
        integers is_stopped = best.value <= 0;
        store(output, target, convolution.is_output_bfloat16, is_stopped ? 0 : best.value);
        if (argmax) store_argmax(argmax, target, is_stopped ? (integers)none : best.place);
    }
}

/// Computes the outputs of some tiles from their products.
INLINE void write_outputs(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, const float *transformed,
    const float *bias, long start, long count, void *output, uint8_t *argmax, const int is_balanced) {
    for (long index = 0; index < count; index++) {
        struct tile tile = tile_at(sizes, start + index), later = tile_at(sizes, start + index + tiles_ahead);
        for (long block = 0; block < convolution.output_blocks; block++) {
            floats products[tile_inputs][tile_inputs], values[tile_outputs][tile_outputs];
            UNROLLED for (int product = 0; product < tile_products; product++) {
                products[product / tile_inputs][product % tile_inputs] = load(
                    transformed, product * sizes.output_step + index * sizes.outputs + block * lanes, 0);
            }
            if (is_balanced) {
                TRANSFORM_SQUARE(balanced_output, products, tile_inputs, values, tile_outputs);
            } else {
                TRANSFORM_SQUARE(transform_output, products, tile_inputs, values, tile_outputs);
            }
            floats constant = load(bias, block * lanes, 0);
            if (convolution.is_pooled) {
                ask_for_outputs(convolution, sizes, output, later, block, 2);
                write_tile(convolution, sizes, tile, block, values, constant, output, argmax, 1);
            } else {
                ask_for_outputs(convolution, sizes, output, later, block, 1);
                write_tile(convolution, sizes, tile, block, values, constant, output, argmax, 0);
            }
        }
    }
}

/// Reads the output gradients of a tile in one block, with zeros outside the output.
///
/// - Returns: the bias gradient with them.
INLINE floats read_tile_gradients(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, struct tile tile, long block,
    const void *output, const uint8_t *argmax, const void *output_gradient,
    floats values[tile_outputs][tile_outputs], floats bias, const int is_pooled) {
    const int width = is_pooled ? 2 : 1, side = tile_outputs / width;
    long plane = (tile.image * convolution.output_blocks + block) * sizes.written_rows;
    UNROLLED for (int place = 0; place < side * side; place++) {
        int tile_row = place / side, tile_column = place % side;
        long row = tile.row / width + tile_row, column = tile.column / width + tile_column;
        long source = ((plane + row) * sizes.written_columns + column) * lanes;
        int is_there = row < sizes.written_rows && column < sizes.written_columns;
        floats gradient = is_there ? load(output_gradient, source, convolution.is_output_bfloat16) : (floats)0;
        if (is_pooled) {
            integers winner = is_there ? load_argmax(argmax, source) : (integers)none;
            UNROLLED for (int element = 0; element < 4; element++) {
                values[2 * tile_row + element / 2][2 * tile_column + element % 2] = winner == element ? gradient : 0;
            }
            bias += winner == none ? 0 : gradient;
        } else {
            if (convolution.has_relu && is_there) {
                gradient = load(output, source, convolution.is_output_bfloat16) > 0 ? gradient : 0;
            }
            values[tile_row][tile_column] = gradient;
            bias += gradient;
        }
    }
    return bias;
}

/// Transforms the output gradients of some tiles, and accumulates the bias gradient.
///
/// - by_tiles: where they are stored a second time, if `transformed` has pairs of channels.
INLINE void transform_output_gradients(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, const void *output,
    const uint8_t *argmax, const void *output_gradient, long start, long count,
    struct tile_matrices transformed, struct tile_matrices by_tiles, float *bias_gradient) {
    for (long index = 0; index < count; index++) {
        struct tile tile = tile_at(sizes, start + index), later = tile_at(sizes, start + index + tiles_ahead);
        for (long block = 0; block < convolution.output_blocks; block++) {
            floats values[tile_outputs][tile_outputs], products[tile_inputs][tile_inputs];
            floats bias = load(bias_gradient, block * lanes, 0);
            if (convolution.is_pooled) {
                ask_for_outputs(convolution, sizes, output_gradient, later, block, 2);
                bias = read_tile_gradients(
                    convolution, sizes, tile, block, output, argmax, output_gradient, values, bias, 1);
            } else {
                ask_for_outputs(convolution, sizes, output_gradient, later, block, 1);
                bias = read_tile_gradients(
                    convolution, sizes, tile, block, output, argmax, output_gradient, values, bias, 0);
            }
            store(bias_gradient, block * lanes, 0, bias);
            if (transformed.form == float_numbers) {
                TRANSFORM_SQUARE(transform_output_back, values, tile_outputs, products, tile_inputs);
                store_products(transformed, index, block, products);
            } else {
                TRANSFORM_SQUARE(balanced_output_back, values, tile_outputs, products, tile_inputs);
                store_products(transformed, index, block, products);
                store_products(by_tiles, index, block, products);
            }
        }
    }
}

/// Transforms the sums of a weight gradient, `[36, inputs, outputs]`, and accumulates them.
INLINE void add_weight_gradient(
    struct sizes sizes, long blocks, const float *sums, float *weight_gradient,
    const int is_balanced) {
    for (long block = 0; block < blocks; block++) {
        for (long index = 0; index < sizes.inputs; index++) {
            floats products[tile_inputs][tile_inputs], kernel[tile_kernel][tile_kernel];
            UNROLLED for (int product = 0; product < tile_products; product++) {
                products[product / tile_inputs][product % tile_inputs] =
                    load(sums, product * sizes.weight_step + (index * blocks + block) * lanes, 0);
            }
            if (is_balanced) {
                TRANSFORM_SQUARE(balanced_kernel_back, products, tile_inputs, kernel, tile_kernel);
            } else {
                TRANSFORM_SQUARE(transform_kernel_back, products, tile_inputs, kernel, tile_kernel);
            }
            UNROLLED for (int tap = 0; tap < tile_kernel * tile_kernel; tap++, weight_gradient += lanes) {
                floats sum = load(weight_gradient, 0, 0) + kernel[tap / tile_kernel][tap % tile_kernel];
                store(weight_gradient, 0, 0, sum);
            }
        }
    }
}

#endif
