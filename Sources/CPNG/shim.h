// libpng's simplified API: whole images in, whole images out, no setjmp.
#include <png.h>
