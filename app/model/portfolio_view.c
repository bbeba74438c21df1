#include "model/portfolio_view.h"

#include "base/utf8.h"
#include "model/answer.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const char *view_kind_words(enum view_kind kind)
{
    switch (kind) {
    case VIEW_SUPPLIERS:
        return _("Suppliers");
    case VIEW_ITEMS:
        return _("Items, the weakest first");
    case VIEW_MISSING:
        return _("Late and missing");
    case VIEW_QUARANTINE:
        return _("Quarantine");
    case VIEW_REJECTED:
        return _("Rejected");
    case VIEW_CONFLICTS:
        return _("Conflicts");
    case VIEW_PRODUCTS:
        return _("Products in use");
    case VIEW_PLANS:
        return _("What suppliers plan");
    case VIEW_YEARS:
        return _("This year and last year");
    case VIEW_ITEM:
    case VIEW_ITEM_YEARS:
    case VIEW_CONFLICT:
    case VIEW_FOUND:
    case VIEW_HEAT:
        break;
    }
    return "";
}

const char *view_item_number(const struct portfolio_item *item, char out[VIEW_NUMBER_TEXT])
{
    if (item->home == NULL || item->item == NULL) {
        (void)snprintf(out, VIEW_NUMBER_TEXT, "%s", item->id);
    } else {
        (void)snprintf(out, VIEW_NUMBER_TEXT, "%d", (int)(item->item - item->home->items) + 1);
    }
    return out;
}

const char *view_item_title(const struct portfolio_item *item)
{
    const char *title = item->item != NULL ? text_of(item->item->title) : "";
    return title[0] != '\0' ? title : item->id;
}

const char *view_level_words(int level, char out[VIEW_LEVEL_TEXT])
{
    switch (level) {
    case PORTFOLIO_UNKNOWN:
        return answer_label(ANSWER_UNKNOWN, 0);
    case PORTFOLIO_NA:
        return answer_label(ANSWER_NA, 0);
    case PORTFOLIO_DONE:
        return answer_label(ANSWER_DONE, 0);
    case PORTFOLIO_NOT_DONE:
        return answer_label(ANSWER_NOT_DONE, 0);
    case PORTFOLIO_UNANSWERED:
        return answer_label(ANSWER_NONE, 0);
    case PORTFOLIO_NOT_ASKED:
        return _("not asked");
    default:
        (void)snprintf(out, VIEW_LEVEL_TEXT, "%d %s", level, answer_label(ANSWER_LEVEL, level));
        return out;
    }
}

bool view_goes_on(struct portfolio_view *view, size_t done, size_t total)
{
    view->done = done;
    view->total = total;
    return view->go_on == NULL || view->go_on(view->waiting);
}

void view_line(struct buffer *out, char kind, const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    const int n = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (n < 0) {
        out->failed = true;
        return;
    }
    (void)buffer_add_char(out, kind);
    utf8_clean(out, text, (size_t)n, false);
    (void)buffer_add_char(out, '\n');
    free(text);
}

const char *view_title(const struct portfolio_view *view, enum view_kind kind, const char *title, char out[VIEW_WORDS])
{
    const bool of_period = kind == VIEW_SUPPLIERS || kind == VIEW_ITEMS || kind == VIEW_ITEM || kind == VIEW_MISSING ||
                           kind == VIEW_PLANS || kind == VIEW_HEAT;
    if (!of_period || !view->turns) {
        return title;
    }
    (void)snprintf(out, VIEW_WORDS, "%s   %s", title, view->period);
    return out;
}
