#include "export/book_styles.h"

#include "base/i18n.h"

const lxw_color_t LEVEL_COLORS[LEVELS] = {0xE58A5F, 0xF5C39B, 0xF4EBCB, 0xBCD8EA, 0x7DB2D8};

#define COLOR_LINE 0xC5CDD5
#define COLOR_HEAD 0xE6EDF3
#define COLOR_ALARM 0xA61B1B
#define COLOR_INPUT 0xFFFBE6

enum align { CENTER = 1, RIGHT = 2, MIDDLE = 4, WRAP = 8, BORDER = 16, BOLD = 32, TURNED = 64, BOTTOM = 128, MONO = 256, OPEN = 512 };

struct look {
    double size;
    lxw_color_t ink;  /* 0: COLOR_INK */
    lxw_color_t fill; /* 0: none */
    const char *number;
    int align;
};

#define IN_TABLE (BORDER | MIDDLE)
#define MARK (BORDER | MIDDLE | CENTER)

static const struct look LOOKS[STYLES] = {
    [STYLE_TITLE] = {.size = 20, .align = BOLD | MIDDLE | WRAP},
    [STYLE_SUBTITLE] = {.size = 12, .ink = COLOR_QUIET, .align = MIDDLE},
    [STYLE_HEADING] = {.size = 12, .ink = COLOR_ACCENT, .align = BOLD | BOTTOM},
    [STYLE_PLAIN] = {.size = 10, .align = MIDDLE | WRAP},
    [STYLE_STRONG] = {.size = 10, .align = BOLD | WRAP},
    [STYLE_MUTED] = {.size = 9, .ink = COLOR_QUIET, .align = MIDDLE | WRAP},
    [STYLE_MONO] = {.size = 9, .align = WRAP | MONO},
    [STYLE_CARD_LABEL] = {.size = 9, .ink = COLOR_QUIET, .fill = COLOR_HEAD, .align = CENTER | MIDDLE},
    [STYLE_CARD_POINTS] = {.size = 24, .fill = COLOR_HEAD, .number = "0.0", .align = CENTER | MIDDLE | BOLD},
    [STYLE_CARD_WORD] = {.size = 24, .fill = COLOR_HEAD, .align = CENTER | MIDDLE | BOLD},
    [STYLE_CARD_CAPTION] = {.size = 9, .fill = COLOR_HEAD, .align = CENTER | WRAP},
    [STYLE_HEAD] = {.size = 9, .fill = COLOR_HEAD, .align = MARK | BOLD | WRAP},
    [STYLE_HEAD_TURNED] = {.size = 9, .fill = COLOR_HEAD, .align = BORDER | BOLD | BOTTOM | CENTER | TURNED},
    [STYLE_CELL] = {.size = 9, .align = IN_TABLE | WRAP},
    [STYLE_CELL_LINE] = {.size = 9, .align = IN_TABLE},
    [STYLE_CELL_STRONG] = {.size = 9, .align = IN_TABLE | BOLD | WRAP},
    [STYLE_CELL_CENTER] = {.size = 9, .align = MARK | WRAP},
    [STYLE_CELL_COUNT] = {.size = 9, .number = "#,##0", .align = IN_TABLE | RIGHT},
    [STYLE_CELL_POINTS] = {.size = 9, .number = "0.0", .align = IN_TABLE | RIGHT},
    [STYLE_CELL_YEN] = {.size = 9, .number = "#,##0", .align = IN_TABLE | RIGHT},
    [STYLE_CELL_MEAN] = {.size = 9, .number = "0.00", .align = IN_TABLE | RIGHT},
    [STYLE_CELL_CHANGE] = {.size = 9, .number = "+0.0;-0.0;0.0", .align = IN_TABLE | RIGHT},
    [STYLE_CELL_DATE] = {.size = 9, .number = "yyyy-mm-dd", .align = MARK},
    [STYLE_CELL_TIME] = {.size = 9, .number = "yyyy-mm-dd hh:mm", .align = MARK},
    [STYLE_LEVEL_0] = {.size = 10, .align = MARK | BOLD},
    [STYLE_LEVEL_1] = {.size = 10, .align = MARK | BOLD},
    [STYLE_LEVEL_2] = {.size = 10, .align = MARK | BOLD},
    [STYLE_LEVEL_3] = {.size = 10, .align = MARK | BOLD},
    [STYLE_LEVEL_4] = {.size = 10, .align = MARK | BOLD},
    [STYLE_UNKNOWN] = {.size = 10, .fill = COLOR_UNKNOWN, .align = MARK | BOLD},
    [STYLE_NA] = {.size = 10, .ink = COLOR_QUIET, .align = MARK},
    [STYLE_UNANSWERED] = {.size = 9, .ink = COLOR_QUIET, .align = MARK},
    [STYLE_ALARM_LINE] = {.size = 9, .ink = COLOR_ALARM, .align = IN_TABLE | BOLD},
    [STYLE_ALARM_DATE] = {.size = 9, .ink = COLOR_ALARM, .number = "yyyy-mm-dd", .align = MARK | BOLD},
    [STYLE_ALARM] = {.size = 9, .ink = COLOR_ALARM, .align = IN_TABLE | BOLD | WRAP},
    [STYLE_INPUT] = {.size = 10, .fill = COLOR_INPUT, .number = "@", .align = IN_TABLE | WRAP | OPEN},
};

