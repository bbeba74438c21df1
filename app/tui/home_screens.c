/* The screens around home put together. */
#include "tui/home_screens.h"

#include "base/i18n.h"
#include "tui/ui.h"

/* The profile is saved as soon as its form was kept. */
static void save(struct ui *ui)
{
    struct home *home = ui->context;
    struct session *profile = home->profile;
    if (!profile->dirty) {
        return;
    }
    session_save(profile);
    if (profile->problem.text[0] != '\0') {
        ui_warn(ui, "%s", profile->problem.text);
        profile->problem.text[0] = '\0';
        profile->dirty = false; /* said once; the form can be kept again */
    } else {
        home->ops->profile_kept(home->context);
    }
}

/* The request that the program was started with; NULL: none, or it is refused, which home then tells. */
static struct screen *given_request(struct home *home)
{
    struct customer_request facts;
    const char *path = home->request;
    home->request = NULL;
    return path != NULL && home->ops->open(home->context, path, &facts, &home->remark) == ST_OK ? request_screen_new(home, &facts, SIZE_MAX)
                                                                                                : NULL;
}

/* The customer's page that was left to look at something; NULL: home itself is next. */
static struct screen *page_again(struct home *home, size_t row)
{
    struct customer_request facts;
    return home_back_to_page(home, row) && home->ops->look(home->context, home_row_request(home, row), &facts, &home->remark) == ST_OK
               ? request_screen_new(home, &facts, row)
               : NULL;
}

enum status home_screens(struct home *home, size_t row, struct terminal *terminal, struct error *e)
{
    struct ui ui = {.terminal = terminal, .after = save, .context = home};
    struct screen *page = page_again(home, row);
    home->choice = HOME_LEAVE;
    home->fresh = true;
    if (home->remark.text[0] == '\0') {
        (void)home_look(home, &home->remark);
    }
    struct screen *first[3] = {home_screen_new(home, row), page != NULL ? page : given_request(home),
                               home->first ? language_screen_new(home) : NULL};
    home->first = false;
    if (home->remark.text[0] != '\0') {
        ui_warn(&ui, "%s", home->remark.text);
        home->remark.text[0] = '\0';
    }
    const enum status st = ui_run(&ui, first, 3, e);
    home->gone = ui.gone;
    return st;
}

struct screen *home_profile_new(struct home *home)
{
    return profile_form_new(home->profile, false);
}
