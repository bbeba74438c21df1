/* Columns on the screen, and where lines break. */
#include "base/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static int ambiguous_one(void **state)
{
    (void)state;
    width_set_ambiguous(1);
    return 0;
}

static void test_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int columns;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"点検", 4},
        {"ﾃﾝｹﾝ", 4},
        {"ﾊﾟｽﾜｰﾄﾞ", 7},  /* the sound marks take a column each */
        {"か\u3099", 2}, /* combining sound mark */
        {"e\u0301", 1},
        {"a\u0301\u0302\u0303", 1},
        {"한글", 4},
        {"\u1112\u1161\u11ab", 2}, /* one syllable of three parts */
        {"😀", 2},
        {"👍\U0001F3FD", 2},
        {"👨\u200d👩\u200d👧\u200d👦", 2}, /* a family is one picture */
        {"\U0001F1EF\U0001F1F5", 2},   /* a flag */
        {"Ａ１！", 6},
        {"\xFF\xFE", 2}, /* what is not UTF-8: a column a byte */
        {"Österreich", 10},
        {"①→…", 3},
        {"\u200b", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (width_text(cases[i].text) != cases[i].columns) {
            fail_msg("%s: %d, not %d", cases[i].text, width_text(cases[i].text), cases[i].columns);
        }
    }
}

static void test_ambiguous(void **state)
{
    (void)state;
    width_set_ambiguous(2);
    assert_int_equal(width_text("①→…·"), 8);
    assert_int_equal(width_text("点検"), 4);
    assert_int_equal(width_text("ﾃﾝ"), 2);
    assert_int_equal(width_text("abc"), 3);
    assert_int_equal(width_text("Österreich"), 10); /* neutral, not ambiguous */
    assert_int_equal(width_text("e\u0301"), 1);     /* a combining mark stays without width */
    width_set_ambiguous(1);
    assert_int_equal(width_text("①→…·"), 4);
}

static void test_clusters(void **state)
{
    (void)state;
    int columns;
    assert_int_equal(width_cluster("e\u0301x", 4, &columns), 3);
    assert_int_equal(columns, 1);
    assert_int_equal(width_cluster("あい", 6, &columns), 3);
    assert_int_equal(columns, 2);
    assert_int_equal(width_cluster("\xE3\x81", 2, &columns), 1);
    assert_int_equal(columns, 1);
    assert_int_equal(width_cluster("\U0001F1EF\U0001F1F5\U0001F1FA\U0001F1F8", 16, &columns), 8); /* two flags */
    assert_int_equal(columns, 2);
    assert_int_equal(width_cluster("👨\u200d👩", 11, &columns), 11);
    assert_int_equal(width_cluster("a\u200d👩", 8, &columns), 4); /* no picture before the joiner */
    assert_int_equal(width_cluster("❤\uFE0F\u200d🔥", 13, &columns), 13);
    assert_int_equal(width_cluster("a", 1, &columns), 1);
    assert_int_equal(width_cluster("あ", 2, &columns), 1); /* n ends within it */
}

static void test_prefix(void **state)
{
    (void)state;
    assert_int_equal(width_prefix("日本語", 5), 6);
    assert_int_equal(width_prefix("日本語", 1), 0);
    assert_int_equal(width_prefix("日本語", 60), 9);
    assert_int_equal(width_prefix("e\u0301e\u0301", 1), 3);
    assert_int_equal(width_prefix("", 10), 0);
}

/* Breaks text at columns in one of the two ways and joins the lines with "|". */
static const char *broken_by(size_t (*breaks)(const char *, int, size_t *), const char *text, int columns)
{
    static char out[512];
    size_t used = 0;
    const char *rest = text;
    while (*rest) {
        size_t next;
        size_t n = breaks(rest, columns, &next);
        assert_true(next > 0 && n <= next && used + n + 2 < sizeof out);
        if (rest != text) {
            out[used++] = '|';
        }
        memcpy(out + used, rest, n);
        used += n;
        out[used] = '\0';
        if (width_text(out + used - n) > columns) {
            fail_msg("%s at %d: a line is too long: %s", text, columns, out);
        }
        rest += next;
    }
    out[used] = '\0';
    return out;
}

static const char *broken(const char *text, int columns)
{
    return broken_by(width_break, text, columns);
}

static const char *phrases(const char *text, int columns)
{
    return broken_by(width_break_phrase, text, columns);
}

