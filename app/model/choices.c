#include "model/choices.h"

#include "base/buffer.h"
#include "base/fold.h"
#include "base/i18n.h"

const char *const BELIEFS[LEVELS] = {N_("hardly protected"), N_("a little"), N_("about half"), N_("well"), N_("very well")};

const struct choice EMPLOYEE_CHOICES[] = {{"", N_("not said"), NULL},
                                          {"1-5", N_("1 to 5 people"), NULL},
                                          {"6-20", N_("6 to 20 people"), NULL},
                                          {"21-50", N_("21 to 50 people"), NULL},
                                          {"51-100", N_("51 to 100 people"), NULL},
                                          {"101-300", N_("101 to 300 people"), NULL},
                                          {"301-", N_("301 people or more"), NULL}};
const size_t EMPLOYEE_CHOICE_COUNT = sizeof EMPLOYEE_CHOICES / sizeof *EMPLOYEE_CHOICES;

/* Divisions of the Japan Standard Industrial Classification, with the words that firms use for their trade; one that several divisions use
 * stands with each. */
const struct choice INDUSTRY_CHOICES[] = {
    {"", N_("not said"), NULL},
    {"A", N_("A Agriculture and forestry"), N_("farm, farming, rice, vegetables, fruit, flowers, livestock, dairy, forestry, timber")},
    {"B", N_("B Fisheries"), N_("fishing, fish farm, seaweed, oysters")},
    {"C", N_("C Mining and quarrying"), N_("quarry, stone, gravel, sand")},
    {"D", N_("D Construction"),
     N_("building, builder, construction work, civil works, carpenter, plumbing, electrician, electrical work, painting, roofing, "
        "interior, scaffolding, renovation, demolition, landscaping")},
    {"E", N_("E Manufacturing"),
     N_("plating, machining, parts, metal, steel, press, stamping, sheet metal, welding, casting, forging, molds, moulds, dies, tools, "
        "grinding, heat treatment, coating, plastics, resin, rubber, printing, paper, textiles, sewing, wood, furniture, chemicals, food, "
        "drinks, machines, machinery, electronics, assembly, prototypes, factory, plant, workshop, maker, car parts")},
    {"F", N_("F Electricity, gas, heat and water"), N_("power, solar, gas, waterworks")},
    {"G", N_("G Information and communications"),
     N_("IT, software, systems, apps, programming, web, internet, hosting, data centre, data center, telecoms, broadcasting, publishing, "
        "video, game development")},
    {"H", N_("H Transport and postal services"),
     N_("trucking, trucks, logistics, shipping, delivery, freight, cargo, warehouse, storage, courier, taxi, bus, moving, forwarder")},
    {"I", N_("I Wholesale and retail"),
     N_("shop, store, trading, sales, dealer, supermarket, pharmacy, food, clothes, car sales, online shop, import, export")},
    {"J", N_("J Finance and insurance"), N_("bank, credit, loans, insurance, securities, leasing of money")},
    {"K", N_("K Real estate and rental"), N_("housing, property, landlord, estate agent, leasing, rental, car hire, machine hire")},
    {"L", N_("L Research, professional and technical services"),
     N_("accountant, tax, lawyer, patent, consulting, design, advertising, architect, survey, engineering, laboratory, testing, "
        "translation, photography, veterinary")},
    {"M", N_("M Hotels, restaurants, catering"), N_("hotel, inn, restaurant, food, bar, cafe, catering, canteen, lunch boxes")},
    {"N", N_("N Personal services and amusement"),
     N_("hairdresser, beauty, barber, laundry, cleaning of clothes, travel agency, funerals, weddings, sports, gym, golf, cinema, "
        "pachinko")},
    {"O", N_("O Education"), N_("school, lessons, tutoring, training, kindergarten, driving school")},
    {"P", N_("P Medical care and welfare"), N_("hospital, clinic, doctor, dentist, care, nursing, nursery, childcare, elderly, welfare")},
    {"Q", N_("Q Combined services (cooperatives, post offices)"), N_("cooperative, post office, farmers' cooperative")},
    {"R", N_("R Other services"),
     N_("staffing, temporary staff, security guards, cleaning, building maintenance, waste, recycling, car repair, repair, call centre, "
        "call center, association, union")},
    {"S", N_("S Government"), N_("city office, town office, ministry, prefecture, public office")},
    {"T", N_("T Other"), NULL}};
