/* tenken interview: a consultant's clients, and the interview of one of them. */
#include "base/i18n.h"
#include "command/interview_actions.h"
#include "command/interview_clients.h"
#include "command/interviewing.h"
#include "command/print.h"
#include "command/remembered.h"
#include "command/startup.h"
#include "model/json.h"

enum { WORKSPACE = 256, IDENTITY, PASSPHRASE_FILE, BEGIN_ANEW, ADOPT, RENAMED, JSON };

struct options {
    const char *draft, *adopt;
    bool renamed, json;
    struct consultant_options consultant;
    struct conversation_options talk;
};

/* ---- the command line ---- */

static enum status read_option(struct options *o, int option, const char *shown, struct error *e)
{
    enum status st;
    if (conversation_option(&o->talk, option, &command_interview, &st, e)) {
        return st;
    }
    switch (option) {
    case WORKSPACE:
        o->consultant.workspace = optarg;
        return ST_OK;
    case IDENTITY:
        o->consultant.identity = optarg;
        return ST_OK;
    case PASSPHRASE_FILE:
        o->consultant.passphrase_file = optarg;
        return ST_OK;
    case BEGIN_ANEW:
        o->consultant.begin_anew = true;
        return ST_OK;
    case ADOPT:
        o->adopt = optarg;
        return ST_OK;
    case RENAMED:
        o->renamed = true;
        return ST_OK;
    case JSON:
        o->json = true;
        return ST_OK;
    default:
        return usage_error(&command_interview, e, _("the option \"%s\" is not known here, or its value is missing."), shown);
    }
}

static enum status check(const struct options *o, struct error *e)
{
    if (o->adopt != NULL && o->draft != NULL) {
        return usage_error(&command_interview, e, _("--adopt names the draft already."));
    }
    if (o->json && (o->draft != NULL || o->adopt != NULL || o->talk.keys != NULL)) {
        return usage_error(&command_interview, e, _("--json lists the clients, and goes with no draft and no screens."));
    }
    if (o->renamed && o->draft == NULL) {
        return usage_error(&command_interview, e, _("--renamed goes with a draft."));
    }
    if (o->consultant.begin_anew && o->consultant.identity == NULL) {
        return usage_error(&command_interview, e, _("--begin-anew needs the new key: --identity FILE.p12."));
    }
    return conversation_options_check(&o->talk, &command_interview, e);
}

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {
        CONVERSATION_OPTIONS,
        {"workspace", required_argument, NULL, WORKSPACE},
        {"identity", required_argument, NULL, IDENTITY},
        {"passphrase-file", required_argument, NULL, PASSPHRASE_FILE},
        {"begin-anew", no_argument, NULL, BEGIN_ANEW},
        {"adopt", required_argument, NULL, ADOPT},
        {"renamed", no_argument, NULL, RENAMED},
        {"json", no_argument, NULL, JSON},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){.draft = NULL};
    conversation_options_init(&o->talk);
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        const enum status st = read_option(o, option, argv[optind - 1], e);
        if (st != ST_OK) {
            return st;
        }
    }
    if (argc - optind > 1) {
        return usage_error(&command_interview, e, _("\"%s\" is one word too many."), argv[optind + 1]);
    }
    o->draft = argc - optind == 1 ? argv[optind] : NULL;
    return check(o, e);
}

/* ---- the list ---- */

