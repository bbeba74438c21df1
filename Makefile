# Tenken. `make run` and `make test` do all the set-up; `make help` lists the rest.
BUILD   ?= build
CC      ?= gcc
DESTDIR ?=
PREFIX  ?= /usr/local

# Debian 12 packages; PACKAGE:COMMAND counts as present when COMMAND is there.
BUILD_NEEDS = gcc libc6-dev pkg-config gettext libcjson-dev libssl-dev libxml2-dev libxmlsec1-dev libzip-dev libsqlite3-dev zlib1g-dev \
              libncurses-dev libxlsxwriter-dev libunistring-dev libcurl4-openssl-dev
TEST_NEEDS  = libcmocka-dev clang libclang-rt-14-dev python3 python3-cryptography python3-jsonschema nodejs:node npm:npm chromium openssl tmux \
              libreoffice-calc python3-uno poppler-utils fonts-noto-cjk zip unzip nginx libnginx-mod-http-dav-ext tinyproxy-bin
LINT_NEEDS  = git clang-format shellcheck mandoc
DEMO_NEEDS  = openssl
BENCH_NEEDS = dialog

# libcurl is not linked, but loaded when a command needs the network (app/net/curl.h): only its headers are asked for.
# The others come with the modules: those of XML when XML is read (app/xml_module.h), MORE_PACKAGES with all but the screens of answering
# (app/more_module.h).
# Asked once, and only by a recipe: on a fresh machine `make run` gets as far as installing pkg-config.
PACKAGES  = libcjson ncursesw
MORE_PACKAGES = openssl libzip sqlite3 zlib
XML_PACKAGES = libxml-2.0 xmlsec1-openssl
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(patsubst -I%,-isystem %,$$(shell pkg-config --cflags $(PACKAGES) $(MORE_PACKAGES) $(XML_PACKAGES) libcurl)))$(PKG_CFLAGS)
# What the program itself uses of libunistring becomes part of it, unseen by the modules: to load all of that library took a twentieth of
# every start. Where there is no static one it is loaded.
UNISTRING  = $(or $(addprefix -Wl$(comma)--exclude-libs$(comma)libunistring.a ,$(wildcard $(shell $(CC) -print-file-name=libunistring.a))),-lunistring)
comma      = ,
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)) $$(UNISTRING) -lm -lpthread)$(PKG_LIBS)
MORE_LIBS  = $(eval MORE_LIBS := $$(shell pkg-config --libs $(MORE_PACKAGES)) -lxlsxwriter -lunistring)$(MORE_LIBS)
XML_LIBS   = $(eval XML_LIBS := $$(shell pkg-config --libs $(XML_PACKAGES)))$(XML_LIBS)

CSTD     = -std=c17 -D_GNU_SOURCE
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wstrict-prototypes -Wmissing-prototypes -Wformat=2
WERROR   = -Werror
HARDEN   = -O2 -g -fstack-protector-strong -fstack-clash-protection -fcf-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fPIE -fno-common
SANITIZE ?=
COMPILE  = $(CC) $(CSTD) $(WARN) $(WERROR) $(if $(SANITIZE),-O1 -g -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all,$(HARDEN)) \
           -Iapp -I. -include app/base/banned.h $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS)
LINK     = $(CC) $(if $(SANITIZE),-fsanitize=$(SANITIZE),-Wl,-z,relro,-z,now) $(LDFLAGS)

# For the set-up targets: as many jobs as there are processors, unless the caller has said how many.
BUILDER  = $(MAKE) --no-print-directory -s $(if $(findstring j,$(filter-out --%,$(MAKEFLAGS))),,-j$(shell nproc))

