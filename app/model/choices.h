/* What may be chosen where a record knows only a few values, with the words for it. */
#ifndef TENKEN_MODEL_CHOICES_H
#define TENKEN_MODEL_CHOICES_H

#include "model/pack.h"

/* The five things that the owner may believe, weakest first; N_ strings. */
extern const char *const BELIEFS[LEVELS];

/* The choices of the profile (questionnaires/README.md): values as stored and N_ labels; the first is "" for "not said". also: N_, further
 * words by which somebody may look for it, parted by ", " in each language and never shown; or NULL. */
struct choice {
    const char *value;
    const char *label;
    const char *also;
};
extern const struct choice EMPLOYEE_CHOICES[];
extern const size_t EMPLOYEE_CHOICE_COUNT;
extern const struct choice INDUSTRY_CHOICES[];
extern const size_t INDUSTRY_CHOICE_COUNT;
extern const struct choice EVIDENCE_CHOICES[];
extern const size_t EVIDENCE_CHOICE_COUNT;
/* How sure an assessor is of a rating, the least first. */
extern const struct choice CONFIDENCE_CHOICES[];
extern const size_t CONFIDENCE_CHOICE_COUNT;

/* The size class of so many people; "" for none. */
const char *employees_class(int people);

/* The choice that somebody means who types its value, or words that its label begins with or else holds, or one of its further words
 * (choice.also), in the current language or in English; case, width and kana do not matter. 0: none of them, or several. */
size_t choice_meant(const struct choice *choices, size_t count, const char *text);
/* Whether it is one of the several. */
bool choice_fits(const struct choice *choice, const char *text);

/* The same while somebody still types: a value in another case ("m", and "Manufacturing" begins so, too) decides nothing yet where a name
 * shown begins so. Says of each choice whether the letters so far may mean it, and returns how many; those that begin with them come before
 * those with a further word that does, and those before the ones that hold them. */
size_t choice_narrow(const struct choice *choices, size_t count, const char *letters, bool *may_be);

/* The words for a value, in the current language; the value itself when it is none of these (foreign then), "" for NULL. */
const char *choice_words(const struct choice *choices, size_t count, const char *value);

#endif
