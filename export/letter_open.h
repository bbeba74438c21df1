/* What the supplier was asked beside, and has not answered: praise for the rest must not sound as if all were done. */
#ifndef TENKEN_EXPORT_LETTER_OPEN_H
#define TENKEN_EXPORT_LETTER_OPEN_H

#include "export/letter_html.h"

void letter_open_write(const struct letter_open *open, const struct catalog *catalog, struct buffer *out);

#endif