const size_t INDUSTRY_CHOICE_COUNT = sizeof INDUSTRY_CHOICES / sizeof *INDUSTRY_CHOICES;

const struct choice EVIDENCE_CHOICES[] = {{"", N_("not said"), NULL},
                                          {"document", N_("document"), NULL},
                                          {"record", N_("record or log"), NULL},
                                          {"screenshot", N_("photo or screenshot"), NULL},
                                          {"contract", N_("contract"), NULL},
                                          {"report", N_("report of another firm"), NULL}};
const size_t EVIDENCE_CHOICE_COUNT = sizeof EVIDENCE_CHOICES / sizeof *EVIDENCE_CHOICES;

const struct choice CONFIDENCE_CHOICES[] = {
    {"", N_("not said"), NULL}, {"heard", N_("heard"), NULL}, {"document", N_("document read"), NULL}, {"seen", N_("seen working"), NULL}};
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

/* How what was typed fits a choice: it holds one of its further words, is within its label, begins one of the words or the label, or is its
 * value; the better one decides. */
enum fit { FIT_NONE, FIT_HOLDS, FIT_WITHIN, FIT_WORD, FIT_BEGINNING, FIT_VALUE };

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

#define HELD_BYTES 5 /* two kanji, or a word of Latin letters that is hardly a part of another */

static enum fit fit_of_word(const char *words, const char *word, size_t n)
{
    struct buffer one, folded;
    buffer_init(&one, BUFFER_MAX_TEXT);
    buffer_init(&folded, BUFFER_MAX_TEXT);
    enum fit fit = FIT_NONE;
    if (buffer_add(&one, word, n) && text_fold(&folded, buffer_text(&one)) && folded.length > 0) {
        const bool begins = strncmp(buffer_text(&folded), words, strlen(words)) == 0;
        const bool held = folded.length >= HELD_BYTES && strstr(words, buffer_text(&folded)) != NULL;
        fit = begins ? FIT_WORD : held ? FIT_HOLDS : FIT_NONE;
    }
    buffer_release(&one);
    buffer_release(&folded);
    return fit;
}

/* also: parted by ", ". */
static enum fit fit_of_words(const char *words, const char *also)
{
    enum fit best = FIT_NONE;
    for (size_t n; also[0] != '\0'; also += n + (also[n] != '\0')) {
        n = strcspn(also, ",");
        const enum fit fit = fit_of_word(words, also, n);
        best = fit > best ? fit : best;
    }
    return best;
}

/* With what the choice is called in one language. */
static enum fit fit_in(const char *words, const struct choice *choice, const char *label, const char *also)
{
    const enum fit name = fit_of(words, behind_value(choice, label));
    const enum fit other = also == NULL ? FIT_NONE : fit_of_words(words, also);
    return name > other ? name : other;
}

static enum fit choice_fit(const struct choice *choice, const char *text)
{
    struct buffer words;
    enum fit fit = FIT_NONE;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (strcasecmp(choice->value, text) == 0) {
        fit = FIT_VALUE;
    } else if (text_fold(&words, text) && words.length > 0) {
        const enum fit now = fit_in(buffer_text(&words), choice, _(choice->label), choice->also == NULL ? NULL : _(choice->also));
        const enum fit english = fit_in(buffer_text(&words), choice, choice->label, choice->also);
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
    enum fit best = FIT_HOLDS;
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
