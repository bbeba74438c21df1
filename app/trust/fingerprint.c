#include "trust/certificate.h"

void fingerprint_format(const char sha256[SHA256_TEXT], char out[FINGERPRINT_TEXT])
{
    size_t n = 0;
    for (size_t i = 0; i < SHA256_TEXT - 1; i++) {
        if (i > 0 && i % 4 == 0) {
            out[n++] = ' ';
        }
        out[n++] = sha256[i];
    }
    out[n] = '\0';
}
