/* tenken suppliers: who a prime's suppliers are. */
#include "base/i18n.h"
#include "command/command.h"
#include "command/suppliers_chase.h"
#include "command/suppliers_end.h"
#include "command/suppliers_import.h"
#include "command/suppliers_list.h"

#include <string.h>

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    if (argc < 3) {
        return usage_error(&command_suppliers, e,
                           _("name the database, and say what to do: import, list, end, resume, extend, clarify or settle."));
    }
    if (suppliers_end_named(argv[2])) {
        return suppliers_end(program, argv[1], argc - 2, argv + 2, e);
    }
    if (suppliers_chase_named(argv[2])) {
        return suppliers_chase(program, argv[1], argc - 2, argv + 2, e);
    }
    const bool is_import = strcmp(argv[2], "import") == 0, is_list = strcmp(argv[2], "list") == 0;
    const bool json = is_list && argc == 4 && strcmp(argv[3], "--json") == 0;
    if (!is_import && !is_list) {
        return usage_error(&command_suppliers, e, _("there is no \"%s\" here."), argv[2]);
    }
    if (is_import && strcmp(argv[argc - 1], "--json") == 0) {
        return usage_error(&command_suppliers, e, _("%s prints text only: it takes no --json."), argv[2]);
    }
    if (is_import && (argc != 4 || argv[3][0] == '-')) {
        return usage_error(&command_suppliers, e, _("name one CSV file."));
    }
    if (is_list && argc != 3 && !json) {
        return usage_error(&command_suppliers, e, _("list takes --json and nothing else."));
    }
    struct portfolio *portfolio = NULL;
    enum status st = portfolio_open(&portfolio, argv[1], is_import ? PORTFOLIO_WRITE : PORTFOLIO_READ, e);
    if (st == ST_OK) {
        st = is_import ? suppliers_import(program, portfolio, argv[1], argv[3], e) : suppliers_list(portfolio, json, e);
    }
    portfolio_close(portfolio);
    return st;
}

const struct command command_suppliers = {
    .name = "suppliers",
    .usage = N_("suppliers DB import CSV\nsuppliers DB list [--json]\n"
                "suppliers DB end SUPPLIER… [--reason TEXT] [--json]\nsuppliers DB resume SUPPLIER… [--json]\n"
                "suppliers DB extend SUPPLIER --until DATE --reason TEXT\n"
                "suppliers DB clarify SUPPLIER --items PACK:ITEM,PACK:ITEM [--text TEXT]\nsuppliers DB settle QUESTION"),
    .help = N_("who your suppliers are: import a list, show it, end with one, give more time, ask about single answers"),
    .run = run,
    .options = N_("import CSV\ttakes in your list, in UTF-8 or as a Japanese Excel saves it (Shift_JIS); its first line has the heads: "
                  "supplier_code and name, and as far as you have them corporate_number, confidential, outage, access, email, phone\n"
                  "confidential\tyes or no: our confidential information lies on its systems\n"
                  "outage\tyes or no: its outage would delay us unacceptably\n"
                  "access\tyes or no: its network reaches into ours. One yes among the three makes the higher tier\n"
                  "list\tthe list as it is kept, with the tier of each\n"
                  "end SUPPLIER…\tkeeps all that they sent, and from now on asks them for nothing and waits for nothing\n"
                  "resume SUPPLIER…\ttakes them back: what was open is open again\n"
                  "extend SUPPLIER\tgives more time until a day (2026-12-15 or 2026/12/15)\n"
                  "clarify SUPPLIER\tnotes a question about single answers; \"status --mail\" writes the letter\n"
                  "settle QUESTION\ttakes that question off, by its number in \"status\""),
};
