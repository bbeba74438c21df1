#include "model/profile.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "model/assessment.h"
#include "model/corporate_number.h"
#include "model/record_check.h"

enum status text_check(const char *text, size_t max, bool lines, const char *what, struct error *e)
{
    const size_t n = strlen(text);
    if (n > max) {
        return fail(e, ST_INPUT, _("%s: is longer than %d bytes."), what, (int)max);
    }
    for (size_t i = 0; i < n;) {
        uint32_t c;
        const size_t length = utf8_decode(text + i, n - i, &c);
        if (length == 0) {
            return fail(e, ST_INPUT, _("%s: is not UTF-8 text."), what);
        }
        if (utf8_is_control(c) && !(lines && (c == '\n' || c == '\t'))) {
            return fail(e, ST_INPUT, _("%s: holds a control character."), what);
        }
        i += length;
    }
    return ST_OK;
}

enum status date_check(const char *text, const char *what, struct error *e)
{
    int64_t seconds;
    return text[0] == '\0' || date_parse(text, &seconds) ? ST_OK : fail(e, ST_INPUT, _("%s: must be a date like 2026-11-21."), what);
}

static enum status check_employees(const char *path, const char *text, struct error *e)
{
    for (size_t i = 0; i < EMPLOYEES_COUNT; i++) {
        if (strcmp(text, EMPLOYEES[i]) == 0) {
            return ST_OK;
        }
    }
    return fail(e, ST_INPUT, _("%s: must be one of 1-5, 6-20, 21-50, 51-100, 101-300, 301-."), path);
}

static bool email_plausible(const char *text)
{
    const char *at = strchr(text, '@');
    return at != NULL && at != text && at[1] != '\0' && strchr(at + 1, '@') == NULL && strpbrk(text, " \t\n<>,;") == NULL;
}

#define PHONE_DIGITS 6 /* fewer are an extension, or a slip: nobody outside reaches the firm by them */

static size_t digits_in(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += *text >= '0' && *text <= '9';
    }
    return n;
}

enum status profile_check(const char *path, const char *text, struct error *e)
{
    static const char *const FREE[] = {"name", "name_kana", "supplier_code", "contact.name"};
    const enum status st = text_check(text, PROFILE_TEXT_MAX, false, path, e);
    if (st != ST_OK || text[0] == '\0') {
        return st;
    }
    for (size_t i = 0; i < sizeof FREE / sizeof FREE[0]; i++) {
        if (strcmp(path, FREE[i]) == 0) {
            return ST_OK;
        }
    }
    if (strcmp(path, "corporate_number") == 0) {
        return corporate_number_valid(text)
                   ? ST_OK
                   : fail(e, ST_INPUT, _("%s: must be a corporate number: 13 digits, the first one checks the others."), path);
    }
    if (strcmp(path, "employees") == 0) {
        return check_employees(path, text, e);
    }
    if (strcmp(path, "industry") == 0) {
        const bool division = text[0] >= 'A' && text[0] <= 'T' && text[1] == '\0';
        return division
                   ? ST_OK
                   : fail(e, ST_INPUT, _("%s: must be a letter A–T, the division of the Japan Standard Industrial Classification."), path);
    }
    if (strcmp(path, "contact.email") == 0) {
        return email_plausible(text) ? ST_OK : fail(e, ST_INPUT, _("%s: must be an address like name@example.jp."), path);
    }
    if (strcmp(path, "contact.phone") == 0 || strcmp(path, "contact.emergency_phone") == 0) {
        return text[strspn(text, "0123456789+-() ")] == '\0' && digits_in(text) >= PHONE_DIGITS
                   ? ST_OK
                   : fail(e, ST_INPUT, _("%s: must be a phone number with its area code: digits, spaces, + - ( )."), path);
    }
    return fail(e, ST_INPUT, _("The company profile has no member \"%s\"."), path);
}
