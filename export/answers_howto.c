/* The sheet "How to verify", in plain words. */
#include "export/answers_sheets.h"

#include "base/i18n.h"
#include "export/cell_text.h"

#define LAST 1
#define WIDE 92 /* digits in both columns together */

static void heading(struct answers_book *ab, lxw_worksheet *sheet, int *row, const char *text)
{
    ++*row;
    worksheet_set_row(sheet, (lxw_row_t)*row, 22, NULL);
    book_wide_text(&ab->book, sheet, (*row)++, 0, LAST, 200, text, STYLE_HEADING);
}

static void paragraph(struct answers_book *ab, lxw_worksheet *sheet, int *row, const char *text)
{
    book_wide_text(&ab->book, sheet, (*row)++, 0, LAST, WIDE, text, STYLE_PLAIN);
}

static void command(struct answers_book *ab, lxw_worksheet *sheet, int *row, const char *text)
{
    book_wide_text(&ab->book, sheet, (*row)++, 0, LAST, WIDE + 10, text, STYLE_MONO);
}

static void write_signers(struct answers_book *ab, lxw_worksheet *sheet, int *row)
{
    struct book *b = &ab->book;
    for (size_t i = 0; i < ab->in->nsigners; i++) {
        const struct answers_signer *s = &ab->in->signers[i];
        char fingerprint[CELL_FINGERPRINT];
        const char *role = strcmp(s->role, "assessor") == 0 ? _("Assessor") : _("Firm");
        cell_fingerprint(s->sha256, fingerprint);
        book_text(b, sheet, *row, 0, role, STYLE_MUTED);
        book_text(b, sheet, (*row)++, 1, s->subject, STYLE_STRONG);
        book_text(b, sheet, *row, 0, _("Fingerprint (SHA-256)"), STYLE_MUTED);
        book_text(b, sheet, (*row)++, 1, fingerprint, STYLE_MONO);
    }
}

static void write_commands(struct answers_book *ab, lxw_worksheet *sheet, int *row)
{
    char line[160];
    heading(ab, sheet, row, _("Check it with Tenken"));
    paragraph(ab, sheet, row, _("Put the fingerprint that you were told behind --pin; the answer must be \"trusted\"."));
    snprintf(line, sizeof line, "tenken verify FILE.xlsx --pin %s", ab->in->nsigners ? ab->in->signers[0].sha256 : "SHA256");
    command(ab, sheet, row, line);
    heading(ab, sheet, row, _("Check it without Tenken"));
    paragraph(ab, sheet, row,
              _("A workbook is a zip archive. Take the signed answers out; they are JSON with JWS signatures (RFC 7515) over its canonical "
                "form (RFC 8785), "
                "which many programs can verify. The file FORMAT.md of Tenken describes every member, with an example."));
    command(ab, sheet, row, "unzip -p FILE.xlsx assessment/answers.json > answers.json");
}

enum status answers_howto(struct answers_book *ab, struct error *e)
{
    static const double widths[] = {22, 74};
    int row = 0;
    lxw_worksheet *sheet = answers_sheet(ab, _("How to verify"), PAGE_PORTRAIT, NULL, e);
    if (!sheet) {
        return ST_SYSTEM;
    }
    book_widths(&ab->book, sheet, widths, 2);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_row(sheet, 0, 34, NULL);
    book_wide_text(&ab->book, sheet, row, 0, LAST, 60, _("How to verify these answers"), STYLE_TITLE);
    heading(ab, sheet, &row, _("What is signed"));
    paragraph(ab, sheet, &row,
              _("These sheets are for reading. What counts lies inside this file: the answers with the electronic signature of the firm. "
                "Whoever changes "
                "one letter of them breaks the signature."));
    if (ab->in->signer) {
        paragraph(ab, sheet, &row,
                  _("The whole workbook, these sheets included, is signed with the same key as well; Excel shows that signature when it "
                    "opens the file."));
    }
    heading(ab, sheet, &row, _("Who signed"));
    write_signers(ab, sheet, &row);
    paragraph(ab, sheet, &row,
              _("Do not take the fingerprint from this sheet alone: compare it with the one that the firm tells you in another way, for "
                "example on a phone "
                "number that you knew before."));
    write_commands(ab, sheet, &row);
    heading(ab, sheet, &row, _("Please pass on the file as it came"));
    paragraph(ab, sheet, &row,
              _("A workbook that is opened and saved again loses its signature, and in many programs the signed answers too, even when "
                "nothing was changed. To work with it, make a copy."));
    return ST_OK;
}
