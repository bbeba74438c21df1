/* What reads or signs XML lies in a module of its own, tenken-xml.so, which the program loads when it first needs one of these functions:
 * libxml2 and xmlsec bring seven more libraries along, which took half of every start. Callers know nothing of it: xml_loaded.c, in the
 * program, has functions of the same names that lead there. Unit tests are linked with the real ones. */
#ifndef TENKEN_XML_MODULE_H
#define TENKEN_XML_MODULE_H

#include "export/package_signature.h"
#include "export/sheet_reader.h"
#include "net/multistatus.h"

/* What the module offers, under the name xml_module. */
struct xml_module {
    void (*begin)(void); /* once, before any thread reads: libxml2 does not set itself up for several at a time */
    enum status (*package_sign)(const struct package_signer *signer, struct package *p, const struct clock *clock, struct error *e);
    enum package_verdict (*package_verify)(const struct package *p, const char *certificate_sha256, struct error *e);
    enum status (*shared_strings_read)(struct shared_strings *s, struct package_reader *reader, struct error *e);
    void (*shared_strings_release)(struct shared_strings *s);
    enum status (*sheet_cells)(struct package_reader *reader, const char *part, const struct shared_strings *strings,
                               sheet_cell_visit *visit, void *context, struct error *e);
    enum status (*multistatus_read)(const char *bytes, size_t n, const char *collection, struct offers *out, struct error *e);
};
extern const struct xml_module xml_module;

#endif
