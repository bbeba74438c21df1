/* The XML inside workbooks: the input is a list of parts, which are put into a sound archive; so mutations reach the readers of sheets and
 * signatures instead of ending at a checksum. Each part begins with a line "=== NAME". */
#include "base/digest.h"
#include "export/package_signature.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/workbook.h"

#define MARK "=== "
#define PARTS_MAX 20

static void split(struct package *p, const char *text, size_t n)
{
    const char *end = text + n;
    while (p->count < PARTS_MAX && end - text > 4 && memcmp(text, MARK, 4) == 0) {
        const char *name = text + 4;
        const char *line = memchr(name, '\n', (size_t)(end - name));
        if (!line) {
            return;
        }
        if (name[0] != '/') { /* as package_write may rely on */
            return;
        }
        const char *next = memmem(line, (size_t)(end - line), "\n" MARK, 5);
        const char *content = line + 1, *stop = next ? next : end;
        if (content > stop) {
            content = stop;
        }
        struct package_part *part = &p->parts[p->count++];
        part->name = strndup(name, (size_t)(line - name));
        part->size = (size_t)(stop - content);
        part->data = malloc(part->size + 1);
        memcpy(part->data, content, part->size);
        part->data[part->size] = '\0';
        if (!next) {
            return;
        }
        text = next + 1;
    }
}

/* The fingerprint that makes the verifier go on: that of the first certificate in the signature. */
static void expected(const struct package *p, char sha256[SHA256_TEXT])
{
    static const char tag[] = "<X509Certificate>";
    const struct package_part *signature = package_part(p, "/_xmlsignatures/sig1.xml");
    const char *from = signature ? memmem(signature->data, signature->size, tag, sizeof tag - 1) : NULL;
    const char *text = from ? from + sizeof tag - 1 : "";
    struct buffer der;
    buffer_init(&der, BUFFER_MAX_TEXT);
    (void)base64_decode(&der, text, strcspn(text, "<"));
    sha256_hex(buffer_text(&der), der.length, sha256);
    buffer_release(&der);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct error e = {.text = ""};
    char sha256[SHA256_TEXT];
    struct buffer archive;
    struct package_reader *reader;
    struct package p = {.parts = calloc(PARTS_MAX, sizeof *p.parts)};
    buffer_init(&archive, PACKAGE_FILE_MAX);
    split(&p, (const char *)bytes, n);
    expected(&p, sha256);
    if (package_write(&p, &archive, &e) == ST_OK && package_open(&reader, archive.data, archive.length, "fuzz", &e) == ST_OK) {
        read_all_parts(reader);
        package_close(reader);
    }
    (void)package_verify(&p, sha256, &e);
    buffer_release(&archive);
    package_release(&p);
    return 0;
}
