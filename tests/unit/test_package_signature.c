/* The native signature of workbooks: what is signed verifies, and whatever is changed, added or taken away afterwards shows. */
#include "base/buffer.h"
#include "base/digest.h"
#include "export/package_signature.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <xlsxwriter.h>

#include <cmocka.h>

struct fixture {
    struct package_identity id;
    char sha256[SHA256_TEXT];
};

static void make_identity(struct fixture *f, EVP_PKEY *key)
{
    f->id.key = key;
    X509 *x = f->id.certificate = X509_new();
    X509_set_version(x, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 77);
    X509_time_adj_ex(X509_getm_notBefore(x), -1, 0, NULL);
    X509_time_adj_ex(X509_getm_notAfter(x), 365, 0, NULL);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_UTF8, (const unsigned char *)"見本 <製作所> & \"Co\"", -1, -1, 0);
    X509_set_issuer_name(x, X509_get_subject_name(x));
    X509_set_pubkey(x, key);
    X509_sign(x, key, EVP_sha256());
    unsigned char *der = NULL;
    const int n = i2d_X509(x, &der);
    sha256_hex(der, (size_t)n, f->sha256);
    OPENSSL_free(der);
}

static struct fixture ec, rsa, other;

static int set_up(void **state)
{
    (void)state;
    make_identity(&ec, EVP_EC_gen("P-256"));
    make_identity(&other, EVP_EC_gen("P-256"));
    make_identity(&rsa, EVP_RSA_gen(2048));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    struct fixture *all[] = {&ec, &rsa, &other};
    for (size_t i = 0; i < 3; i++) {
        EVP_PKEY_free(all[i]->id.key);
        X509_free(all[i]->id.certificate);
    }
    return 0;
}

static void workbook(struct package *p)
{
    char path[] = "book-XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Answers");
    worksheet_write_string(sheet, 0, 0, "見本製作所", NULL);
    worksheet_write_number(sheet, 1, 0, 3, NULL);
    workbook_add_worksheet(book, "Gaps");
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    static char bytes[65536];
    FILE *f = fopen(path, "rb");
    const size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    remove(path);
    struct error e;
    assert_int_equal(package_load(p, bytes, n, &e), ST_OK);
    assert_int_equal(package_put(p, PACKAGE_ANSWERS_PART, "application/json", "{\"a\":1}", 7, &e), ST_OK);
    assert_int_equal(package_relate(p, "/", "rIdAnswers", "https://example.invalid/answers", "assessment/answers.json", &e), ST_OK);
}

