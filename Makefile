# siyasat: bilingual governance policies as PDF and Word.
# `make` sets up what is missing and builds all associations; `make test` tests; `make help` lists the rest.

SHELL := /bin/bash
VENV := .venv
PYTHON := $(VENV)/bin/python
SIYASAT := $(VENV)/bin/siyasat
NARROW := $(if $(EDITION),--edition $(EDITION)) $(if $(FORMAT),--format $(FORMAT)) $(if $(POLICY),--policy $(POLICY)) $(if $(PROTECT),--protect)
SLUGS := $(patsubst associations/%/profile.yaml,%,$(wildcard associations/*/profile.yaml))
SAMPLES := $(patsubst associations/%/profile.yaml,%,$(wildcard associations/sample-*/profile.yaml))

.DEFAULT_GOAL := all
.PHONY: all library test lint bench check list fonts docs picture wheel clean help $(SLUGS)

all: $(SIYASAT)    ## build every association into output/
	$(SIYASAT) build $(NARROW)

library: $(SIYASAT)    ## build all samples' whole sets into output/
	$(SIYASAT) build $(SAMPLES) $(NARROW)

$(SLUGS): $(SIYASAT)
	$(SIYASAT) build $@ $(NARROW)

check: $(SIYASAT)    ## check profiles and policies without building
	$(SIYASAT) check

list: $(SIYASAT)    ## list associations and policies
	$(SIYASAT) list

test: $(VENV)/.test    ## run the tests, with LibreOffice and veraPDF
	$(PYTHON) -m pytest -q -n 2 --dist loadscope

lint: $(VENV)/.test    ## ruff and mypy
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

bench: $(VENV)/.test    ## print speed as ratios
	$(PYTHON) benchmarks/bench.py

fonts: $(VENV)/.test    ## derive the faces of fonts/ again and compare
	$(PYTHON) fonts/derive.py --check

docs: $(VENV)/.test    ## write docs/library.md from templates/
	$(PYTHON) docs/library.py

picture: sample-charity    ## draw the page that the README shows
	pdftoppm -r 80 -f 4 -l 4 -png -singlefile output/sample-charity/beneficiary-relations.bilingual.pdf docs/page

wheel: $(VENV)/.test    ## build the package into dist/
	$(PYTHON) -m build --wheel --no-isolation

clean:    ## remove what was made, but not the environment
	rm -rf output dist build

help:    ## list the targets
	@awk -F ':|##' '/^[a-z][a-z-]*:.*##/ { printf "make %-8s %s\n", $$1, $$NF }' $(MAKEFILE_LIST)
	@echo "make <slug>   build one association: $(SLUGS)"
	@echo "              EDITION=ar|en|bilingual FORMAT=pdf|docx POLICY=<id> narrow what is built"
	@echo "              PROTECT=1 makes Word files in which only the fields can be filled in"

$(SIYASAT): pyproject.toml constraints.txt setup.sh
	./setup.sh run
	@touch $@

$(VENV)/.test: $(SIYASAT) pyproject.toml constraints.txt setup.sh tests/verapdf/setup.sh
	./setup.sh test
	@touch $@