static cJSON *row_to_json(const struct client_row *row)
{
    cJSON *out = cJSON_CreateObject();
    const bool ok =
        json_put_text(out, "id", row->id) && json_put_text(out, "name", row->name) &&
        json_put(out, "corporate_number", row->number[0] == '\0' ? cJSON_CreateNull() : cJSON_CreateString(row->number)) &&
        json_put_text(out, "period", row->period) && json_put_text(out, "created_on", row->created_on) &&
        json_put_integer(out, "answered", (int64_t)row->answered) && json_put_integer(out, "asked", (int64_t)row->asked) &&
        json_put_integer(out, "differences", (int64_t)row->differences) &&
        json_put_integer(out, "without_reason", (int64_t)row->unreasoned) && json_put_integer(out, "followups_open", (int64_t)row->open) &&
        json_put_integer(out, "followups_overdue", (int64_t)row->overdue) &&
        json_put(out, "last_session", row->last_session[0] == '\0' ? cJSON_CreateNull() : cJSON_CreateString(row->last_session)) &&
        json_put(out, "next_due", row->next_due[0] == '\0' ? cJSON_CreateNull() : cJSON_CreateString(row->next_due)) &&
        json_put(out, "archived", cJSON_CreateBool(row->archived)) &&
        (row->problem[0] == '\0' || json_put_text(out, "problem", row->problem));
    if (!ok) {
        cJSON_Delete(out);
        return NULL;
    }
    return out;
}

/* Both the clients at work and those in the archive. */
static enum status list_json(struct client_desk *d, struct error *e)
{
    cJSON *out = cJSON_CreateObject(), *list = cJSON_CreateArray();
    enum status st =
        json_put_text(out, "workspace", d->consultant->workspace.path) && json_put_text(out, "identity", d->consultant->sealer.sha256)
            ? ST_OK
            : fail_memory(e);
    for (int archived = 0; st == ST_OK && archived < 2; archived++) {
        d->clients.archived = archived == 1;
        st = archived == 1 ? clients_refresh(&d->clients, e) : ST_OK;
        for (size_t i = 0; st == ST_OK && i < d->clients.nshown; i++) {
            cJSON *row = row_to_json(&d->clients.rows[d->clients.shown[i]]);
            st = row != NULL && cJSON_AddItemToArray(list, row) ? ST_OK : fail_memory(e);
        }
    }
    if (!json_put(out, "clients", list) || st != ST_OK) {
        cJSON_Delete(out);
        return st == ST_OK ? fail_memory(e) : st;
    }
    return print_json(out, e);
}

/* ---- interviews ---- */

static enum status open_chosen(struct client_desk *d, const struct conversation *talk, struct answered *end, struct error *e)
{
    struct client client;
    char name[CLIENT_NAME] = "";
    const size_t place = clients_place(&d->clients, d->clients.chosen);
    if (place < d->clients.nshown) {
        (void)client_name(&d->clients.rows[d->clients.shown[place]], name);
    }
    enum status st = client_open(&d->consultant->workspace, &client, d->clients.chosen, &d->program->clock, e);
    if (st == ST_OK) {
        st = interviewing(d->program, d->consultant, &client, talk, end, e);
        client_close(&client);
    }
    return st == ST_OK || name[0] == '\0' ? st : fail_prefix(e, name);
}

static enum status talk_on(struct client_desk *d, const struct conversation *talk, struct error *e)
{
    for (;;) {
        struct answered end = {.gone = false};
        enum status st =
            talk->terminal != NULL ? clients_screens(&d->clients, talk->terminal, e) : clients_plain(&d->clients, &talk->io, e);
        if (st != ST_OK || d->clients.gone || d->clients.chosen[0] == '\0') {
            return st;
        }
        st = open_chosen(d, talk, &end, e);
        d->clients.turned = end.turned;
        if (st == ST_SYSTEM || end.gone) {
            return st;
        }
        if (st != ST_OK) { /* it is open in another window, say: the others can be worked on */
            d->clients.remark = *e;
            *e = (struct error){0};
        }
        st = clients_refresh(&d->clients, e);
        if (st != ST_OK) {
            return st;
        }
    }
}

