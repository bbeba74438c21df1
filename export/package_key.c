#include "export/package_signature.h"

#include <openssl/evp.h>

bool package_key_suits(const EVP_PKEY *key)
{
    return EVP_PKEY_is_a(key, "EC") || EVP_PKEY_is_a(key, "RSA");
}
