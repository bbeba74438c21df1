/* Names of files that people see in their folders. */
#ifndef TENKEN_COMMAND_FILE_NAME_H
#define TENKEN_COMMAND_FILE_NAME_H

struct buffer;

/* Letters and digits of any script stay, the rest becomes "-"; a long text is cut. */
void add_file_name(struct buffer *out, const char *text);

#endif
