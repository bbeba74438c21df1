#include "more_module.h"

#include "command/waiting.h"

/* One row a line, in the order of help. */
/* clang-format off */
static const struct command *const COMMANDS[] = {
    &command_home,
    &command_new,       &command_answer,    &command_set,    &command_show,
    &command_diff,      &command_identity,  &command_export, &command_sign,
    &command_submit,    &command_request,   &command_verify, &command_portfolio, &command_suppliers,
    &command_trust,     &command_collect,   &command_merge,  &command_receipts,
    &command_report,    &command_status,    &command_find,   &command_view,
    &command_pack,      &command_interview,
    NULL,
};
/* clang-format on */

const struct more_module more_module = {
    .begin = waiting_tell,
    .commands = COMMANDS,
    .finishing = &finishing_ops,
    .finishing_release = finishing_release,
    .desk_open = desk_open,
    .desk_look = desk_look,
    .desk_confirm = desk_confirm,
    .desk_forget = desk_forget,
    .desk_take = desk_take,
    .desk_receipt = desk_receipt,
    .desk_begin = desk_begin,
    .desk_carry_again = desk_carry_again,
    .desk_add_request = desk_add_request,
    .sha256_bytes = sha256_bytes,
    .sha256_new = sha256_new,
    .sha256_add = sha256_add,
    .sha256_end = sha256_end,
};
