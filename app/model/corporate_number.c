#include "model/corporate_number.h"

#include "base/buffer.h"
#include "base/fold.h"
#include "base/i18n.h"

#include <string.h>

/* First digit = 9 − (Σ dᵢ·qᵢ mod 9) over the other twelve, q = 1, 2, 1, 2 … from the right (Ordinance of the Ministry of Finance no. 70 of
 * 2014, art. 2). */
static int check_digit(const char *text)
{
    int sum = 0;
    for (int i = 0; i < 12; i++) {
        sum += (text[12 - i] - '0') * (i % 2 == 0 ? 1 : 2);
    }
    return 9 - sum % 9;
}

bool corporate_number_valid(const char *text)
{
    return text != NULL && strlen(text) == 13 && strspn(text, "0123456789") == 13 && text[0] - '0' == check_digit(text);
}

/* Appends the text without blanks and hyphens, and without the T in front. */
static bool add_bare(struct buffer *out, const char *text)
{
    struct buffer plain;
    buffer_init(&plain, BUFFER_MAX_TEXT);
    const bool done = text_plain(&plain, text);
    const char *p = buffer_text(&plain);
    p += strspn(p, " ");
    p += done && (*p == 'T' || *p == 't') ? 1 : 0;
    for (; done && *p != '\0'; p++) {
        (void)(*p == ' ' || *p == '-' || buffer_add_char(out, *p));
    }
    buffer_release(&plain);
    return done && !out->failed;
}

/* n: the bytes of bare. */
static const char *problem_of(const char *bare, size_t n, char out[CORPORATE_NUMBER_PROBLEM])
{
    if (strspn(bare, "0123456789") != n) {
        (void)snprintf(out, CORPORATE_NUMBER_PROBLEM, "%s", _("A corporate number has digits only: 13 of them."));
    } else if (n == 12) {
        (void)snprintf(out, CORPORATE_NUMBER_PROBLEM, "%s",
                       _("These are 12 digits: the number in the commercial register. The corporate number has one more in front of it."));
    } else if (n != 13) {
        (void)snprintf(out, CORPORATE_NUMBER_PROBLEM, _("A corporate number has 13 digits; these are %zu."), n);
    } else {
        (void)snprintf(
            out, CORPORATE_NUMBER_PROBLEM,
            _("One digit is wrong: the first digit is a check on the other twelve and would have to be %d, not %c. Please compare it with "
              "your register entry."),
            check_digit(bare), bare[0]);
    }
    return out;
}

const char *corporate_number_problem(const char *text, char clean[16], char out[CORPORATE_NUMBER_PROBLEM])
{
    struct buffer bare;
    buffer_init(&bare, BUFFER_MAX_TEXT);
    const char *digits = add_bare(&bare, text) ? buffer_text(&bare) : text;
    const char *problem = digits[0] == '\0' || corporate_number_valid(digits) ? NULL : problem_of(digits, strlen(digits), out);
    (void)snprintf(clean, 16, "%.13s", problem == NULL ? digits : "");
    buffer_release(&bare);
    return problem;
}