static enum status adopt(struct client_desk *d, const char *path, struct error *e)
{
    char id[UUID_TEXT];
    const enum status st = client_desk_adopt(d, path, id, e);
    if (st == ST_OK) {
        char *record = workspace_file(&d->consultant->workspace, false, id, WORKSPACE_RECORD);
        (void)printf(_("A copy of %s is a client now: %s"), path, record == NULL ? id : record);
        (void)putchar('\n');
        print_wrapped(_("What changes there does not go into the file that you named."), 0, 0);
        free(record);
    }
    return st;
}

static enum status list(const struct options *o, struct program *program, struct consultant *consultant, struct error *e)
{
    struct client_desk desk;
    struct conversation talk;
    enum status st = client_desk_init(&desk, program, consultant, e);
    if (st == ST_OK && o->json) {
        st = list_json(&desk, e);
    } else if (st == ST_OK && o->adopt != NULL) {
        st = adopt(&desk, o->adopt, e);
    } else if (st == ST_OK && (st = conversation_open(&talk, &o->talk, e)) == ST_OK) {
        st = talk_on(&desk, &talk, e);
        const enum status closed = conversation_close(&talk, st == ST_OK ? e : NULL);
        st = st == ST_OK ? closed : st;
    }
    client_desk_release(&desk);
    return st;
}

static enum status one_draft(const struct options *o, struct program *program, struct consultant *consultant, struct error *e)
{
    struct client client;
    struct conversation talk;
    struct answered end = {.answered = 0};
    enum status st = client_open_draft(&consultant->workspace, &client, o->draft, o->renamed, &program->random, &program->clock, e);
    if (st != ST_OK) {
        return st;
    }
    st = conversation_open(&talk, &o->talk, e);
    if (st == ST_OK) {
        st = interviewing(program, consultant, &client, &talk, &end, e);
        const enum status closed = conversation_close(&talk, st == ST_OK ? e : NULL);
        st = st == ST_OK ? closed : st;
    }
    if (st == ST_OK && o->talk.keys == NULL) {
        (void)printf(_("%s: %zu of %zu answered, saved."), o->draft, end.answered, end.asked);
        (void)putchar('\n');
    }
    client_close(&client);
    return st;
}

/* The language of the screens is remembered for whoever uses this computer. */
static void use_remembered_language(struct program *program)
{
    struct settings settings = {0};
    const char *language = remembered_read(&settings, program, NULL) == ST_OK ? json_text(settings.tree, "language") : NULL;
    if (language != NULL && !program->language_given) {
        startup_locale(language);
    }
    settings_release(&settings);
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    struct consultant consultant;
    enum status st;
    if (interview_action(program, argc, argv, &st, e)) {
        return st;
    }
    st = options_read(&o, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    use_remembered_language(program);
    st = consultant_open(&consultant, program, &o.consultant, e);
    if (st == ST_OK) {
        st = o.draft != NULL ? one_draft(&o, program, &consultant, e) : list(&o, program, &consultant, e);
        consultant_release(&consultant);
    }
    return st;
}

const struct command command_interview = {
    .name = "interview",
    .usage = N_("interview [DRAFT] [--identity P12] [--passphrase-file F] [--workspace DIR] [--plain] [--ambiguous-width 1|2]\n"
                "interview [DRAFT] … --keys SCRIPT --screen FILE [--size 80x24]\n"
                "interview --adopt DRAFT | --json | DRAFT --renamed | --identity NEW.p12 --begin-anew\n"
                "interview report DRAFT [--html OUT] [--xlsx OUT] [--assessor NAME] [--since OLD]\n"
                "interview sheet DRAFT --xlsx OUT\n"
                "interview import-sheet XLSX --into DRAFT\n"
                "interview followups DRAFT [--json] [--add TEXT [--about PACK:ITEM] [--owner NAME] [--due DATE] | --done N [--on DATE] | "
                "--open N | --remove N]\n"
                "interview recheck DRAFT [--keep PACK:ITEM] [--json]"),
    .help =
        N_("a consultant's clients, the interview of one of them, the owner's report, sheet and follow-ups; private notes are encrypted"),
    .run = run,
};
