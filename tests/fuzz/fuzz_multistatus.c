/* Listings of WebDAV servers: whatever is taken is safe as a file name and leads nowhere but into the folder that was asked. */
#include "base/utf8.h"
#include "model/upload_url.h"
#include "net/href.h"
#include "net/multistatus.h"
#include "tests/fuzz/fuzz.h"

#define HERE "https://h/up/"

static void check_address(const char *name)
{
    struct buffer address, back;
    bool folder = false;
    buffer_init(&address, BUFFER_MAX_TEXT);
    buffer_init(&back, BUFFER_MAX_TEXT);
    PROMISE(upload_url_join(HERE, name, &address, NULL) == ST_OK);
    PROMISE(href_read(buffer_text(&address), HERE, &back, &folder) == HREF_CHILD && !folder);
    PROMISE(strcmp(buffer_text(&back), name) == 0);
    buffer_release(&address);
    buffer_release(&back);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct error e = {.text = ""};
    struct offers o = {0};
    const enum status st = multistatus_read((const char *)bytes, n, HERE, &o, &e);
    PROMISE(st == ST_OK || (st == ST_INPUT && e.text[0] != '\0'));
    for (size_t i = 0; i < o.count; i++) {
        const char *name = o.offers[i].name;
        PROMISE(name[0] != '\0' && name[0] != '.' && strlen(name) <= OFFER_NAME_MAX && strpbrk(name, "/\\\n\033") == NULL);
        PROMISE(utf8_valid(name, strlen(name)) && o.offers[i].size >= -1 && strlen(o.offers[i].version) <= OFFER_VERSION_MAX);
        PROMISE(st != ST_OK || i == 0 || strcmp(o.offers[i - 1].name, name) < 0);
        check_address(name);
    }
    for (size_t i = 0; i < o.nrefused; i++) {
        PROMISE(utf8_valid(o.refused[i].name, strlen(o.refused[i].name)) && o.refused[i].reason[0] != '\0');
    }
    offers_release(&o);
    return 0;
}
