// The transforms of Winograd's algorithm F(4×4, 3×3), with the points 0, ±1, ±2 and ∞ (Lavin and Gray 2016, section
// 4.3).
//
// Outputs are Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A for a kernel g and an input tile d. The gradients follow from this formula: with
// D = A y Aᵀ for the gradient y of the outputs, they are Gᵀ[D ⊙ (Bᵀ d B)]G for g, and B[(G g Gᵀ) ⊙ D]Bᵀ for d.

#ifndef STEPBOOK_WINOGRAD_H
#define STEPBOOK_WINOGRAD_H

#include "vectors.h"

enum {
    /// The side lengths of a tile's outputs, inputs and kernel.
    tile_outputs = 4,
    tile_inputs = 6,
    tile_kernel = 3,
    /// The number of products of a tile.
    tile_products = 36,
};

/// Bᵀ · values.
INLINE void transform_input(const floats from[6], floats to[6]) {
    floats outer = from[4] - 4 * from[2], inner = from[3] - 4 * from[1];
    floats outer2 = from[4] - from[2], inner2 = 2 * (from[3] - from[1]);
    to[0] = 4 * from[0] - 5 * from[2] + from[4];
    to[1] = outer + inner;
    to[2] = outer - inner;
    to[3] = outer2 + inner2;
    to[4] = outer2 - inner2;
    to[5] = 4 * from[1] - 5 * from[3] + from[5];
}

/// B · values.
INLINE void transform_input_back(const floats from[6], floats to[6]) {
    floats sum1 = from[1] + from[2], difference1 = from[1] - from[2];
    floats sum2 = from[3] + from[4], difference2 = from[3] - from[4];
    to[0] = 4 * from[0];
    to[1] = 4 * (from[5] - difference1) - 2 * difference2;
    to[2] = -5 * from[0] - 4 * sum1 - sum2;
    to[3] = difference1 + 2 * difference2 - 5 * from[5];
    to[4] = from[0] + sum1 + sum2;
    to[5] = from[5];
}

/// G · values.
INLINE void transform_kernel(const floats from[3], floats to[6]) {
    floats even1 = (from[0] + from[2]) * (1.0f / 6), odd1 = from[1] * (1.0f / 6);
    floats even2 = from[0] * (1.0f / 24) + from[2] * (1.0f / 6), odd2 = from[1] * (1.0f / 12);
    to[0] = from[0] * 0.25f;
    to[1] = -even1 - odd1;
    to[2] = odd1 - even1;
    to[3] = even2 + odd2;
    to[4] = even2 - odd2;
    to[5] = from[2];
}

/// Gᵀ · values.
INLINE void transform_kernel_back(const floats from[6], floats to[3]) {
    floats sum1 = (from[1] + from[2]) * (1.0f / 6), difference1 = (from[2] - from[1]) * (1.0f / 6);
    floats sum2 = from[3] + from[4], difference2 = from[3] - from[4];
    to[0] = from[0] * 0.25f - sum1 + sum2 * (1.0f / 24);
    to[1] = difference1 + difference2 * (1.0f / 12);
    to[2] = sum2 * (1.0f / 6) - sum1 + from[5];
}

/// Aᵀ · values.
INLINE void transform_output(const floats from[6], floats to[4]) {
    floats sum1 = from[1] + from[2], difference1 = from[1] - from[2];
    floats sum2 = from[3] + from[4], difference2 = from[3] - from[4];
    to[0] = from[0] + sum1 + sum2;
    to[1] = difference1 + 2 * difference2;
    to[2] = sum1 + 4 * sum2;
    to[3] = difference1 + 8 * difference2 + from[5];
}

/// A · values.
INLINE void transform_output_back(const floats from[4], floats to[6]) {
    floats even1 = from[0] + from[2], odd1 = from[1] + from[3];
    floats even2 = from[0] + 4 * from[2], odd2 = 2 * from[1] + 8 * from[3];
    to[0] = from[0];
    to[1] = even1 + odd1;
    to[2] = even1 - odd1;
    to[3] = even2 + odd2;
    to[4] = even2 - odd2;
    to[5] = from[3];
}

/// Transforms the columns of a square of vectors, then its rows: T · square · Tᵀ.
#define TRANSFORM_SQUARE(transform, from, from_size, to, to_size)                                                   \
    do {                                                                                                            \
        floats half[to_size][from_size];                                                                            \
        UNROLLED for (int column = 0; column < (from_size); column++) {                                             \
            floats before[from_size], after[to_size];                                                               \
            UNROLLED for (int row = 0; row < (from_size); row++) before[row] = (from)[row][column];                 \
            transform(before, after);                                                                               \
            UNROLLED for (int row = 0; row < (to_size); row++) half[row][column] = after[row];                      \
        }                                                                                                           \
        UNROLLED for (int row = 0; row < (to_size); row++) transform(half[row], (to)[row]);                         \
    } while (0)

#endif