static void test_latin_lines(void **state)
{
    (void)state;
    assert_string_equal(broken("the quick brown fox", 10), "the quick|brown fox");
    assert_string_equal(broken("the quick brown fox", 9), "the quick|brown fox");
    assert_string_equal(broken("the   quick", 5), "the|quick");
    assert_string_equal(broken("incomprehensible", 6), "incomp|rehens|ible");
    assert_string_equal(broken("an incomprehensible word", 6), "an|incomp|rehens|ible|word");
    assert_string_equal(broken("one\ntwo\n\nthree", 20), "one|two||three");
    assert_string_equal(broken("full  ", 4), "full");
    assert_string_equal(broken("full  \nnext", 4), "full|next");
    assert_string_equal(broken("  indented", 20), "  indented");
    assert_string_equal(broken("well-known: (yes), no.", 11), "well-known:|(yes), no.");
}

static void test_japanese_lines(void **state)
{
    (void)state;
    assert_string_equal(broken("あいうえお", 4), "あい|うえ|お");
    assert_string_equal(broken("あいうえお", 5), "あい|うえ|お");
    assert_string_equal(broken("あいう。えお", 6), "あい|う。え|お"); /* 。 takes う along */
    assert_string_equal(broken("あいう。」えお", 6), "あい|う。」|えお");
    assert_string_equal(broken("あい「うえ」お", 6), "あい|「う|え」お");
    assert_string_equal(broken("サーバー", 4), "サー|バー");
    assert_string_equal(broken("ああサーバー", 6), "ああ|サー|バー");
    assert_string_equal(broken("チェックリスト", 4), "チェ|ック|リス|ト");
    assert_string_equal(broken("ﾊﾟｽﾜｰﾄﾞを変える", 5), "ﾊﾟｽﾜｰ|ﾄﾞを|変え|る");
    assert_string_equal(broken("VPN装置を更新", 6), "VPN装|置を更|新");
    assert_string_equal(broken("更新する。ABC", 10), "更新する。|ABC");
    assert_string_equal(broken("値段は￥100です", 8), "値段は|￥100で|す");
    assert_string_equal(broken("なるほど……そう", 10), "なるほど……|そう");
    assert_string_equal(broken("。。。。", 4), "。。|。。");   /* no allowed place: cut all the same */
    assert_string_equal(broken("点検　確認", 6), "点検|確認"); /* the ideographic space is swallowed */
    assert_string_equal(broken("か\u3099き\u3099く\u3099", 4), "か\u3099き\u3099|く\u3099");
}

/* Paths break behind a slash rather than within a name, names behind the comma rather than at their dot, and a key keeps its particle. */
static void test_names_and_keys(void **state)
{
    (void)state;
    assert_string_equal(phrases("~/Tenken/自社用/2026-見本製作所-IT業者.html", 40), "~/Tenken/自社用/|2026-見本製作所-IT業者.html");
    assert_string_equal(phrases("/home/mihon/Tenken/answers/2026.json", 20), "/home/mihon/Tenken/|answers/2026.json");
    assert_string_equal(phrases("Written to /home/mihon/answers", 20), "Written to|/home/mihon/answers");
    assert_string_equal(phrases("他社の製品・サービス、技術・物理・人の三本柱", 36), "他社の製品・サービス、|技術・物理・人の三本柱");
    assert_string_equal(phrases("ほかはすべて答えました。r のあと v で業者用のページ", 28),
                        "ほかはすべて答えました。|r のあと v で業者用のページ");
    assert_string_equal(phrases("業者用のページ、f で提出へ進みます。", 18), "業者用のページ、|f で提出へ|進みます。");
    assert_string_equal(phrases("https://example.jp/a", 10), "https://|example.jp|/a");
}

