/* A portfolio in a scratch directory, and files for it as a verifier thread would hand them over. Include after cmocka.h and scratch.h. */
#ifndef TENKEN_TESTS_PORTFOLIO_CASE_H
#define TENKEN_TESTS_PORTFOLIO_CASE_H

#include "base/clock.h"
#include "store/portfolio_merge.h"
#include "store/portfolio_trust.h"

#define NOW INT64_C(1795219200) /* 2026-11-21T00:00:00Z */
#define OK(call)                                                                                                                           \
    do {                                                                                                                                   \
        struct error e = {0};                                                                                                              \
        const enum status ok_status = (call);                                                                                              \
        if (ok_status != ST_OK)                                                                                                            \
            fail_msg("%s: status %d, %s", #call, (int)ok_status, e.text);                                                                  \
    } while (0)
#define REFUSED(st, part, call)                                                                                                            \
    do {                                                                                                                                   \
        struct error e = {0};                                                                                                              \
        assert_int_equal((call), st);                                                                                                      \
        if (strstr(e.text, part) == NULL)                                                                                                  \
            fail_msg("%s: \"%s\" does not say \"%s\"", #call, e.text, part);                                                               \
    } while (0)

static inline struct portfolio *new_portfolio(void)
{
    struct portfolio *p = NULL;
    OK(portfolio_open(&p, "p.db", PORTFOLIO_CREATE, &e));
    return p;
}

static inline void certificate_of(char letter, uint8_t out[SHA256_BYTES])
{
    memset(out, letter, SHA256_BYTES);
}

/* Makes the supplier if need be, and pins the certificate that the letter stands for. */
static inline enum pin_result pin(struct portfolio *p, const char *code, char letter, bool replace)
{
    uint8_t certificate[SHA256_BYTES];
    char other[SUPPLIER_CODE_MAX + 1];
    enum pin_result result = PIN_ADDED;
    certificate_of(letter, certificate);
    OK(portfolio_begin(p, true, &e));
    OK(portfolio_supplier_put(p, &(struct supplier_record){.code = code, .confidential = -1, .outage = -1, .access = -1}, NOW, NULL, &e));
    const struct pin_order order = {
        .code = code, .certificate = certificate, .subject = "CN=x", .replace = replace, .what = "import", .reason = ""};
    OK(portfolio_pin(p, &order, NOW, &result, other, &e));
    OK(portfolio_commit(p, &e));
    return result;
}

/* One file; bytes: whatever tells it from others. */
struct file_case {
    const char *bytes;
    char letter; /* of the certificate */
    enum merge_signer signer;
    const char *assessment;
    int64_t revision;
    char content;
    const char *request;
    const char *claimed_code;
    const char *period;
    int64_t pin; /* the row where the thread saw the certificate's pin */
    const uint8_t *stamp;
};

#define ASSESSMENT_A "11111111-1111-4111-8111-111111111111"
#define ASSESSMENT_B "22222222-2222-4222-8222-222222222222"

static inline struct receive_outcome receive(struct portfolio *p, int64_t run, int64_t at, const struct file_case *c)
{
    static const struct received_pack PACKS[] = {{.pack = "x",
                                                  .version = "1",
                                                  .digest = "d1",
                                                  .total = RECEIVED_NONE,
                                                  .floor = RECEIVED_NONE,
                                                  .sections = "{}",
                                                  .items = "{\"1\":[2,-1,0,-1,-1],\"2\":[-2,-1,0,-1,-1]}"}};
    static const struct received_product PRODUCTS[] = {
        {.name = "Example Mail", .vendor = "Example", .version = "5.1", .key = "examplemail", .internet = true}};
    struct received_document d = {
        .assessment_id = c->assessment == NULL ? ASSESSMENT_A : c->assessment,
        .revision = c->revision == 0 ? 1 : c->revision,
        .period = c->period == NULL ? "2026" : c->period,
        .request = c->request,
        .issued_at = "2026-11-20T00:00:00Z",
        .claimed_code = c->claimed_code,
        .name = "見本",
        .name_kana = "",
        .employees = "",
        .industry = "",
        .contact_name = "",
        .contact_email = "",
        .contact_phone = "",
        .emergency_phone = "",
        .perceived = RECEIVED_NONE,
        .total = RECEIVED_NONE,
        .floor = RECEIVED_NONE,
        .packs = PACKS,
        .npacks = 1,
        .has_inventory = true,
        .products = PRODUCTS,
        .nproducts = 1,
    };
    uint8_t content[SHA256_BYTES];
    memset(content, c->content == 0 ? 'c' : c->content, SHA256_BYTES);
    d.content = content;
    struct received_file f = {
        .name = c->bytes,
        .bytes = c->bytes,
        .length = strlen(c->bytes),
        .keep = true,
        .signer = c->signer,
        .verdict = "trusted",
        .problem = "problem",
        .signed_by_anyone = true,
        .subject = "CN=x",
        .pin = c->pin,
        .stamp = c->stamp,
        .document = &d,
    };
    sha256_bytes(f.bytes, f.length, f.digest);
    certificate_of(c->letter, f.certificate);
    struct receive_outcome out;
    OK(portfolio_begin(p, true, &e));
    OK(portfolio_receive(p, &f, run, at, &out, &e));
    OK(portfolio_commit(p, &e));
    return out;
}

#endif