LIBRARY  = $(patsubst %.c,$(BUILD)/%.o,$(wildcard app/*/*.c export/*.c)) $(patsubst %,$(BUILD)/%.o,$(wildcard export/*.css export/*.js)) $(BUILD)/i18n/sentences.o
UNITS    = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
FUZZERS  = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
LOCALES  = $(patsubst i18n/%.po,$(BUILD)/locale/%/LC_MESSAGES/tenken.mo,$(wildcard i18n/*.po))

# The program itself: home and the questionnaire, and what they use before anything is signed or judged. All else is the modules'.
HERE     = $(addprefix $(BUILD)/app/,main.o module.o more_loaded.o) $(filter-out %/digest.o %/sentence.o,$(filter $(BUILD)/app/base/%,$(LIBRARY))) \
           $(filter $(BUILD)/app/model/% $(BUILD)/app/tui/%,$(LIBRARY)) $(addprefix $(BUILD)/app/,store/draft.o store/settings.o store/versions.o \
           trust/fingerprint.o $(patsubst %,command/%.o,answer answering common conversation desk desk_find desk_later desk_refresh file_name home load load_asked \
           outside outside_edit own_pages passphrase places print remembered startup terminal_open))

# All that includes libxml2 or xmlsec, and what only such files use.
XML      = $(patsubst %,$(BUILD)/%.o,app/net/multistatus $(addprefix export/,opc_parts package_manifest package_sign package_verify \
           sheet_reader signature_xml xmlsec))
MORE     = $(BUILD)/app/more_module.o $(BUILD)/app/xml_loaded.o $(filter-out $(HERE) $(XML),$(LIBRARY))

all: $(BUILD)/tenken $(BUILD)/tenken-more.so $(BUILD)/tenken-xml.so $(LOCALES)

# Exports its functions to the modules.
$(BUILD)/tenken: $(HERE)
	@echo "link    $@"; $(LINK) -pie -rdynamic -o $@ $^ $(PKG_LIBS)

# Its own functions first: the program has some of the same names, which lead here.
$(BUILD)/tenken-more.so: $(MORE)
	@echo "link    $@"; $(LINK) -shared -Wl,-Bsymbolic -o $@ $^ $(MORE_LIBS)

$(BUILD)/tenken-xml.so: $(BUILD)/app/xml_module.o $(XML)
	@echo "link    $@"; $(LINK) -shared -Wl,-Bsymbolic -o $@ $^ $(XML_LIBS)

$(BUILD)/app/xml_module.o $(XML) $(MORE): COMPILE += -fPIC -fno-semantic-interposition

# Appended (q), never put in place of another (r): files of two folders may have one name.
$(BUILD)/libtenken.a: $(LIBRARY)
	@rm -f $@; $(AR) qcs $@ $^

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D); echo "compile $<"; $(COMPILE) -MMD -MP -c -o $@ $<

# Styles and scripts of the pages are built in as they are: NAME.css becomes the text name_css.
define EMBED
	@mkdir -p $(@D); echo "embed   $<"; \
	{ echo 'extern const char $(subst .,_,$(<F))[]; const char $(subst .,_,$(<F))[] = {'; od -An -v -td1 $< | sed 's/ *\(-\{0,1\}[0-9]\{1,\}\)/\1,/g'; echo '0};'; } | $(COMPILE) -x c -c -o $@ -
endef
$(BUILD)/%.css.o: %.css Makefile
	$(EMBED)
$(BUILD)/%.js.o: %.js Makefile
	$(EMBED)

# The sentences that a portfolio may keep (app/base/sentence.h), from the list of all that are translated.
$(BUILD)/i18n/sentences.o: i18n/tenken.pot i18n/templates.awk app/base/sentence.h Makefile
	@mkdir -p $(@D); echo "compile $<"; awk -f i18n/templates.awk i18n/tenken.pot | $(COMPILE) -x c -c -o $@ -

$(BUILD)/tests/test_%: $(BUILD)/tests/unit/test_%.o $(BUILD)/libtenken.a
	@mkdir -p $(@D); $(LINK) -pie -o $@ $^ $(PKG_LIBS) $(MORE_LIBS) $(XML_LIBS) -lcmocka

$(BUILD)/locale/%/LC_MESSAGES/tenken.mo: i18n/%.po
	@mkdir -p $(@D); msgfmt --check -o $@ $<

## run: set everything up and open the program (without a terminal: the demonstration)
run:
	@.ci/install-packages $(BUILD_NEEDS)
	@$(BUILDER) all
	@if [ -t 0 ] && [ -t 1 ]; then exec $(BUILD)/tenken; else echo "No terminal here: running 'make demo' instead."; $(MAKE) --no-print-directory demo; fi

## demo: three fictitious suppliers answer, sign, are merged, and a portfolio workbook is written
demo:
	@.ci/install-packages $(BUILD_NEEDS) $(DEMO_NEEDS)
	@$(BUILDER) all
	@tests/demo/run $(BUILD)

## test: set everything up and run all tests
test:
	@.ci/install-packages $(BUILD_NEEDS) $(TEST_NEEDS)
	@$(BUILDER) all units tests/interop/node_modules/.done
	@tests/run $(BUILD) $(TESTS)

## asan: the same tests under AddressSanitizer, UndefinedBehaviorSanitizer and LeakSanitizer
# LeakSanitizer takes thread-local memory of libraries loaded later (libcurl's) for that of an old glibc when it happens to lie at a certain
# place, and fails: such memory is left alone.
asan:
	@.ci/install-packages $(BUILD_NEEDS) $(TEST_NEEDS)
	@$(BUILDER) BUILD=$(BUILD)-asan SANITIZE=address,undefined all units tests/interop/node_modules/.done
	@SANITIZED=1 ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:intercept_tls_get_addr=0 UBSAN_OPTIONS=print_stacktrace=1 tests/run $(BUILD)-asan $(TESTS)

## lint: levels, formatting, translations, packs, scripts, manual page; gcc and clang without a warning
lint:
	@.ci/install-packages $(BUILD_NEEDS) $(TEST_NEEDS) $(LINT_NEEDS)
	@$(BUILDER) all
	@$(BUILDER) CC=clang BUILD=$(BUILD)-clang all
	@tests/lint/run $(BUILD)

## check: lint, test and asan
check: lint asan test

## fuzz: every fuzz target for a minute (FUZZ_SECONDS=…)
FUZZ_SECONDS ?= 60
fuzz:
	@.ci/install-packages $(BUILD_NEEDS) $(TEST_NEEDS)
	@$(BUILDER) CC=clang BUILD=$(BUILD)-fuzz SANITIZE=fuzzer-no-link,address,undefined $(BUILD)-fuzz/libtenken.a fuzzers
	@for f in $(FUZZERS); do tests/fuzz/run $(BUILD)-fuzz $$f $(FUZZ_SECONDS) || exit 1; done

fuzzers: $(FUZZERS:%=$(BUILD)/tests/%)

$(BUILD)/tests/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/libtenken.a
	@mkdir -p $(@D); $(CC) -fsanitize=fuzzer,address,undefined -o $@ $^ $(PKG_LIBS) $(MORE_LIBS) $(XML_LIBS)

## bench: timings as ratios, side by side with baselines (performance targets; never part of the tests)
bench:
	@.ci/install-packages $(BUILD_NEEDS) $(TEST_NEEDS) $(BENCH_NEEDS)
	@$(BUILDER) all tests/bench/node_modules/.done
	@tests/bench/run $(BUILD)

## pot: collect the translatable strings and merge them into the translations
pot:
	@.ci/install-packages $(BUILD_NEEDS)
	@i18n/update

## install, uninstall: under DESTDIR and PREFIX (/usr/local)
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/tenken/questionnaires $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BUILD)/tenken $(DESTDIR)$(PREFIX)/bin/tenken
	install -D -m 644 $(BUILD)/tenken-xml.so $(DESTDIR)$(PREFIX)/lib/tenken/tenken-xml.so
	install -m 644 $(BUILD)/tenken-more.so $(DESTDIR)$(PREFIX)/lib/tenken/tenken-more.so
	install -m 644 questionnaires/*.json questionnaires/*.csv $(DESTDIR)$(PREFIX)/share/tenken/questionnaires/
	install -D -t $(DESTDIR)$(PREFIX)/share/tenken/questionnaires/frameworks -m 644 questionnaires/frameworks/*.json
	install -m 644 app/tenken.1 $(DESTDIR)$(PREFIX)/share/man/man1/tenken.1
	for l in $(patsubst i18n/%.po,%,$(wildcard i18n/*.po)); do \
	    install -D -m 644 $(BUILD)/locale/$$l/LC_MESSAGES/tenken.mo $(DESTDIR)$(PREFIX)/share/locale/$$l/LC_MESSAGES/tenken.mo; done

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/tenken $(DESTDIR)$(PREFIX)/lib/tenken $(DESTDIR)$(PREFIX)/share/tenken $(DESTDIR)$(PREFIX)/share/man/man1/tenken.1 $(DESTDIR)$(PREFIX)/share/locale/*/LC_MESSAGES/tenken.mo

## clean: remove everything that was built
clean:
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-clang $(BUILD)-fuzz tests/interop/node_modules tests/bench/node_modules

## help: this list
help:
	@sed -n 's/^## /  make /p' Makefile

units: $(UNITS)

tests/interop/node_modules/.done: tests/interop/package-lock.json
	@echo "npm     the independent verifiers of the tests"; cd tests/interop && npm ci --no-audit --no-fund --loglevel=error >/dev/null && touch node_modules/.done

tests/bench/node_modules/.done: tests/bench/package-lock.json
	@echo "npm     what the benches compare with"; cd tests/bench && npm ci --no-audit --no-fund --loglevel=error >/dev/null && touch node_modules/.done

.PHONY: all run demo test asan lint check fuzz fuzzers bench pot install uninstall clean help units
.SECONDARY:
.DELETE_ON_ERROR:
-include $(patsubst %.o,%.d,$(LIBRARY)) $(patsubst %,$(BUILD)/app/%.d,main module more_loaded more_module xml_loaded xml_module) $(patsubst $(BUILD)/tests/%,$(BUILD)/tests/unit/%.d,$(UNITS))
