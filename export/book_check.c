#include "export/book_check.h"

#include <libxml/parser.h>
#include <zip.h>

/* Well-formed as a whole; nothing is kept of it. */
static bool part_whole(zip_file_t *part)
{
    char chunk[65536];
    xmlSAXHandler nothing = {.initialized = XML_SAX2_MAGIC};
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&nothing, NULL, NULL, 0, NULL);
    if (!parser) {
        return false;
    }
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_HUGE);
    zip_int64_t got;
    int failed = 0;
    while (!failed && (got = zip_fread(part, chunk, sizeof chunk)) > 0) {
        failed = xmlParseChunk(parser, chunk, (int)got, 0);
    }
    failed = failed || got < 0 || xmlParseChunk(parser, chunk, 0, 1) != 0 || !parser->wellFormed;
    xmlFreeParserCtxt(parser);
    return !failed;
}

bool book_whole(const char *path)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    if (!zip) {
        return false;
    }
    zip_int64_t count = zip_get_num_entries(zip, 0);
    bool whole = count > 0;
    for (zip_uint64_t i = 0; i < (zip_uint64_t)count && whole; i++) {
        zip_file_t *part = zip_fopen_index(zip, i, 0);
        whole = part && part_whole(part);
        if (part) {
            whole = zip_fclose(part) == 0 && whole;
        }
    }
    zip_discard(zip);
    return whole;
}
