/* A key that was made or opened is remembered: the part of command/remembered.h that reads its certificate. */
#include "command/remembered.h"

#include "model/json.h"
#include "trust/certificate.h"

enum status remembered_identity(struct settings *s, const char *file, const struct identity *id, bool made, struct error *e)
{
    static const char *const ONCE[] = {"unused", "uncopied"};
    const cJSON *now = json_get(s->tree, "identity");
    const char *known = json_text(now, "file");
    const bool same = known != NULL && strcmp(known, file) == 0;
    struct certificate c;
    char from[TIME_TEXT], to[TIME_TEXT];
    const enum status st = certificate_take(&c, id->certificate, e);
    if (st != ST_OK) {
        return st;
    }
    time_format(c.not_before, from);
    time_format(c.not_after, to);
    cJSON *identity = cJSON_CreateObject();
    bool ok = json_put_text(identity, "file", file) && json_put_text(identity, "subject", c.subject) &&
              json_put_text(identity, "sha256", c.sha256) && json_put_text(identity, "not_before", from) &&
              json_put_text(identity, "not_after", to);
    for (size_t i = 0; i < sizeof ONCE / sizeof *ONCE && ok; i++) {
        ok = !(made || (same && json_true(now, ONCE[i]))) || json_put(identity, ONCE[i], cJSON_CreateTrue());
    }
    certificate_release(&c);
    if (!ok) {
        cJSON_Delete(identity);
        return fail_memory(e);
    }
    return json_put(s->tree, "identity", identity) ? settings_write(s, e) : fail_memory(e);
}

enum status remembered_identity_no_more(struct settings *s, const char *what, struct error *e)
{
    cJSON *identity = json_get(s->tree, "identity");
    if (!json_true(identity, what)) {
        return ST_OK;
    }
    json_remove(identity, what);
    return settings_write(s, e);
}
