#include "trust/workbench.h"

#include "trust/certificate_plain.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>

/* Memory kept from file to file: enough for honest ones; what a large one has blown up is given back. */
#define KEEP_BYTES ((size_t)256 * 1024)

void workbench_init(struct workbench *bench)
{
    *bench = (struct workbench){.shortcut = true};
    bench->tree.keep = KEEP_BYTES;
    buffer_init(&bench->scratch, BUFFER_MAX_DOCUMENT);
    buffer_init(&bench->input, BUFFER_MAX_DOCUMENT * 2);
}

void workbench_release(struct workbench *bench)
{
    arena_release(&bench->tree);
    buffer_release(&bench->scratch);
    buffer_release(&bench->input);
    EVP_PKEY_free(bench->key);
    bench->key = NULL;
}

void workbench_clear(struct workbench *bench)
{
    arena_clear(&bench->tree);
    buffer_recycle(&bench->scratch, KEEP_BYTES);
    buffer_recycle(&bench->input, KEEP_BYTES);
}

/* An EVP_PKEY that knows the curve and has no key yet. */
static EVP_PKEY *parameters(void)
{
    EVP_PKEY *made = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    if (context == NULL || EVP_PKEY_paramgen_init(context) != 1 ||
        EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1) != 1 || EVP_PKEY_paramgen(context, &made) != 1) {
        made = NULL;
    }
    EVP_PKEY_CTX_free(context);
    return made;
}

EVP_PKEY *workbench_key(struct workbench *bench, const uint8_t *point)
{
    if (bench->key == NULL) {
        bench->key = parameters();
    }
    /* This checks that the point is on the curve. A refused one leaves the key in an unknown state: it is made anew. */
    if (bench->key == NULL || EVP_PKEY_set1_encoded_public_key(bench->key, point, P256_POINT) != 1) {
        ERR_clear_error();
        EVP_PKEY_free(bench->key);
        bench->key = NULL;
    }
    return bench->key;
}