static void sign(struct package *p, const struct fixture *f)
{
    struct error e = {0};
    struct clock clock = clock_fixed(1790000000);
    const struct package_signer signer = {.sign = package_sign, .clock = &clock, .context = &f->id};
    if (package_sign(&signer, p, &clock, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
}

static void signed_workbook(struct package *p, const struct fixture *f)
{
    workbook(p);
    sign(p, f);
}

static void expect(const struct package *p, const char *sha256, enum package_verdict wanted, const char *words)
{
    struct error e = {0};
    const enum package_verdict got = package_verify(p, sha256, &e);
    if (got != wanted) {
        fail_msg("verdict %d, not %d: %s", (int)got, (int)wanted, e.text);
    }
    if (words != NULL && strstr(e.text, words) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", e.text, words);
    }
}

static void test_signed_with_each_key(void **state)
{
    (void)state;
    const struct fixture *all[] = {&ec, &rsa};
    for (size_t i = 0; i < 2; i++) {
        struct package p;
        signed_workbook(&p, all[i]);
        expect(&p, all[i]->sha256, PACKAGE_SIGNED, NULL);
        expect(&p, other.sha256, PACKAGE_INVALID, "another certificate");
        package_release(&p);
    }
}

static void test_survives_the_archive(void **state)
{
    (void)state;
    struct package p, again;
    struct buffer bytes;
    struct error e;
    buffer_init(&bytes, PACKAGE_FILE_MAX);
    signed_workbook(&p, &ec);
    assert_int_equal(package_write(&p, &bytes, &e), ST_OK);
    assert_int_equal(package_load(&again, bytes.data, bytes.length, &e), ST_OK);
    expect(&again, ec.sha256, PACKAGE_SIGNED, NULL);
    package_release(&again);
    package_release(&p);
    buffer_release(&bytes);
}

static void test_unsigned(void **state)
{
    (void)state;
    struct package p;
    workbook(&p);
    expect(&p, ec.sha256, PACKAGE_UNSIGNED, NULL);
    package_release(&p);
}

static void test_ed25519_is_refused_in_words(void **state)
{
    (void)state;
    struct package p;
    struct error e = {0};
    struct clock clock = clock_fixed(0);
    struct package_identity id = {.key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"), .certificate = ec.id.certificate};
    const struct package_signer signer = {.sign = package_sign, .clock = &clock, .context = &id};
    workbook(&p);
    assert_false(package_key_suits(id.key));
    assert_int_equal(package_sign(&signer, &p, &clock, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "Ed25519"));
    EVP_PKEY_free(id.key);
    package_release(&p);
}

/* Replaces the first `from` in a part by `to`, any length. */
static void replace(struct package *p, const char *name, const char *from, const char *to)
{
    const struct package_part *part = package_part(p, name);
    assert_non_null(part);
    const char *at = strstr(part->data, from);
    if (at == NULL) {
        fail_msg("%s has no %s", name, from);
        return;
    }
    struct buffer text;
    struct error e;
    buffer_init(&text, BUFFER_MAX_DOCUMENT);
    buffer_add(&text, part->data, (size_t)(at - part->data));
    buffer_add_text(&text, to);
    buffer_add_text(&text, at + strlen(from));
    assert_int_equal(package_put(p, name, NULL, buffer_text(&text), text.length, &e), ST_OK);
    buffer_release(&text);
}

static void drop(struct package *p, const char *name)
{
    struct package_part *part = package_part(p, name);
    assert_non_null(part);
    free(part->name);
    free(part->data);
    *part = p->parts[--p->count];
}

#define SIG "/_xmlsignatures/sig1.xml"
#define TYPES "/[Content_Types].xml"

/* One change each, with the verdict it must bring and a word of the sentence. */
static void test_tampering(void **state)
{
    (void)state;
    static const struct {
        const char *what, *part, *from, *to;
        enum package_verdict verdict;
    } table[] = {
        {"a cell", "/xl/worksheets/sheet1.xml", "<v>3</v>", "<v>4</v>", PACKAGE_INVALID},
        {"a text", "/xl/sharedStrings.xml", "見本", "見木", PACKAGE_INVALID},
        {"the answers", PACKAGE_ANSWERS_PART, "1", "2", PACKAGE_INVALID},
        {"a digest in the manifest", SIG, "<DigestValue>", "<DigestValue>A", PACKAGE_INVALID},
        {"a relationship's target", "/xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet2.xml", PACKAGE_INVALID},
        {"a relationship added", "/_rels/.rels", "</Relationships>", "<Relationship Id=\"x\" Type=\"y\" Target=\"z\"/></Relationships>",
         PACKAGE_PARTIAL},
        {"a second core relationship", "/_rels/.rels", "</Relationships>",
         "<Relationship Id=\"x\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
         "Target=\"docProps/core.xml\"/></Relationships>",
         PACKAGE_INVALID},
        {"core properties elsewhere", "/_rels/.rels", "docProps/core.xml", "assessment/answers.json", PACKAGE_INVALID},
        {"a content type changed", TYPES, "application/json", "text/plain", PACKAGE_INVALID},
        {"a content type in capitals", TYPES, "application/json", "application/JSON", PACKAGE_INVALID},
        {"a content type twice", TYPES, "</Types>", "<Override PartName=\"/ASSESSMENT/answers.json\" ContentType=\"a/b\"/></Types>",
         PACKAGE_INVALID},
        {"a type for what is not there", TYPES, "</Types>", "<Override PartName=\"/x\" ContentType=\"a/b\"/></Types>", PACKAGE_INVALID},
        {"a manifest reference removed", SIG, "<Reference URI=\"/xl/worksheets/sheet1.xml?", "<Reference URI=\"/xl/worksheets/sheet9.xml?",
         PACKAGE_INVALID},
        {"the signature's time", SIG, "<mdssi:Value>2026", "<mdssi:Value>2025", PACKAGE_INVALID},
        {"the XAdES time", SIG, "<xd:SigningTime>2026", "<xd:SigningTime>2025", PACKAGE_INVALID},
        {"a comment of the signer", SIG, "<SignatureComments/>", "<SignatureComments>ok</SignatureComments>", PACKAGE_INVALID},
        {"HMAC", SIG, "ecdsa-sha256", "hmac-sha256", PACKAGE_INVALID},
        {"SHA-1", SIG, "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1", PACKAGE_INVALID},
        {"another canonical form", SIG, "<CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>",
         "<CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>", PACKAGE_INVALID},
        {"an XSLT transform", SIG, "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/></Transforms>",
         "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/></Transforms>", PACKAGE_INVALID},
        {"an XPath transform", SIG, "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/></Transforms>",
         "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"/></Transforms>", PACKAGE_INVALID},
        {"a base64 transform", SIG, "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/></Transforms>",
         "<Transforms><Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#base64\"/></Transforms>", PACKAGE_INVALID},
        {"a reference to a file", SIG, "URI=\"#idOfficeObject\"", "URI=\"file:///etc/passwd\"", PACKAGE_INVALID},
        {"a reference to the network", SIG, "URI=\"#idOfficeObject\"", "URI=\"http://127.0.0.1:9/\"", PACKAGE_INVALID},
        {"a reference taken twice", SIG, "URI=\"#idOfficeObject\"", "URI=\"#idPackageObject\"", PACKAGE_INVALID},
        {"an Id twice", SIG, "Id=\"idOfficeV1Details\"", "Id=\"idPackageObject\"", PACKAGE_INVALID},
        {"an id in other letters", SIG, "Id=\"idOfficeV1Details\"", "ID=\"idPackageObject2\"", PACKAGE_INVALID},
        {"a second manifest", SIG, "<Object Id=\"idOfficeObject\">", "<Object><Manifest/></Object><Object Id=\"idOfficeObject\">",
         PACKAGE_INVALID},
        {"a wrapped manifest", SIG, "<Object Id=\"idPackageObject\"><Manifest>", "<Object Id=\"idPackageObject\"><x><Manifest>",
         PACKAGE_INVALID},
        {"a DTD", SIG, "<Signature ", "<!DOCTYPE Signature [<!ENTITY x \"y\">]><Signature ", PACKAGE_INVALID},
        {"a DTD in relationships", "/_rels/.rels", "<Relationships ",
         "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Relationships ", PACKAGE_INVALID},
        {"an expanding entity", SIG, "<Signature ",
         "<!DOCTYPE s [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
         "\"&b;&b;&b;&b;&b;&b;&b;&b;\">]><Signature ",
         PACKAGE_INVALID},
        {"the certificate inside", SIG, "<X509Certificate>MII", "<X509Certificate>MIJ", PACKAGE_INVALID},
        {"the origin filled", "/_xmlsignatures/origin.sigs", "", "x", PACKAGE_INVALID},
        {"the signature unlinked", "/_xmlsignatures/_rels/origin.sigs.rels",
         "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature\" "
         "Target=\"sig1.xml\"/>",
         "", PACKAGE_INVALID},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct package p;
        struct error e = {0};
        signed_workbook(&p, &ec);
        replace(&p, table[i].part, table[i].from, table[i].to);
        const enum package_verdict got = package_verify(&p, ec.sha256, &e);
        if (got != table[i].verdict || e.text[0] == '\0') {
            fail_msg("%s: verdict %d, not %d: %s", table[i].what, (int)got, (int)table[i].verdict, e.text);
        }
        package_release(&p);
    }
}

static void test_parts_added_and_removed(void **state)
{
    (void)state;
    struct package p;
    struct error e;
    signed_workbook(&p, &ec);
    package_put(&p, "/xl/worksheets/sheet3.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml", "<x/>", 4,
                &e);
    expect(&p, ec.sha256, PACKAGE_PARTIAL, "/xl/worksheets/sheet3.xml");
    package_release(&p);

    signed_workbook(&p, &ec);
    package_put(&p, "/_xmlsignatures/more.xml", "application/xml", "<x/>", 4, &e);
    expect(&p, ec.sha256, PACKAGE_INVALID, "no signature");
    package_release(&p);

    signed_workbook(&p, &ec);
    static const char empty[] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
    package_put(&p, "/xl/_rels/styles.xml.rels", NULL, empty, sizeof empty - 1, &e);
    expect(&p, ec.sha256, PACKAGE_PARTIAL, "styles.xml.rels");
    package_release(&p);

    signed_workbook(&p, &ec);
    drop(&p, "/xl/sharedStrings.xml");
    expect(&p, ec.sha256, PACKAGE_INVALID, "sharedStrings");
    package_release(&p);
}

/* Taking the signature away whole gives an unsigned workbook, which no reader of ours takes for signed. */
static void test_stripped(void **state)
{
    (void)state;
    struct package p;
    signed_workbook(&p, &ec);
    drop(&p, SIG);
    expect(&p, ec.sha256, PACKAGE_INVALID, NULL);
    replace(&p, TYPES,
            "<Override PartName=\"" SIG "\" ContentType=\"application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml\"/>",
            "");
    drop(&p, "/_xmlsignatures/origin.sigs");
    drop(&p, "/_xmlsignatures/_rels/origin.sigs.rels");
    expect(&p, ec.sha256, PACKAGE_INVALID, NULL); /* the root still leads to where the signature was */
    replace(&p, "/_rels/.rels",
            "Id=\"rIdSignatureOrigin\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\"",
            "Id=\"rIdSignatureOrigin\" Type=\"x\"");
    expect(&p, ec.sha256, PACKAGE_UNSIGNED, NULL);
    package_release(&p);
}

/* The signature of one workbook in another, made by the same firm. */
static void test_transplanted(void **state)
{
    (void)state;
    struct package p, q;
    struct error e;
    signed_workbook(&p, &ec);
    workbook(&q);
    package_put(&q, PACKAGE_ANSWERS_PART, NULL, "{\"a\":2}", 7, &e);
    sign(&q, &ec);
    const struct package_part *from = package_part(&p, SIG);
    package_put(&q, SIG, NULL, from->data, from->size, &e);
    expect(&q, ec.sha256, PACKAGE_INVALID, "answers.json was changed");
    package_release(&p);
    package_release(&q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signed_with_each_key),
        cmocka_unit_test(test_survives_the_archive),
        cmocka_unit_test(test_unsigned),
        cmocka_unit_test(test_ed25519_is_refused_in_words),
        cmocka_unit_test(test_tampering),
        cmocka_unit_test(test_parts_added_and_removed),
        cmocka_unit_test(test_stripped),
        cmocka_unit_test(test_transplanted),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
