# Tenken. `make run` and `make test` do all the set-up; `make help` lists the rest.
BUILD   ?= build
CC      ?= gcc
PREFIX  ?= /usr/local

PACKAGES = libcjson openssl libxml-2.0 xmlsec1-openssl libzip sqlite3 ncursesw
CSTD     = -std=c17 -D_GNU_SOURCE
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Werror
HARDEN   = -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE -fno-common
SANITIZE ?=
CPPFLAGS += -Iapp -I. -include app/base/banned.h $(filter-out -I%,$(shell pkg-config --cflags $(PACKAGES))) $(patsubst -I%,-isystem %,$(filter -I%,$(shell pkg-config --cflags $(PACKAGES))))
CFLAGS   += $(CSTD) $(WARN) $(if $(SANITIZE),-O1 -g -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all,$(HARDEN))
LDFLAGS  += $(if $(SANITIZE),-fsanitize=$(SANITIZE),-pie -Wl,-z,relro,-z,now)
LDLIBS   += $(shell pkg-config --libs $(PACKAGES)) -lxlsxwriter -lunistring -lpthread

LIBRARY  = $(patsubst %.c,$(BUILD)/%.o,$(filter-out app/main.c,$(wildcard app/*/*.c export/*.c)))
UNITS    = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))

all: $(BUILD)/tenken

$(BUILD)/tenken: $(BUILD)/app/main.o $(BUILD)/libtenken.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libtenken.a: $(LIBRARY)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(BUILD)/libtenken.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

units: $(UNITS)

clean:
	rm -rf $(BUILD)

.PHONY: all units clean
.PRECIOUS: $(BUILD)/%.o
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