/* What is read breaks between phrases; the sentences are those of the questionnaires. */
static void test_phrases(void **state)
{
    (void)state;
    static const struct {
        int columns;
        const char *lines;
    } cases[] = {
        {52, "ホームページに怪しい出入りがないか、記録を|見ていますか。"},
        {52, "ソフト同士をつなぐ口（API）を、|全部書き出していますか。"},
        {40, "侵入らしい動きを見つけるしくみが|ありますか。"},
        {24, "管理者は二つ目の|確認もする"},
        {14, "管理者は|二つ目の|確認もする"}, /* not 二つ|目 */
        {15, "床から上げ、|停電に備えた"},
        {14, "即日消し、|記録に残す"},
        {44, "紙やカギは、清掃の人にも、夜の|侵入者にも読めます。"},
        {24, "退職時にパスワードを|替える"},
        {44, "社内につないでいる機器とつなぎ方を、|決めていますか。"},
        {30, "できることを、必要な分だけに|していますか。"},
        {22, "そのファイルに|書き出しますか"}, /* not 書き|出す */
        {20, "前の合い言葉と|新しい合い言葉"}, /* not 合い|言葉 */
        {16, "取引先の|お客様に聞く"},         /* not お|客様 */
        {18, "三か月ごとに|見直します"},       /* not 三か|月 */
        {24, "ここから先は|「部品」の質問です。"},
        {24, "外から使うVPN装置と|ルーター"},        /* the parts of a compound stay together */
        {20, "残っています。|はじめの画面の行から"}, /* not は|じめ */
        {26, "インターネットから見える|VPN装置"},
        {10, "インター|ネット"}, /* no phrase within reach: cut where it must be */
        {8, "あいうえ|おかき"},
        {33, "その場で従わず、調べた|番号にかけ直すと全員が知る"},
        {49, "作ったあとで弱点を直すのは手間も|お金もかかります。"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        size_t n = 0;
        for (const char *c = cases[i].lines; *c != '\0'; c++) {
            if (*c != '|') {
                text[n++] = *c;
            }
        }
        text[n] = '\0';
        const char *lines = phrases(text, cases[i].columns);
        if (strcmp(lines, cases[i].lines) != 0) {
            fail_msg("at %d: %s", cases[i].columns, lines);
        }
    }
}

/* A last line is more than the end of a word, if the line before has something to give. */
static void test_tails(void **state)
{
    (void)state;
    assert_string_equal(broken("守りを、業者と決めています。", 26), "守りを、業者と決めていま|す。");
    assert_string_equal(phrases("守りを、業者と決めています。", 26), "守りを、業者と|決めています。");
    assert_string_equal(phrases("元に戻せることを確かめた会社です。", 30), "元に戻せることを|確かめた会社です。");
    assert_string_equal(phrases("質問は、全部で二十二問です。\n次へ", 24), "質問は、全部で|二十二問です。|次へ"); /* of a paragraph, too */
    assert_string_equal(phrases("これは二十二問です。", 20), "これは二十二問です。");
    assert_string_equal(broken("Ask the vendor to do it", 21), "Ask the vendor to do|it");
    assert_string_equal(phrases("Ask the vendor to do it", 21), "Ask the vendor to|do it");
    assert_string_equal(phrases("Ask the vendor to do everything.", 21), "Ask the vendor to do|everything."); /* two words' length */
    assert_string_equal(phrases("Ask the firm's IT vendor.\nOr me", 20), "Ask the firm's|IT vendor.|Or me");
    assert_string_equal(phrases("incomprehensible to", 17), "incomprehensible|to"); /* nothing to give */
}

/* The rules of what may start and end a line hold in both. */
static void test_phrases_keep_kinsoku(void **state)
{
    (void)state;
    assert_string_equal(phrases("あいう。えお", 6), "あい|う。|えお");
    assert_string_equal(phrases("あい「うえ」お", 6), "あい|「う|え」お");
    assert_string_equal(phrases("サーバー", 4), "サー|バー");
    assert_string_equal(phrases("日々の記録", 4), "日々|の|記録");
    assert_string_equal(phrases("。。。。", 4), "。。|。。");
    assert_string_equal(phrases("the quick brown fox", 9), "the quick|brown fox");
    assert_string_equal(phrases("one\ntwo\n\nthree", 20), "one|two||three");
    assert_string_equal(phrases("incomprehensible", 6), "incomp|rehens|ible");
    assert_string_equal(phrases("", 6), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_phrases, ambiguous_one),     cmocka_unit_test_setup(test_names_and_keys, ambiguous_one),
        cmocka_unit_test_setup(test_tails, ambiguous_one),       cmocka_unit_test_setup(test_phrases_keep_kinsoku, ambiguous_one),
        cmocka_unit_test_setup(test_columns, ambiguous_one),     cmocka_unit_test_setup(test_ambiguous, ambiguous_one),
        cmocka_unit_test_setup(test_clusters, ambiguous_one),    cmocka_unit_test_setup(test_prefix, ambiguous_one),
        cmocka_unit_test_setup(test_latin_lines, ambiguous_one), cmocka_unit_test_setup(test_japanese_lines, ambiguous_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
