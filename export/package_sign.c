#include "base/buffer.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "export/package_manifest.h"
#include "export/package_signature.h"
#include "export/xmlsec.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

static void add_digest(struct buffer *xml, const char *algorithm_element_prefix, const uint8_t digest[SHA256_BYTES])
{
    buffer_add_format(xml, "<%sDigestMethod Algorithm=\"" ALGORITHM_SHA256 "\"/><%sDigestValue>", algorithm_element_prefix,
                      algorithm_element_prefix);
    base64_encode(xml, digest, SHA256_BYTES);
    buffer_add_format(xml, "</%sDigestValue>", algorithm_element_prefix);
}

static void add_manifest(struct buffer *xml, const struct manifest *m)
{
    buffer_add_text(xml, "<Manifest>");
    for (size_t i = 0; i < m->count; i++) {
        const struct manifest_entry *entry = &m->entries[i];
        buffer_add_text(xml, "<Reference URI=\"");
        opc_xml_escape(xml, entry->part->name);
        buffer_add_text(xml, "?ContentType=");
        opc_xml_escape(xml, entry->type);
        buffer_add_text(xml, "\">");
        if (entry->covered != NULL) {
            buffer_add_text(xml, "<Transforms><Transform Algorithm=\"" ALGORITHM_RELATIONSHIPS "\">");
            for (size_t k = 0; k < entry->relationships.count; k++) {
                if (entry->covered[k]) {
                    buffer_add_text(xml, "<mdssi:RelationshipReference xmlns:mdssi=\"" MDSSI_SPACE "\" SourceId=\"");
                    opc_xml_escape(xml, entry->relationships.relationships[k].id);
                    buffer_add_text(xml, "\"/>");
                }
            }
            buffer_add_text(xml, "</Transform><Transform Algorithm=\"" ALGORITHM_C14N "\"/></Transforms>");
        }
        add_digest(xml, "", entry->digest);
        buffer_add_text(xml, "</Reference>");
    }
    buffer_add_text(xml, "</Manifest>");
}

static void add_time(struct buffer *xml, const char *when)
{
    buffer_add_format(xml,
                      "<SignatureProperties><SignatureProperty Id=\"idSignatureTime\" Target=\"#idPackageSignature\"><mdssi:SignatureTime "
                      "xmlns:mdssi=\"" MDSSI_SPACE
                      "\"><mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format><mdssi:Value>%s</mdssi:Value></mdssi:SignatureTime>"
                      "</SignatureProperty></SignatureProperties>",
                      when);
}

/* MS-OFFCRYPTO 2.5.2.5: the versions say which schema is meant, not what wrote the file. */
static void add_office(struct buffer *xml)
{
    buffer_add_text(
        xml,
        "<Object Id=\"idOfficeObject\"><SignatureProperties><SignatureProperty Id=\"idOfficeV1Details\" Target=\"#idPackageSignature\">"
        "<SignatureInfoV1 xmlns=\"http://schemas.microsoft.com/office/2006/digsig\"><SetupID></SetupID><SignatureText></SignatureText>"
        "<SignatureImage></SignatureImage><SignatureComments></SignatureComments><WindowsVersion>10.0</WindowsVersion>"
        "<OfficeVersion>16.0</OfficeVersion><ApplicationVersion>16.0</ApplicationVersion><Monitors>1</Monitors>"
        "<HorizontalResolution>1920</HorizontalResolution><VerticalResolution>1080</VerticalResolution><ColorDepth>32</ColorDepth>"
        "<SignatureProviderId>{00000000-0000-0000-0000-000000000000}</SignatureProviderId><SignatureProviderUrl></SignatureProviderUrl>"
        "<SignatureProviderDetails>9</SignatureProviderDetails><SignatureType>1</SignatureType></SignatureInfoV1>"
        "</SignatureProperty></SignatureProperties></Object>");
}

