/* Workbooks as they come from strangers: the archive, its parts, the cells, and the signature over all of them. */
#include "export/package_signature.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/workbook.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char nobody[] = "0000000000000000000000000000000000000000000000000000000000000000";
    struct error e = {.status = ST_OK};
    struct package_reader *reader;
    if (package_open(&reader, bytes, n, "fuzz", &e) != ST_OK) {
        PROMISE(e.status == ST_INPUT);
        return 0;
    }
    read_all_parts(reader);
    package_close(reader);
    struct package package;
    if (package_load(&package, bytes, n, &e) == ST_OK) {
        PROMISE(package_verify(&package, nobody, &e) != PACKAGE_SIGNED);
        package_release(&package);
    }
    return 0;
}
