// Tiles: their sizes, their places, and the numbers that they are transformed to.

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

/// How the transformed numbers of tiles are stored: as float, `[tiles, channels]`; or as bfloat16 in pairs of neighbours,
/// two channels, `[tiles, channels]`, or two tiles, `[tiles / 2, channels, 2]`.
enum form { float_numbers, channel_pairs, tile_pairs };

/// The transformed tiles: a matrix for each of the 36 products.
struct tile_matrices {
    void *elements;
    /// The distance from one matrix to the next, in 32 bits.
    long step;
    long channels;
    enum form form;
};

/// Stores the transformed numbers of 16 channels of a tile.
INLINE void store_products(
    struct tile_matrices matrices, long index, long block, const floats products[tile_inputs][tile_inputs]) {
    UNROLLED for (int product = 0; product < tile_products; product++) {
        floats numbers = products[product / tile_inputs][product % tile_inputs];
        if (matrices.form == float_numbers) {
            store(matrices.elements, product * matrices.step + index * matrices.channels + block * lanes, 0, numbers);
        } else if (matrices.form == channel_pairs) {
            long place = product * matrices.step * 2 + index * matrices.channels + block * lanes;
            store(matrices.elements, place, 1, numbers);
        } else {
            // The second of two tiles joins the first; if there is none, there is a zero in its place.
            uint32_t *place =
                (uint32_t *)matrices.elements + product * matrices.step + index / 2 * matrices.channels + block * lanes;
            patterns pairs = round_to_bfloat16(numbers), first;
            if (index % 2) {
                memcpy(&first, place, sizeof first);
                pairs = pairs << 16 | first;
            }
            memcpy(place, &pairs, sizeof pairs);
        }
    }
}

#endif
