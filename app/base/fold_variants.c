#include "base/fold_variants.h"

#include <stdlib.h>

/* What people type for a name, beside the form that it has in a register or on a sign. Those without a star are the older forms that
 * Japan's table of characters in common use (Joyo kanji, Cabinet Notice 2 of 2010) gives in brackets, or that its table of characters for
 * given names has beside the usual one. Those with a star are in neither: the well-known ones of family names and places, and Saito, whose
 * three characters are taken for each other. By code. */
static const struct variant {
    uint32_t variant, usual;
} VARIANTS[] = {
    {0x4F86, 0x6765},  /* 來 来 */
    {0x51A8, 0x5BCC},  /* 冨 富 * */
    {0x528D, 0x5263},  /* 劍 剣 */
    {0x570B, 0x56FD},  /* 國 国 */
    {0x5713, 0x5186},  /* 圓 円 */
    {0x57DC, 0x91CE},  /* 埜 野 * */
    {0x58FD, 0x5BFF},  /* 壽 寿 */
    {0x5B78, 0x5B66},  /* 學 学 */
    {0x5BE6, 0x5B9F},  /* 實 実 */
    {0x5BF6, 0x5B9D},  /* 寶 宝 */
    {0x5CEF, 0x5CF0},  /* 峯 峰 * */
    {0x5D5C, 0x5D0E},  /* 嵜 崎 * */
    {0x5D8B, 0x5CF6},  /* 嶋 島 * */
    {0x5D8C, 0x5CF6},  /* 嶌 島 * */
    {0x5DD6, 0x5DCC},  /* 巖 巌 */
    {0x5EE3, 0x5E83},  /* 廣 広 */
    {0x5F4C, 0x5F25},  /* 彌 弥 */
    {0x5FB7, 0x5FB3},  /* 德 徳 */
    {0x60E0, 0x6075},  /* 惠 恵 */
    {0x61C9, 0x5FDC},  /* 應 応 */
    {0x658E, 0x6589},  /* 斎 斉 * */
    {0x66FB, 0x6607},  /* 曻 昇 * */
    {0x66FE, 0x66FD},  /* 曾 曽 */
    {0x6703, 0x4F1A},  /* 會 会 */
    {0x6801, 0x67F3},  /* 栁 柳 * */
    {0x6852, 0x6851},  /* 桒 桑 * */
    {0x689D, 0x6761},  /* 條 条 */
    {0x69AE, 0x6804},  /* 榮 栄 */
    {0x69C7, 0x69D9},  /* 槇 槙 * */
    {0x6A6B, 0x6A2A},  /* 橫 横 */
    {0x6A9C, 0x6867},  /* 檜 桧 * */
    {0x6AFB, 0x685C},  /* 櫻 桜 */
    {0x6DF5, 0x6E15},  /* 淵 渕 * */
    {0x6E0A, 0x6E15},  /* 渊 渕 * */
    {0x6F81, 0x6E0B},  /* 澁 渋 */
    {0x6FA4, 0x6CA2},  /* 澤 沢 */
    {0x6FF1, 0x6D5C},  /* 濱 浜 */
    {0x6FF5, 0x6D5C},  /* 濵 浜 * */
    {0x7027, 0x6EDD},  /* 瀧 滝 */
    {0x7028, 0x702C},  /* 瀨 瀬 */
    {0x771E, 0x771F},  /* 眞 真 */
    {0x7912, 0x78EF},  /* 礒 磯 * */
    {0x79AE, 0x793C},  /* 禮 礼 */
    {0x7A50, 0x79CB},  /* 穐 秋 * */
    {0x7A57, 0x7A42},  /* 穗 穂 */
    {0x7D93, 0x7D4C},  /* 經 経 */
    {0x7E23, 0x770C},  /* 縣 県 */
    {0x7E3D, 0x7DCF},  /* 總 総 */
    {0x8207, 0x4E0E},  /* 與 与 */
    {0x8218, 0x9928},  /* 舘 館 * */
    {0x842C, 0x4E07},  /* 萬 万 */
    {0x85E5, 0x85AC},  /* 藥 薬 */
    {0x8C50, 0x8C4A},  /* 豐 豊 */
    {0x9089, 0x8FBA},  /* 邉 辺 * */
    {0x908A, 0x8FBA},  /* 邊 辺 */
    {0x9435, 0x9244},  /* 鐵 鉄 */
    {0x95DC, 0x95A2},  /* 關 関 */
    {0x974D, 0x9DB4},  /* 靍 鶴 * */
    {0x974E, 0x9DB4},  /* 靎 鶴 * */
    {0x974F, 0x9DB4},  /* 靏 鶴 * */
    {0x975C, 0x9759},  /* 靜 静 */
    {0x986F, 0x9855},  /* 顯 顕 */
    {0x9AD9, 0x9AD8},  /* 髙 高 * */
    {0x9E7D, 0x5869},  /* 鹽 塩 */
    {0x9ED1, 0x9ED2},  /* 黑 黒 */
    {0x9F4A, 0x6589},  /* 齊 斉 */
    {0x9F4B, 0x6589},  /* 齋 斉 * */
    {0x9F8D, 0x7ADC},  /* 龍 竜 */
    {0x9F9C, 0x4E80},  /* 龜 亀 */
    {0xFA11, 0x5D0E},  /* 﨑 崎 * */
    {0x20BB7, 0x5409}, /* 𠮷 吉 * */
    {0x2363A, 0x6A4B}, /* 𣘺 橋 * */
};

static int by_code(const void *key, const void *entry)
{
    const uint32_t c = *(const uint32_t *)key, at = ((const struct variant *)entry)->variant;
    return c < at ? -1 : c > at;
}

uint32_t fold_variant(uint32_t c)
{
    const struct variant *found = bsearch(&c, VARIANTS, sizeof VARIANTS / sizeof VARIANTS[0], sizeof VARIANTS[0], by_code);
    return found == NULL ? c : found->usual;
}
