/* Yes and no as people write them into a list. */
#ifndef TENKEN_COMMAND_YES_NO_H
#define TENKEN_COMMAND_YES_NO_H

#define YES_NO_NEITHER (-2)

/* 1, 0, -1 when it is not said (empty, NULL, a dash, "不明"), YES_NO_NEITHER when it is none of these. */
int yes_no_read(const char *text);

#endif
