#include "model/choices.h"

#include "base/buffer.h"
#include "base/fold.h"
#include "base/i18n.h"

const char *const BELIEFS[LEVELS] = {N_("hardly protected"), N_("a little"), N_("about half"), N_("well"), N_("very well")};

const struct choice EMPLOYEE_CHOICES[] = {{"", N_("not said")},
                                          {"1-5", N_("1 to 5 people")},
                                          {"6-20", N_("6 to 20 people")},
                                          {"21-50", N_("21 to 50 people")},
                                          {"51-100", N_("51 to 100 people")},
                                          {"101-300", N_("101 to 300 people")},
                                          {"301-", N_("301 people or more")}};
const size_t EMPLOYEE_CHOICE_COUNT = sizeof EMPLOYEE_CHOICES / sizeof *EMPLOYEE_CHOICES;

/* Divisions of the Japan Standard Industrial Classification. */
const struct choice INDUSTRY_CHOICES[] = {{"", N_("not said")},
                                          {"A", N_("A Agriculture and forestry")},
                                          {"B", N_("B Fisheries")},
                                          {"C", N_("C Mining and quarrying")},
                                          {"D", N_("D Construction")},
                                          {"E", N_("E Manufacturing")},
                                          {"F", N_("F Electricity, gas, heat and water")},
                                          {"G", N_("G Information and communications")},
                                          {"H", N_("H Transport and postal services")},
                                          {"I", N_("I Wholesale and retail")},
                                          {"J", N_("J Finance and insurance")},
                                          {"K", N_("K Real estate and rental")},
                                          {"L", N_("L Research, professional and technical services")},
                                          {"M", N_("M Hotels, restaurants, catering")},
                                          {"N", N_("N Personal services and amusement")},
                                          {"O", N_("O Education")},
                                          {"P", N_("P Medical care and welfare")},
                                          {"Q", N_("Q Combined services (cooperatives, post offices)")},
                                          {"R", N_("R Other services")},
                                          {"S", N_("S Government")},
                                          {"T", N_("T Other")}};
const size_t INDUSTRY_CHOICE_COUNT = sizeof INDUSTRY_CHOICES / sizeof *INDUSTRY_CHOICES;

const struct choice EVIDENCE_CHOICES[] = {{"", N_("not said")},
                                          {"document", N_("document")},
                                          {"record", N_("record or log")},
                                          {"screenshot", N_("screenshot")},
                                          {"contract", N_("contract")},
                                          {"report", N_("report of another firm")}};
const size_t EVIDENCE_CHOICE_COUNT = sizeof EVIDENCE_CHOICES / sizeof *EVIDENCE_CHOICES;

const struct choice CONFIDENCE_CHOICES[] = {
    {"", N_("not said")}, {"heard", N_("heard")}, {"document", N_("document read")}, {"seen", N_("seen working")}};
const size_t CONFIDENCE_CHOICE_COUNT = sizeof CONFIDENCE_CHOICES / sizeof *CONFIDENCE_CHOICES;

const char *choice_words(const struct choice *choices, size_t count, const char *value)
{
    for (size_t i = 0; value != NULL && value[0] != '\0' && i < count; i++) {
        if (strcmp(choices[i].value, value) == 0) {
            return _(choices[i].label);
        }
    }
    return value == NULL ? "" : value;
}

const char *employees_class(int people)
{
    static const struct {
        int most;
        const char *value;
    } CLASSES[] = {{0, ""}, {5, "1-5"}, {20, "6-20"}, {50, "21-50"}, {100, "51-100"}, {300, "101-300"}};
    for (size_t i = 0; i < sizeof CLASSES / sizeof CLASSES[0]; i++) {
        if (people <= CLASSES[i].most) {
            return CLASSES[i].value;
        }
    }
    return "301-";
}

/* A label goes on behind its value when that is a letter or a digit, "E Manufacturing"; a whole word is a part of it, "report of …". */
static const char *behind_value(const struct choice *choice, const char *label)
{
    const size_t n = strlen(choice->value);
    return n == 1 && label[0] == choice->value[0] && label[n] == ' ' ? label + n + 1 : label;
}

enum fit { FIT_NONE, FIT_WITHIN, FIT_BEGINNING, FIT_VALUE };

#define WITHIN_BYTES 3 /* a kanji; a single Latin letter is within nearly everything */

static enum fit fit_of(const char *words, const char *label)
{
    struct buffer folded;
    buffer_init(&folded, BUFFER_MAX_TEXT);
    const char *at = text_fold(&folded, label) ? strstr(buffer_text(&folded), words) : NULL;
    const bool begins = at == buffer_text(&folded);
    const enum fit fit = at == NULL ? FIT_NONE : begins ? FIT_BEGINNING : strlen(words) < WITHIN_BYTES ? FIT_NONE : FIT_WITHIN;
    buffer_release(&folded);
    return fit;
}

static enum fit choice_fit(const struct choice *choice, const char *text)
{
    struct buffer words;
    enum fit fit = FIT_NONE;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (strcasecmp(choice->value, text) == 0) {
        fit = FIT_VALUE;
    } else if (text_fold(&words, text) && words.length > 0) {
        const enum fit now = fit_of(buffer_text(&words), behind_value(choice, _(choice->label)));
        const enum fit english = fit_of(buffer_text(&words), behind_value(choice, choice->label));
        fit = now > english ? now : english;
    }
    buffer_release(&words);
    return fit;
}

bool choice_fits(const struct choice *choice, const char *text)
{
    return choice_fit(choice, text) != FIT_NONE;
}

size_t choice_meant(const struct choice *choices, size_t count, const char *text)
{
    enum fit best = FIT_NONE;
    size_t found = 0;
    for (size_t i = 1; i < count; i++) {
        const enum fit fit = choice_fit(&choices[i], text);
        if (fit > best) {
            best = fit;
            found = i;
        } else if (fit == best && fit != FIT_NONE) {
            found = 0;
        }
    }
    return found;
}

/* open: a value in another case decides nothing. */
static enum fit fit_so_far(const struct choice *choice, const char *letters, bool open)
{
    const enum fit fit = choice_fit(choice, letters);
    return open && fit == FIT_VALUE && strcmp(choice->value, letters) != 0 ? FIT_BEGINNING : fit;
}

/* Whether a name as it is shown begins so. */
static bool begins_name(const struct choice *choices, size_t count, const char *letters)
{
    const size_t n = strlen(letters);
    for (size_t i = 0; i < count; i++) {
        if (strncasecmp(behind_value(&choices[i], _(choices[i].label)), letters, n) == 0) {
            return true;
        }
    }
    return false;
}

size_t choice_narrow(const struct choice *choices, size_t count, const char *letters, bool *may_be)
{
    enum fit best = FIT_WITHIN;
    size_t n = 0;
    const bool open = begins_name(choices, count, letters);
    for (size_t i = 0; i < count; i++) {
        const enum fit fit = fit_so_far(&choices[i], letters, open);
        best = fit > best ? fit : best;
    }
    for (size_t i = 0; i < count; i++) {
        may_be[i] = fit_so_far(&choices[i], letters, open) == best;
        n += may_be[i];
    }
    return n;
}
