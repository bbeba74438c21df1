/* Modules: the parts of the program that are loaded when they are first needed (more_module.h, xml_module.h). */
#ifndef TENKEN_MODULE_H
#define TENKEN_MODULE_H

#include "base/error.h"

#include <stdbool.h>

#define MODULE_WHY 512

/* The module `name`.so beside the program, or installed in ../lib/tenken: nowhere else, and by its path, since a search path in the program
 * would be walked for every library of the system too. Returns what it offers under the name `symbol`, or NULL and why not. global: other
 * modules use its functions. */
const void *module_open(const char *name, const char *symbol, bool global, char why[MODULE_WHY]);
/* ST_SYSTEM and the sentence about a module that is not there. */
enum status module_missing(const char *why, struct error *e);

#endif
