# Makes a table (base/sentence.h) of the sentences with places to fill in that may be kept in a portfolio: awk -f templates.awk tenken.pot
# The texts of a .pot are C strings as they stand.
function flush() {
    if (wanted && id ~ /%/) {
        printf "{\"%s\", \"%s\"},\n", id, id
        if (plural != "") printf "{\"%s\", \"%s\"},\n", plural, id
    }
    id = plural = ""; wanted = 0; into = 0
}
function inside(line) { sub(/^[^"]*"/, "", line); sub(/"$/, "", line); return line }
BEGIN { print "#include \"base/sentence.h\"\nconst struct sentence_template SENTENCE_TEMPLATES[] = {" }
/^#: / && /app\/(base|model|store|trust)\/|export\/(answers_check|form|opc|package|sheet|signature|xmlsec)|app\/command\/(judge|merge|portfolio_anchors)/ { wanted = 1 }
/^msgid "/ { into = 1; id = inside($0); next }
/^msgid_plural "/ { into = 2; plural = inside($0); next }
/^msgstr/ { into = 0; next }
/^"/ && into == 1 { id = id inside($0); next }
/^"/ && into == 2 { plural = plural inside($0); next }
/^$/ { flush() }
END { flush(); print "{NULL, NULL}};" }
