// Products of small matrices of bfloat16 with sums in float, which fit into a core's cache. For files that are compiled
// for the instructions of bfloat16.

#ifndef STEPBOOK_MATRIX_PRODUCT_BFLOAT16_H
#define STEPBOOK_MATRIX_PRODUCT_BFLOAT16_H

#include <immintrin.h>

#include "matrix_product.h"

/// A left factor of pairs of numbers that are neighbours along the depth, 32 bits each: pair (row, place) has the index
/// row·row_step + place·place_step.
struct left_pairs {
    const uint32_t *elements;
    long row_step, place_step;
};

/// A right factor of such pairs: its columns come in panels of 16; pair (place, 0) of a panel has the index
/// panel·panel_step + place·place_step.
struct right_pairs {
    const uint32_t *elements;
    long panel_step, place_step;
};

/// Computes or accumulates `rows` rows of a product in `panels` · 16 columns.
INLINE void multiply_rows_of_pairs(
    struct left_pairs left, struct right_pairs right, float *product, long depth, long columns, const int rows,
    const int panels, const int adds) {
    floats sums[sums_at_once];
    UNROLLED for (int sum = 0; sum < rows * panels; sum++) {
        sums[sum] = adds ? load(product, sum / panels * columns + sum % panels * lanes, 0) : (floats)0;
    }
    for (long place = 0; place < depth; place++) {
        __m512bh factors[4];
        UNROLLED for (int panel = 0; panel < panels; panel++) {
            factors[panel] =
                (__m512bh)_mm512_loadu_si512(right.elements + place * right.place_step + panel * right.panel_step);
        }
        UNROLLED for (int row = 0; row < rows; row++) {
            uint32_t pair = left.elements[row * left.row_step + place * left.place_step];
            __m512bh factor = (__m512bh)_mm512_set1_epi32((int)pair);
            UNROLLED for (int panel = 0; panel < panels; panel++) {
                floats *sum = &sums[row * panels + panel];
                *sum = (floats)_mm512_dpbf16_ps((__m512)*sum, factor, factors[panel]);
            }
        }
    }
    UNROLLED for (int sum = 0; sum < rows * panels; sum++) {
        store(product, sum / panels * columns + sum % panels * lanes, 0, sums[sum]);
    }
}

/// Computes or accumulates a product of rows × 2·depth by 2·depth × columns, `panels` panels at a time from a column on.
INLINE void multiply_panels_of_pairs(
    struct left_pairs left, struct right_pairs right, float *product, long rows, long depth, long columns, long column,
    const int panels, const int adds) {
    const int some = sums_at_once / panels;
    right.elements += column / lanes * right.panel_step;
    for (long row = 0; row < rows; row += some) {
        struct left_pairs part = left;
        part.elements += row * left.row_step;
        multiply_rows_of_pairs(part, right, product + row * columns + column, depth, columns, some, panels, adds);
    }
}

/// Computes or accumulates a product of rows × 2·depth by 2·depth × columns.
///
/// - rows, columns: multiples of 16.
/// - product: row-major, with rows of `columns` numbers.
INLINE void multiply_pairs(
    struct left_pairs left, struct right_pairs right, float *product, long rows, long depth, long columns,
    const int adds) {
    for (long column = 0; column < columns;) {
        long panels = (columns - column) / lanes;
        if (panels >= 4) {
            multiply_panels_of_pairs(left, right, product, rows, depth, columns, column, 4, adds);
            panels = 4;
        } else if (panels >= 2) {
            multiply_panels_of_pairs(left, right, product, rows, depth, columns, column, 2, adds);
            panels = 2;
        } else {
            multiply_panels_of_pairs(left, right, product, rows, depth, columns, column, 1, adds);
        }
        column += panels * lanes;
    }
}

#endif
