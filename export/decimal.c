#include "export/decimal.h"

#include <string.h>

#define DIGITS_MAX 15 /* what a double holds exactly */

bool decimal_read(const char *text, double *value, int *places)
{
    const bool negative = *text == '-';
    text += *text == '-' || *text == '+';
    const size_t whole = strspn(text, "0123456789"), part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
    if (whole == 0 || whole + part > DIGITS_MAX || text[whole + (part > 0 ? part + 1 : 0)] != '\0') {
        return false;
    }
    double digits = 0, scale = 1;
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] != '.') {
            digits = digits * 10 + (text[i] - '0');
            scale *= i > whole ? 10 : 1;
        }
    }
    *value = (negative ? -digits : digits) / scale;
    *places = (int)part;
    return true;
}
