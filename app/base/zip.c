#include "base/zip.h"

#include <string.h>

bool zip_likely(const void *bytes, size_t n)
{
    return n >= 4 && memcmp(bytes, "PK\003\004", 4) == 0;
}
