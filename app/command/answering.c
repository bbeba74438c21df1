#include "command/answering.h"

#include "base/i18n.h"
#include "command/finishing.h"
#include "command/outside.h"
#include "command/startup.h"
#include "tui/interview.h"
#include "tui/screens.h"

struct context {
    struct draft *draft;
    const struct clock *clock;
    const struct beside *beside;
};

static enum status save(void *context, struct error *e)
{
    const struct context *c = context;
    return draft_save(c->draft, c->clock, e);
}

static enum status save_interview(void *context, struct error *e)
{
    const struct beside *beside = ((const struct context *)context)->beside;
    return beside->save_interview(beside->context, e);
}

static enum status save_snippets(void *context, struct error *e)
{
    const struct beside *beside = ((const struct context *)context)->beside;
    return beside->save_snippets(beside->context, e);
}

static void speak(void *context, enum language language)
{
    (void)context;
    startup_locale(language_code(language));
}

static enum status converse(struct session *session, const struct conversation *talk, bool interview, struct error *e)
{
    if (interview) {
        return talk->terminal != NULL ? interview_screens(session, talk->terminal, e) : interview_plain(session, &talk->io, e);
    }
    return talk->terminal != NULL ? answer_screens(session, talk->terminal, e) : answer_plain(session, &talk->io, e);
}

enum status answering(struct program *program, struct draft *draft, struct catalog *catalog, struct settings *settings,
                      const struct conversation *talk, struct begin_at begin, const struct beside *beside, struct answered *out,
                      struct error *e)
{
    struct context context = {draft, &program->clock, beside};
    struct finishing finishing = {.program = program, .draft = draft, .catalog = catalog, .settings = settings};
    struct session session = {.assessment = &draft->assessment,
                              .catalog = catalog,
                              .clock = program->clock,
                              .save = save,
                              .language = speak,
                              .context = &context,
                              .outside = &outside_here,
                              .finish =
                                  settings->path != NULL && beside == NULL ? &finishing_ops : NULL, /* the firm signs, not its consultant */
                              .finish_context = &finishing,
                              .start = begin.start,
                              .customer = begin.customer,
                              .home = begin.home,
                              .later = begin.later,
                              .before = begin.before,
                              .said = begin.said};
    if (beside != NULL) {
        session.interview = beside->interview;
        session.account = beside->account;
        session.account_context = beside->account_context;
        session.save_interview = save_interview;
        session.snippets = beside->snippets;
        session.save_snippets = beside->snippets != NULL ? save_snippets : NULL;
    }
    enum status st = session_init(&session, e);
    if (st != ST_OK) {
        return st;
    }
    st = converse(&session, talk, beside != NULL, e);
    session_save(&session);
    if (st == ST_OK && session_unsaved(&session)) {
        st = fail(e, session.problem.status, _("The last answers are not saved: %s"), session.problem.text);
    }
    *out = (struct answered){.gone = session.gone, .turned = session.presenter};
    session_progress(&session, &out->answered, &out->asked);
    out->given = given_count(&session.list, NULL);
    out->finished = assessment_finished(session.assessment, &session.list, &out->open) == ST_OK;
    session_release(&session);
    finishing_release(&finishing);
    return st;
}

const char *const USUAL_PACK_IDS[USUAL_PACKS] = {"basic10", "supply-chain"};

enum status add_installed_packs(struct assessment *a, const struct catalog *catalog, const char *const *ids, size_t n, struct error *e)
{
    for (size_t i = 0; i < n; i++) {
        const struct pack *pack = catalog_find(catalog, ids[i]);
        const enum status st = pack == NULL
                                   ? fail(e, ST_INPUT, _("There is no pack \"%s\": \"tenken pack list\" shows those installed."), ids[i])
                                   : assessment_add_pack(a, pack, false, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}
