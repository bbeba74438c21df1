#include "model/assessment.h"

/* First digit = 9 − (Σ dᵢ·qᵢ mod 9) over the other twelve, q = 1, 2, 1, 2 … from the right (Ordinance of the Ministry of Finance no. 70 of
 * 2014, art. 2). */
bool corporate_number_valid(const char *text)
{
    if (text == NULL || strlen(text) != 13 || strspn(text, "0123456789") != 13) {
        return false;
    }
    int sum = 0;
    for (int i = 0; i < 12; i++) {
        sum += (text[12 - i] - '0') * (i % 2 == 0 ? 1 : 2);
    }
    return text[0] - '0' == 9 - sum % 9;
}
