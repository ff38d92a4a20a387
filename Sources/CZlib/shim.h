// zlib: gzip streams of data set files.
#include <zlib.h>