/* Appends the issuer (RFC 2253, as XML-DSig 4.4.4 asks) and the serial number in decimal. */
static bool add_issuer(struct buffer *xml, X509 *certificate)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char *name = NULL;
    BIGNUM *number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), NULL);
    char *serial = number == NULL ? NULL : BN_bn2dec(number);
    bool done = false;
    if (bio != NULL && serial != NULL &&
        X509_NAME_print_ex(bio, X509_get_issuer_name(certificate), 0, XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB) >= 0 &&
        BIO_write(bio, "", 1) == 1 && BIO_get_mem_data(bio, &name) > 0) {
        buffer_add_text(xml, "<xd:IssuerSerial><X509IssuerName>");
        opc_xml_escape(xml, name);
        buffer_add_format(xml, "</X509IssuerName><X509SerialNumber>%s</X509SerialNumber></xd:IssuerSerial>", serial);
        done = true;
    }
    OPENSSL_free(serial);
    BN_free(number);
    BIO_free(bio);
    return done;
}

static bool add_xades(struct buffer *xml, X509 *certificate, const char *when, const uint8_t fingerprint[SHA256_BYTES])
{
    buffer_add_format(xml,
                      "<Object><xd:QualifyingProperties xmlns:xd=\"" XADES_SPACE
                      "\" Target=\"#idPackageSignature\"><xd:SignedProperties Id=\"idSignedProperties\">"
                      "<xd:SignedSignatureProperties><xd:SigningTime>%s</xd:SigningTime><xd:SigningCertificate><xd:Cert><xd:CertDigest>",
                      when);
    add_digest(xml, "", fingerprint);
    buffer_add_text(xml, "</xd:CertDigest>");
    const bool done = add_issuer(xml, certificate);
    buffer_add_text(
        xml, "</xd:Cert></xd:SigningCertificate><xd:SignaturePolicyIdentifier><xd:SignaturePolicyImplied></xd:SignaturePolicyImplied>"
             "</xd:SignaturePolicyIdentifier></xd:SignedSignatureProperties></xd:SignedProperties></xd:QualifyingProperties></Object>");
    return done;
}

static void add_reference(struct buffer *xml, const char *uri, const char *type, const char *transforms)
{
    buffer_add_format(xml,
                      "<Reference Type=\"%s\" URI=\"%s\">%s<DigestMethod Algorithm=\"" ALGORITHM_SHA256
                      "\"/><DigestValue></DigestValue></Reference>",
                      type, uri, transforms);
}

/* The signature with empty digests and value, for libxmlsec to fill in. */
static enum status build(struct buffer *xml, const struct package_identity *id, const struct manifest *m, const struct clock *clock,
                         struct error *e)
{
    unsigned char *der = NULL;
    const int size = i2d_X509(id->certificate, &der);
    if (size <= 0) {
        return fail_memory(e);
    }
    uint8_t fingerprint[SHA256_BYTES];
    sha256_bytes(der, (size_t)size, fingerprint);
    char when[TIME_TEXT];
    time_format(clock_now(clock), when);
    const char *algorithm = EVP_PKEY_is_a(id->key, "RSA") ? ALGORITHM_RSA : ALGORITHM_ECDSA;
    buffer_add_format(xml,
                      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Signature xmlns=\"" DSIG_SPACE
                      "\" Id=\"idPackageSignature\"><SignedInfo><CanonicalizationMethod Algorithm=\"" ALGORITHM_C14N
                      "\"/><SignatureMethod Algorithm=\"%s\"/>",
                      algorithm);
    add_reference(xml, "#idPackageObject", DSIG_SPACE "Object", "");
    add_reference(xml, "#idOfficeObject", DSIG_SPACE "Object", "");
    add_reference(xml, "#idSignedProperties", "http://uri.etsi.org/01903#SignedProperties",
                  "<Transforms><Transform Algorithm=\"" ALGORITHM_C14N "\"/></Transforms>");
    buffer_add_text(xml, "</SignedInfo><SignatureValue></SignatureValue><KeyInfo><X509Data><X509Certificate>");
    base64_encode(xml, der, (size_t)size);
    buffer_add_text(xml, "</X509Certificate></X509Data></KeyInfo><Object Id=\"idPackageObject\">");
    OPENSSL_free(der);
    add_manifest(xml, m);
    add_time(xml, when);
    buffer_add_text(xml, "</Object>");
    add_office(xml);
    const bool done = add_xades(xml, id->certificate, when, fingerprint);
    buffer_add_text(xml, "</Signature>");
    return done && !xml->failed ? ST_OK : fail_memory(e);
}

