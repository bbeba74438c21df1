/* The XML of a package signature. The input is the signature part of one small package that is otherwise sound, so that mutations are spent
 * on the reader of the XML and on the check of SignedInfo, not on archives (those are fuzz_workbook's and fuzz_parts's). */
#include "base/buffer.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "export/package_manifest.h"
#include "export/package_signature.h"
#include "export/signature_xml.h"
#include "tests/fuzz/fuzz.h"

#define SIGNATURE_PART SIGNATURE_FOLDER "sig1.xml"
#define SPREADSHEET "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
#define DOCUMENT_RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
#define TYPES                                                                                                                              \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "  \
    "Extension=\"rels\" ContentType=\"" OPC_RELS_TYPE "\"/></Types>"

/* One workbook part, answers, and the three parts of a signature; the last one's content comes from outside. */
static struct package *host(void)
{
    static struct package p;
    struct error e = {.text = ""};
    if (p.count > 0) {
        return &p;
    }
    const bool made = package_put(&p, OPC_TYPES_PART, NULL, TYPES, sizeof TYPES - 1, &e) == ST_OK &&
                      package_put(&p, "/xl/workbook.xml", SPREADSHEET, "<w/>", 4, &e) == ST_OK &&
                      package_put(&p, PACKAGE_ANSWERS_PART, "application/json", "{}", 2, &e) == ST_OK &&
                      package_relate(&p, "/", "rId1", DOCUMENT_RELATION, "xl/workbook.xml", &e) == ST_OK &&
                      package_default_type(&p, "sigs", SIGNATURE_ORIGIN_TYPE, &e) == ST_OK &&
                      package_put(&p, SIGNATURE_ORIGIN, NULL, "", 0, &e) == ST_OK &&
                      package_put(&p, SIGNATURE_PART, SIGNATURE_TYPE, "", 0, &e) == ST_OK &&
                      package_relate(&p, "/", "rIdSignatureOrigin", SIGNATURE_ORIGIN_RELATION, "_xmlsignatures/origin.sigs", &e) == ST_OK &&
                      package_relate(&p, SIGNATURE_ORIGIN, "rId1", SIGNATURE_RELATION, "sig1.xml", &e) == ST_OK;
    if (!made) {
        (void)fprintf(stderr, "%s\n", e.text);
        abort();
    }
    return &p;
}

static void put(struct package_part *part, const uint8_t *bytes, size_t n)
{
    free(part->data);
    part->data = malloc(n + 1);
    part->size = n;
    memcpy(part->data, bytes, n);
    part->data[n] = '\0';
}

/* What the reader promises of a signature that it takes for sound. */
static void look_into(const struct package_part *part, char sha256[SHA256_TEXT])
{
    struct signature_xml s;
    struct error e = {.status = ST_OK};
    struct buffer der;
    if (signature_xml_read(&s, part, &e) != ST_OK) {
        PROMISE(e.text[0] != '\0' && utf8_valid(e.text, strlen(e.text)));
        return;
    }
    PROMISE(s.doc && s.certificate && sha256_text_valid(s.certificate_sha256) && s.count <= PACKAGE_ENTRIES_MAX);
    for (size_t i = 0; i < s.count; i++) {
        PROMISE(s.references[i].part[0] == '/' && s.references[i].type);
        for (size_t k = 0; k < i; k++) {
            PROMISE(strcasecmp(s.references[i].part, s.references[k].part) != 0);
        }
    }
    buffer_init(&der, BUFFER_MAX_TEXT);
    (void)base64_decode(&der, s.certificate, strlen(s.certificate));
    sha256_hex(buffer_text(&der), der.length, sha256);
    buffer_release(&der);
    signature_xml_release(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char nobody[] = "0000000000000000000000000000000000000000000000000000000000000000";
    struct package *p = host();
    struct package_part *part = package_part(p, SIGNATURE_PART);
    struct error e = {.status = ST_OK};
    char sha256[SHA256_TEXT];
    memcpy(sha256, nobody, sizeof sha256);
    put(part, bytes, n);
    look_into(part, sha256);
    PROMISE(package_verify(p, nobody, &e) == PACKAGE_INVALID); /* nobody's certificate has that digest */
    (void)package_verify(p, sha256, &e);
    return 0;
}
