#include "export/xmlsec.h"

#include "base/i18n.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <xmlsec/errors.h>
#include <xmlsec/io.h>
#include <xmlsec/openssl/app.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/openssl/evp.h>
#include <xmlsec/transforms.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool ready;

static void start(void)
{
    ready = xmlSecInit() == 0 && xmlSecCheckVersion() == 1 && xmlSecOpenSSLAppInit(NULL) == 0 && xmlSecOpenSSLInit() == 0;
    xmlSecIOCleanupCallbacks();                 /* no file, http or ftp, whatever a signature asks for */
    xmlSecErrorsDefaultCallbackEnableOutput(0); /* libraries do not print */
}

xmlSecDSigCtxPtr xmlsec_context(EVP_PKEY *key, struct error *e)
{
    (void)pthread_once(&once, start);
    if (!ready) {
        fail(e, ST_SYSTEM, _("The library for XML signatures (libxmlsec1) does not start."));
        return NULL;
    }
    xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate(NULL);
    xmlSecKeyDataPtr value = NULL;
    bool done = context != NULL && EVP_PKEY_up_ref(key) == 1;
    if (done && (value = xmlSecOpenSSLEvpKeyAdopt(key)) == NULL) {
        EVP_PKEY_free(key);
        done = false;
    }
    if (done) {
        context->signKey = xmlSecKeyCreate();
        done = context->signKey != NULL && xmlSecKeySetValue(context->signKey, value) == 0;
    }
    if (!done) {
        if (value != NULL) {
            xmlSecKeyDataDestroy(value);
        }
        xmlSecDSigCtxDestroy(context);
        fail_memory(e);
        return NULL;
    }
    context->flags = XMLSEC_DSIG_FLAGS_IGNORE_MANIFESTS;
    context->enabledReferenceUris = xmlSecTransformUriTypeSameDocument;
    done = xmlSecDSigCtxEnableReferenceTransform(context, xmlSecTransformInclC14NId) == 0 &&
           xmlSecDSigCtxEnableReferenceTransform(context, xmlSecOpenSSLTransformSha256Id) == 0 &&
           xmlSecDSigCtxEnableSignatureTransform(context, xmlSecTransformInclC14NId) == 0 &&
           xmlSecDSigCtxEnableSignatureTransform(context, xmlSecOpenSSLTransformEcdsaSha256Id) == 0 &&
           xmlSecDSigCtxEnableSignatureTransform(context, xmlSecOpenSSLTransformRsaSha256Id) == 0;
    if (!done) {
        xmlSecDSigCtxDestroy(context);
        fail_memory(e);
        return NULL;
    }
    return context;
}
