/* The program's version: --version, and what documents say made them. */
#ifndef TENKEN_BASE_VERSION_H
#define TENKEN_BASE_VERSION_H

#define TENKEN_VERSION "0.1.0"

#endif
