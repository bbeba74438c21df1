/* What the list of clients needs of the world (tui/clients.h): the workspace's files, requests, last year's answers. */
#ifndef TENKEN_COMMAND_INTERVIEW_CLIENTS_H
#define TENKEN_COMMAND_INTERVIEW_CLIENTS_H

#include "command/consultant.h"
#include "model/assessment.h"
#include "tui/clients.h"

/* Not to be moved. */
struct client_desk {
    struct program *program;       /* borrowed */
    struct consultant *consultant; /* borrowed */
    struct clients clients;
    struct assessment blank_record;
    struct session blank;
    struct catalog catalog; /* the installed packs */
};

/* Reads all clients. */
enum status client_desk_init(struct client_desk *d, struct program *program, struct consultant *consultant, struct error *e);
void client_desk_release(struct client_desk *d);

/* ---- parts ---- */
/* interview_create.c */
enum status client_desk_create(void *context, const struct new_client *wanted, char id[UUID_TEXT], struct error *e);
enum status client_desk_adopt(void *context, const char *path, char id[UUID_TEXT], struct error *e);

#endif
