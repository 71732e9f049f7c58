# steg: `make site` on a fresh Debian 12 is enough to have the course's site; `make test` to try all.
#
#   make              the program, build/steg            make test       everything that can be tested
#   make site         the course in content/ → public/   make unit       the unit tests alone
#   make install      PREFIX=/usr/local DESTDIR=         make bench      measurements
#   make format       clang-format on all C              make coverage   what the tests do not reach
#   make docs         reference pages, manual and completion, from the tables in the code
#
# CC=clang builds with clang; SANITIZE=address,undefined and COVERAGE=1 build in folders of their own.

ifeq ($(origin CC),default)
CC = gcc
endif
PREFIX = /usr/local
DESTDIR =
BUILD = build

ifdef SANITIZE
BUILD := build/sanitized
MODE = -O1 -g -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all
else ifdef COVERAGE
BUILD := build/coverage
MODE = -O0 -g --coverage -DSTEG_COVERAGE
else
MODE = -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
endif

WARN = -Wall -Wextra -Wshadow -Wconversion -Wvla -Wmissing-prototypes -Wformat=2 -Werror
CFLAGS = -std=c11 -D_GNU_SOURCE $(WARN) $(MODE) -fPIE -Igenerator
LDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--as-needed
# cmark-gfm is linked in: its state is ours alone then, and one library less is needed to run steg.
LDLIBS = -l:libcmark-gfm-extensions.a -l:libcmark-gfm.a -lyaml -lutf8proc -lstemmer -lgit2 -lz -lmicrohttpd -lm

headers := $(wildcard generator/*/*.h)
sources := $(filter-out generator/base/embed.c,$(wildcard generator/*/*.c))
objects := $(sources:%.c=$(BUILD)/%.o) $(BUILD)/gen/embedded.o
units := $(wildcard tests/unit/*.c)
programs := $(patsubst tests/programs/%.c,$(BUILD)/tests/%,$(wildcard tests/programs/*.c))

# `make -s` is silent; steg and the tests are built by all processors unless told otherwise.
say = @$(if $(findstring s,$(filter-out --%,$(firstword -$(MAKEFLAGS)))),:,echo)
jobs = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

export CC BUILD

all: $(BUILD)/steg

# ---- The program --------------------------------------------------------------------------------

$(BUILD)/steg: $(BUILD)/generator/main.o $(objects)
	$(say) '  link $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(say) '  $(CC) $<'
	@$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/embedded.o: $(BUILD)/gen/embedded.c $(BUILD)/flags
	$(say) '  $(CC) $<'
	@$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

# The layouts, the theme and the starters as C: made each time, written only when they have changed.
$(BUILD)/gen/embedded.c: $(BUILD)/embed FORCE
	@mkdir -p $(@D)
	@$(BUILD)/embed $@ layouts themes/default themes/serve starters

$(BUILD)/embed: generator/base/embed.c $(BUILD)/flags
	@$(CC) $(CFLAGS) -o $@ $<

# Another compiler or other flags: everything is made again.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CFLAGS)' | cmp -s - $@ || echo '$(CC) $(CFLAGS)' > $@

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# ---- The site -----------------------------------------------------------------------------------

site:
	@.ci/packages site
	@$(MAKE) --no-print-directory $(jobs) all
	@$(BUILD)/steg build . --out public

# ---- Tests --------------------------------------------------------------------------------------

test: ready
	@tests/run

ready:
	@.ci/packages site test
	@$(MAKE) --no-print-directory $(jobs) all programs
	@tests/tools

unit: $(BUILD)/unit
	$(BUILD)/unit $(ONLY)

$(BUILD)/unit: $(units:%.c=$(BUILD)/%.o) $(objects)
	$(say) '  link $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Programs that other tests call: each is linked with all of steg but its main.
programs: $(programs)

$(BUILD)/tests/%: $(BUILD)/tests/programs/%.o $(objects)
	$(say) '  link $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -ljansson

$(BUILD)/tests/unit/%.o $(BUILD)/tests/programs/%.o: private CFLAGS += -Itests/unit

layers:
	@tests/suites/20-layers

headers:
	@tests/suites/21-headers

format:
	@tests/suites/22-format --fix

docs: all
	@tests/suites/23-docs --write

bench:
	@.ci/packages site bench
	@$(MAKE) --no-print-directory $(jobs) all
	@tests/bench/run

coverage:
	@tests/suites/90-coverage --html

# ---- Install ------------------------------------------------------------------------------------

share = $(DESTDIR)$(PREFIX)/share
manual = $(patsubst man/%,%,$(wildcard man/man?/* man/*/man?/*))

install: all
	install -D -m 755 $(BUILD)/steg $(DESTDIR)$(PREFIX)/bin/steg
	install -D -m 644 LICENSE $(share)/doc/steg/LICENSE
	for page in $(manual); do install -D -m 644 man/$$page $(share)/man/$$page || exit 1; done
	install -D -m 644 completions/steg.bash $(share)/bash-completion/completions/steg
	install -D -m 644 completions/_steg $(share)/zsh/site-functions/_steg
	install -D -m 644 completions/steg.fish $(share)/fish/vendor_completions.d/steg.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/steg
	rm -rf $(share)/doc/steg
	rm -f $(manual:%=$(share)/man/%)
	rm -f $(share)/bash-completion/completions/steg $(share)/zsh/site-functions/_steg
	rm -f $(share)/fish/vendor_completions.d/steg.fish

clean:
	rm -rf build

FORCE:
.PHONY: all site test ready unit programs layers headers format docs bench coverage install uninstall clean FORCE
.SECONDARY:
