// Products of small matrices that fit into a core's cache.

#ifndef STEPBOOK_MATRIX_PRODUCT_H
#define STEPBOOK_MATRIX_PRODUCT_H

#include "vectors.h"

/// A left factor: element (row, place) has the index row·row_step + place·place_step.
struct left_factor {
    const float *elements;
    long row_step, place_step;
};

/// Sixteen vector accumulators at a time: enough to hide the latency of a multiply-add.
enum { sums_at_once = 16 };

/// Computes `sums_at_once` / `vectors` rows of a product, in `vectors` · 16 columns.
INLINE void multiply_rows(
    struct left_factor left, const float *right, float *product, long depth, long columns, const int vectors,
    const int adds) {
    const int rows = sums_at_once / vectors;
    floats sums[sums_at_once];
#pragma clang loop unroll(full)
    for (int sum = 0; sum < sums_at_once; sum++) {
        sums[sum] = adds ? load(product, sum / vectors * columns + sum % vectors * lanes, 0) : (floats)0;
    }
    for (long place = 0; place < depth; place++) {
        floats factors[4];
#pragma clang loop unroll(full)
        for (int vector = 0; vector < vectors; vector++) {
            factors[vector] = load(right, place * columns + vector * lanes, 0);
        }
#pragma clang loop unroll(full)
        for (int row = 0; row < rows; row++) {
            float factor = left.elements[row * left.row_step + place * left.place_step];
#pragma clang loop unroll(full)
            for (int vector = 0; vector < vectors; vector++) {
                sums[row * vectors + vector] += factor * factors[vector];
            }
        }
    }
#pragma clang loop unroll(full)
    for (int sum = 0; sum < sums_at_once; sum++) {
        store(product, sum / vectors * columns + sum % vectors * lanes, 0, sums[sum]);
    }
}

/// Computes or accumulates a product of rows × depth by depth × columns.
///
/// - rows, columns: multiples of 16.
/// - right, product: row-major, with rows of `columns` numbers.
INLINE void multiply(
    struct left_factor left, const float *right, float *product, long rows, long depth, long columns,
    const int adds) {
    for (long column = 0; column < columns;) {
        long vectors = (columns - column) / lanes;
        vectors = vectors >= 4 ? 4 : vectors >= 2 ? 2 : 1;
        for (long row = 0; row < rows; row += sums_at_once / vectors) {
            struct left_factor part = left;
            part.elements += row * left.row_step;
            float *target = product + row * columns + column;
            if (vectors == 4) {
                multiply_rows(part, right + column, target, depth, columns, 4, adds);
            } else if (vectors == 2) {
                multiply_rows(part, right + column, target, depth, columns, 2, adds);
            } else {
                multiply_rows(part, right + column, target, depth, columns, 1, adds);
            }
        }
        column += vectors * lanes;
    }
}

#endif
