/* The keys of a form, by what it is for. */
#include "tui/form.h"

#include "base/i18n.h"

const struct key_help *form_key_table_asking(void)
{
    static const struct key_help keys[] = {
        {"y", N_("keep it"), true}, {"n", N_("throw it away"), true}, {"Esc", N_("go on typing"), true}, {NULL, NULL, false}};
    return keys;
}

const struct key_help *form_key_table(const struct form_spec *spec, bool snippets)
{
    static const struct key_help keys[] = {{N_("Enter"), N_("next field, at the end: keep"), true},
                                           {"Ctrl-S", N_("keep"), true},
                                           {"Esc", N_("back"), true},
                                           {N_("arrows"), N_("move, choose"), true},
                                           {"Ctrl-E", N_("own editor"), true},
                                           {"Ctrl-U", N_("empty the line"), false},
                                           {NULL, NULL, false}};
    static const struct key_help note[] = {{"Esc", N_("keep and go back"), true},
                                           {N_("Enter"), N_("new line"), true},
                                           {N_("arrows"), N_("move"), true},
                                           {"Ctrl-E", N_("own editor"), true},
                                           {NULL, NULL, false}};
    static const struct key_help act[] = {{N_("Enter"), N_("next field, at the end: do it"), true},
                                          {"Esc", N_("back, do nothing"), true},
                                          {N_("Up Down"), N_("move"), true},
                                          {"Ctrl-U", N_("empty the line"), true},
                                          {NULL, NULL, false}};
    static const struct key_help talk[] = {{"Esc", N_("keep and go back"), true}, {N_("Enter"), N_("new line"), true},
                                           {"Ctrl-T", N_("snippet"), true},       {"Ctrl-N", N_("keep as snippet"), true},
                                           {"Ctrl-E", N_("own editor"), true},    {NULL, NULL, false}};
    static const struct key_help mine[] = {{"Esc", N_("keep and go back"), true}, {N_("Enter"), N_("new line"), true},
                                           {"Ctrl-T", N_("snippet"), true},       {"Ctrl-N", N_("keep as snippet"), true},
                                           {N_("arrows"), N_("move"), true},      {NULL, NULL, false}};
    static const struct key_help one[] = {
        {N_("Enter"), N_("keep"), true}, {"Esc", N_("back"), true}, {"Ctrl-E", N_("own editor"), true}, {NULL, NULL, false}};
    if (spec->keys != NULL) {
        return spec->keys;
    }
    return spec->stays ? mine : spec->acts ? act : !spec->keep_on_escape ? (spec->nfields == 1 ? one : keys) : snippets ? talk : note;
}