static void register_ids(xmlDocPtr doc, xmlNode *node)
{
    for (; node != NULL; node = node->next) {
        xmlAttrPtr id = node->type == XML_ELEMENT_NODE ? xmlHasNsProp(node, (const xmlChar *)"Id", NULL) : NULL;
        if (id != NULL) {
            xmlChar *value = xmlNodeListGetString(doc, id->children, 1);
            (void)xmlAddID(NULL, doc, value, id);
            xmlFree(value);
        }
        register_ids(doc, node->children);
    }
}

static enum status sign_xml(struct buffer *xml, EVP_PKEY *key, struct error *e)
{
    xmlSecDSigCtxPtr context = xmlsec_context(key, e);
    if (context == NULL) {
        return e->status;
    }
    const struct package_part template = {.name = (char *)(uintptr_t) "sig1.xml", .data = xml->data, .size = xml->length};
    xmlDocPtr doc = opc_xml_read(&template, e);
    enum status st = doc == NULL ? ST_SYSTEM : ST_OK;
    if (st == ST_OK) {
        register_ids(doc, xmlDocGetRootElement(doc));
        if (xmlSecDSigCtxSign(context, xmlDocGetRootElement(doc)) < 0 || context->status != xmlSecDSigStatusSucceeded) {
            st = fail(e, ST_SYSTEM, _("The workbook could not be signed: the library for XML signatures refused."));
        }
    }
    if (st == ST_OK) {
        xmlChar *bytes = NULL;
        int n = 0;
        xmlDocDumpMemory(doc, &bytes, &n);
        buffer_clear(xml);
        if (bytes == NULL || !buffer_add(xml, bytes, (size_t)n)) {
            st = fail_memory(e);
        }
        xmlFree(bytes);
    }
    xmlFreeDoc(doc);
    xmlSecDSigCtxDestroy(context);
    return st;
}

/* Relationships and types first: the digests cover them. */
static enum status add_parts(struct package *p, struct error *e)
{
    enum status st = package_default_type(p, "sigs", SIGNATURE_ORIGIN_TYPE, e);
    if (st == ST_OK) {
        st = package_put(p, SIGNATURE_ORIGIN, NULL, "", 0, e);
    }
    if (st == ST_OK) {
        st = package_relate(p, "/", "rIdSignatureOrigin", SIGNATURE_ORIGIN_RELATION, "_xmlsignatures/origin.sigs", e);
    }
    return st == ST_OK ? package_relate(p, SIGNATURE_ORIGIN, "rId1", SIGNATURE_RELATION, "sig1.xml", e) : st;
}

enum status package_sign(const struct package_signer *signer, struct package *p, const struct clock *clock, struct error *e)
{
    const struct package_identity *id = signer->context;
    if (!package_key_suits(id->key)) {
        return fail(e, ST_INPUT,
                    _("Workbooks cannot be signed with an Ed25519 key: office programs know no such signature. Use P-256 or RSA."));
    }
    enum status st = add_parts(p, e);
    if (st != ST_OK) {
        return st;
    }
    struct manifest m;
    st = manifest_make(&m, p, e);
    if (st != ST_OK) {
        return st;
    }
    struct buffer xml;
    buffer_init(&xml, BUFFER_MAX_DOCUMENT);
    st = build(&xml, id, &m, clock, e);
    manifest_release(&m);
    if (st == ST_OK) {
        st = sign_xml(&xml, id->key, e);
    }
    if (st == ST_OK) {
        st = package_put(p, SIGNATURE_FOLDER "sig1.xml", SIGNATURE_TYPE, buffer_text(&xml), xml.length, e);
    }
    buffer_release(&xml);
    return st;
}
