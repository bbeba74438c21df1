/* What the files of forms share; nobody else includes it. */
#ifndef TENKEN_TUI_FORM_PARTS_H
#define TENKEN_TUI_FORM_PARTS_H

#include "tui/editor.h"
#include "tui/form.h"
#include "tui/secret.h"

#define CHOICE_LETTERS 64
#define CHOICES_MAX 32

struct field {
    struct editor editor;         /* FIELD_LINE, FIELD_LINES, FIELD_SHOWN */
    size_t choice;                /* FIELD_CHOICE */
    size_t before;                /* the choice before letters were typed */
    char letters[CHOICE_LETTERS]; /* typed to find a choice by its words, while the field is in focus */
    bool anew;                    /* the next letter begins anew: left or right chose after these, or they were refused */
    int typed, said;      /* the number of people typed so far, where the choices are size classes, and the one that chose the class */
    struct secret secret; /* FIELD_SECRET */
    struct area area;     /* where it is drawn */
};

struct form {
    struct screen screen;
    struct session *session;
    const struct form_spec *spec;
    size_t question, entry;
    void *context;
    struct field fields[FORM_FIELDS];
    size_t focus;
    bool changed;
    bool asking;     /* "Keep what you typed?" */
    bool warned;     /* the problem of the field in focus was told: it may be left as it is */
    char *long_text; /* what came back from the user's editor too long for the field in focus, to be opened again; owned */
    char problem[sizeof((struct error *)0)->text];
};

static inline const struct field_spec *form_field_spec(const struct form *form, size_t field)
{
    return &form->spec->fields[field];
}

/* A key on a field of choices: people, letters of a name, left and right. True: the event was for it. */
bool form_choice_key(struct form *form, const struct event *event);
/* How many choices the letters typed may mean, and which (may_be has CHOICES_MAX places, set unless nothing is typed); 1: it is clear. */
size_t choice_left(const struct form *form, bool may_be[CHOICES_MAX]);
/* Whether the letters leave open what is meant in the field in focus: told then, and the field is not left before it is clear. */
bool choice_is_open(struct form *form);

/* The operations of the screen (screen.h). */
struct effect form_key(struct screen *screen, const struct event *event);
void form_layout(struct screen *screen, int rows, int columns);
void form_draw(struct screen *screen, struct grid *g);

#endif
