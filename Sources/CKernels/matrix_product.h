// Products of small matrices that fit into a core's cache.

#ifndef STEPBOOK_MATRIX_PRODUCT_H
#define STEPBOOK_MATRIX_PRODUCT_H

#include "vectors.h"

/// A left factor: element (row, place) has the index row·row_step + place·place_step.
struct left_factor {
    const float *elements;
    long row_step, place_step;
};

/// A right factor: its columns come in panels of 16; element (place, 0) of a panel has the index
/// panel·panel_step + place·place_step.
struct right_factor {
    const float *elements;
    long panel_step, place_step;
};

/// The accumulators that 32 registers of 16 floats hold beside the factors.
enum { sums_at_once = 16 };

/// The accumulators that 16 registers of 8 floats hold beside the factors, two registers each, and the depth from which
/// on as many pay: at a smaller one, filling and emptying the pipelines takes longer than they save.
enum { sums_in_short_registers = 6, depth_of_many_sums = 64 };

/// Computes `rows` rows of a product in `panels` · 16 columns.
INLINE void multiply_rows(
    struct left_factor left, struct right_factor right, float *product, long depth, long columns, const int rows,
    const int panels, const int adds) {
    floats sums[sums_at_once];
    UNROLLED for (int sum = 0; sum < rows * panels; sum++) {
        sums[sum] = adds ? load(product, sum / panels * columns + sum % panels * lanes, 0) : (floats)0;
    }
    for (long place = 0; place < depth; place++) {
        floats factors[4];
        UNROLLED for (int panel = 0; panel < panels; panel++) {
            factors[panel] = load(right.elements, place * right.place_step + panel * right.panel_step, 0);
        }
        UNROLLED for (int row = 0; row < rows; row++) {
            float factor = left.elements[row * left.row_step + place * left.place_step];
            UNROLLED for (int panel = 0; panel < panels; panel++) {
                sums[row * panels + panel] += factor * factors[panel];
            }
        }
    }
    UNROLLED for (int sum = 0; sum < rows * panels; sum++) {
        store(product, sum / panels * columns + sum % panels * lanes, 0, sums[sum]);
    }
}

/// Computes or accumulates a product of rows × depth by depth × columns, `panels` panels at a time from a column on.
INLINE void multiply_panels(
    struct left_factor left, struct right_factor right, float *product, long rows, long depth, long columns,
    long column, const int sums, const int panels, const int adds) {
    const int some = sums / panels;
    right.elements += column / lanes * right.panel_step;
    for (long row = 0; row < rows; row += some) {
        struct left_factor part = left;
        part.elements += row * left.row_step;
        multiply_rows(part, right, product + row * columns + column, depth, columns, some, panels, adds);
    }
}

/// Computes or accumulates the 16 columns of a panel with short registers.
///
/// - rows: a multiple of 16.
INLINE void multiply_panel_in_short_registers(
    struct left_factor left, struct right_factor right, float *product, long rows, long depth, long columns,
    const int adds) {
    for (long row = 0; row < rows;) {
        struct left_factor part = left;
        part.elements += row * left.row_step;
        // Fours take what sixes leave.
        long rest = rows - row;
        if (depth >= depth_of_many_sums && rest != 4 && rest != 8) {
            multiply_rows(part, right, product + row * columns, depth, columns, sums_in_short_registers, 1, adds);
            row += sums_in_short_registers;
        } else {
            multiply_rows(part, right, product + row * columns, depth, columns, 4, 1, adds);
            row += 4;
        }
    }
}

/// Computes or accumulates a product of rows × depth by depth × columns.
///
/// The order of the additions, and so every bit, is the same for both kinds of registers.
///
/// - rows, columns: multiples of 16.
/// - product: row-major, with rows of `columns` numbers.
/// - has_long_registers: whether there are 32 registers of 16 floats rather than 16 of 8.
INLINE void multiply(
    struct left_factor left, struct right_factor right, float *product, long rows, long depth, long columns,
    const int has_long_registers, const int adds) {
    for (long column = 0; column < columns;) {
        long panels = (columns - column) / lanes;
        if (!has_long_registers) {
            struct right_factor panel = right;
            panel.elements += column / lanes * right.panel_step;
            multiply_panel_in_short_registers(left, panel, product + column, rows, depth, columns, adds);
            panels = 1;
        } else if (panels >= 4) {
            multiply_panels(left, right, product, rows, depth, columns, column, sums_at_once, 4, adds);
            panels = 4;
        } else if (panels >= 2) {
            multiply_panels(left, right, product, rows, depth, columns, column, sums_at_once, 2, adds);
            panels = 2;
        } else {
            multiply_panels(left, right, product, rows, depth, columns, column, sums_at_once, 1, adds);
        }
        column += panels * lanes;
    }
}

#endif