static void align(lxw_format *f, int a)
{
    if (a & (CENTER | RIGHT)) {
        format_set_align(f, a & CENTER ? LXW_ALIGN_CENTER : LXW_ALIGN_RIGHT);
    }
    if (!(a & BOTTOM)) {
        format_set_align(f, a & MIDDLE ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
    }
    if ((a & BORDER) && !(a & CENTER)) {
        format_set_indent(f, 1);
    }
    if (a & WRAP) {
        format_set_text_wrap(f);
    }
    if (a & BOLD) {
        format_set_bold(f);
    }
    if (a & TURNED) {
        format_set_rotation(f, 90);
    }
    if (a & OPEN) {
        format_set_unlocked(f);
    }
    if (a & BORDER) {
        format_set_border(f, LXW_BORDER_THIN);
        format_set_border_color(f, COLOR_LINE);
    }
}

static lxw_format *make(lxw_workbook *workbook, const struct look *look, const char *font, lxw_color_t fill)
{
    lxw_format *f = workbook_add_format(workbook);
    if (!f) {
        return NULL;
    }
    format_set_font_name(f, look->align & MONO ? "Consolas" : font);
    format_set_font_size(f, look->size);
    format_set_font_color(f, look->ink ? look->ink : COLOR_INK);
    if (fill) {
        format_set_bg_color(f, fill);
    }
    if (look->number) {
        format_set_num_format(f, look->number);
    }
    align(f, look->align);
    return f;
}

bool book_styles_make(struct book *b)
{
    /* Fonts that Excel has in each language; LibreOffice replaces them by what is there. */
    const char *font = language_current() == LANGUAGE_JA ? "Yu Gothic" : "Calibri";
    for (int i = 0; i < STYLES; i++) {
        bool level = i >= STYLE_LEVEL_0 && i <= STYLE_LEVEL_4;
        /* A second format of the same look would have no index of its own: libxlsxwriter would search for the first at every cell. */
        b->styles[i] = i == STYLE_CELL_YEN ? b->styles[STYLE_CELL_COUNT]
                                           : make(b->workbook, &LOOKS[i], font, level ? LEVEL_COLORS[i - STYLE_LEVEL_0] : LOOKS[i].fill);
        if (!b->styles[i]) {
            return false;
        }
        b->wraps[i] = (LOOKS[i].align & WRAP) != 0;
    }
    return true;
}
