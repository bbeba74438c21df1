/* Corporate numbers: 13 digits, the first of which checks the others. */
#ifndef TENKEN_MODEL_CORPORATE_NUMBER_H
#define TENKEN_MODEL_CORPORATE_NUMBER_H

#include <stdbool.h>

/* 13 digits with the right check digit (formats.md, "Times…"). */
bool corporate_number_valid(const char *text);

#define CORPORATE_NUMBER_PROBLEM 384
/* Why a number that somebody typed is refused, in words, with the check digit that it should begin with; NULL when it is right or empty.
 * Spaces and hyphens between digits, full-width digits, and the T in front that makes it the number of a qualified invoice issuer are
 * allowed for: *clean gets the 13 digits. */
const char *corporate_number_problem(const char *text, char clean[16], char out[CORPORATE_NUMBER_PROBLEM]);

#endif
