// Transforms of tiles: inputs, outputs and their gradients.

#ifndef STEPBOOK_WINOGRAD_TILES_H
#define STEPBOOK_WINOGRAD_TILES_H

#include "winograd.h"
#include "winograd_convolution.h"

/// The number of tiles that pass all stages together: enough to reuse a transformed weight well, and few enough to stay
/// with it in an L2 cache of 1 MiB. A multiple of 16, for the products.
enum { few_tiles = 32, many_tiles = 64 };

/// The number of elements of a transformed weight, for a product, from which on it leaves the L2 cache anyway with short
/// registers, so that it should be used by more tiles.
enum { large_weight = 32768 };

/// The rows or columns of inputs that a tile shares with the next one.
enum { overlap = tile_inputs - tile_outputs };

/// Sizes derived from a convolution's.
struct sizes {
    long inputs, outputs;
    /// The rows and columns of the output before pooling, and of the output that is written.
    long rows, columns, written_rows, written_columns;
    /// The numbers of tiles in an image, in a row of tiles, and in all images.
    long image_tiles, row_tiles, tiles;
    /// The number of tiles that pass all stages together.
    long tiles_at_once;
    /// The floats from one product's matrix to the next: one vector more than the elements, because otherwise all of
    /// them would map to a few sets of the caches.
    long input_step, output_step, weight_step;
};

INLINE struct sizes sizes_of(struct stepbook_winograd_convolution convolution) {
    struct sizes sizes = {.inputs = convolution.input_blocks * lanes, .outputs = convolution.output_blocks * lanes};
    sizes.rows = convolution.height + 2 * convolution.padding - tile_kernel + 1;
    sizes.columns = convolution.width + 2 * convolution.padding - tile_kernel + 1;
    sizes.written_rows = convolution.is_pooled ? sizes.rows / 2 : sizes.rows;
    sizes.written_columns = convolution.is_pooled ? sizes.columns / 2 : sizes.columns;
    sizes.row_tiles = (sizes.columns + tile_outputs - 1) / tile_outputs;
    sizes.image_tiles = sizes.row_tiles * ((sizes.rows + tile_outputs - 1) / tile_outputs);
    sizes.tiles = sizes.image_tiles * convolution.images;
    sizes.tiles_at_once =
        !convolution.has_long_registers && sizes.inputs * sizes.outputs >= large_weight ? many_tiles : few_tiles;
    sizes.input_step = sizes.tiles_at_once * sizes.inputs + lanes;
    sizes.output_step = sizes.tiles_at_once * sizes.outputs + lanes;
    sizes.weight_step = sizes.inputs * sizes.outputs + lanes;
    return sizes;
}

/// The position of a tile.
struct tile {
    long image;
    /// Its first output.
    long row, column;
};

INLINE struct tile tile_at(struct sizes sizes, long index) {
    long place = index % sizes.image_tiles;
    return (struct tile){
        .image = index / sizes.image_tiles,
        .row = place / sizes.row_tiles * tile_outputs,
        .column = place % sizes.row_tiles * tile_outputs};
}

/// How many tiles ahead values are asked for, so that they have arrived when they are needed.
enum { tiles_ahead = 2 };

/// Asks for a rectangle of vectors of 16: the rows of a tile are too far apart for the processor to foresee them.
///
/// - start: the index of its first element; it may lie outside the elements, which asking for it does not read.
/// - row_step: the number of elements from one row to the next.
INLINE void ask_for(
    const void *elements, long start, long row_step, const int rows, const int columns, int is_bfloat16) {
    const int line = 64, size = is_bfloat16 ? 2 : 4;
    uintptr_t first = (uintptr_t)elements + (uintptr_t)(start * size);
    UNROLLED for (int row = 0; row < rows; row++) {
        uintptr_t place = first + (uintptr_t)(row * row_step * size);
        for (int byte = 0; byte < columns * lanes * size; byte += line) __builtin_prefetch((const void *)(place + byte));
    }
}

/// Asks for the inputs of a tile, or for their gradients, in one block: those that it does not share with the tile
/// before it.
INLINE void ask_for_inputs(
    struct stepbook_winograd_convolution convolution, const void *input, struct tile tile, long block) {
    long row = (tile.image * convolution.input_blocks + block) * convolution.height + tile.row - convolution.padding;
    long column = tile.column - convolution.padding + overlap;
    ask_for(
        input, (row * convolution.width + column) * lanes, convolution.width * lanes, tile_inputs, tile_outputs,
        convolution.is_bfloat16);
}

/// Asks for the written outputs of a tile, or for their gradients, in one block.
INLINE void ask_for_outputs(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, const void *output, struct tile tile,
    long block, const int width) {
    long row = (tile.image * convolution.output_blocks + block) * sizes.written_rows + tile.row / width;
    ask_for(
        output, (row * sizes.written_columns + tile.column / width) * lanes, sizes.written_columns * lanes,
        tile_outputs / width, tile_outputs / width, convolution.is_output_bfloat16);
}

/// Transforms the inputs of some tiles, with zeros outside the image.
INLINE void transform_inputs(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, const void *input, long start,
    long count, float *transformed) {
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
            TRANSFORM_SQUARE(transform_input, values, tile_inputs, products, tile_inputs);
            UNROLLED for (int product = 0; product < tile_products; product++) {
                store(
                    transformed, product * sizes.input_step + index * sizes.inputs + block * lanes, 0,
                    products[product / tile_inputs][product % tile_inputs]);
            }
        }
    }
}

/// Accumulates the input gradients of some tiles, which overlap those of earlier tiles.
///
/// - image: accumulates the gradient of one image before it is rounded to bfloat16.
INLINE void add_input_gradients(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, const float *transformed, long start,
    long count, void *input_gradient, float *image) {
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
            TRANSFORM_SQUARE(transform_input_back, products, tile_inputs, values, tile_inputs);
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
    const float *bias, long start, long count, void *output, uint8_t *argmax) {
    for (long index = 0; index < count; index++) {
        struct tile tile = tile_at(sizes, start + index), later = tile_at(sizes, start + index + tiles_ahead);
        for (long block = 0; block < convolution.output_blocks; block++) {
            floats products[tile_inputs][tile_inputs], values[tile_outputs][tile_outputs];
            UNROLLED for (int product = 0; product < tile_products; product++) {
                products[product / tile_inputs][product % tile_inputs] = load(
                    transformed, product * sizes.output_step + index * sizes.outputs + block * lanes, 0);
            }
            TRANSFORM_SQUARE(transform_output, products, tile_inputs, values, tile_outputs);
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
INLINE void transform_output_gradients(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, const void *output,
    const uint8_t *argmax, const void *output_gradient, long start, long count, float *transformed,
    float *bias_gradient) {
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
            TRANSFORM_SQUARE(transform_output_back, values, tile_outputs, products, tile_inputs);
            UNROLLED for (int product = 0; product < tile_products; product++) {
                store(
                    transformed, product * sizes.output_step + index * sizes.outputs + block * lanes, 0,
                    products[product / tile_inputs][product % tile_inputs]);
            }
        }
    }
}

#endif
