# Two commands do everything on a fresh machine that has Python 3.11 or newer: `make run` and `make test`.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup run test check mutants fix stop python

PORT ?= 8000
PYTHON ?= $(shell sh scripts/find-python)
BOOTSTRAP = $(PYTHON) scripts/bootstrap.py
IN = .venv/bin/python

export COURSEBLOG_DEBUG ?= 1
export PYTHONUTF8 = 1

help:  ## List these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile

python:
	@test -n "$(PYTHON)" || { echo "courseblog: Python 3.11 or newer is needed and was not found on the PATH: \
	install it, or name it with \`make PYTHON=/path/to/python3 …\`." >&2; exit 1; }

setup: python  ## Install the packages and start the database
	@$(BOOTSTRAP) dev
	@$(IN) -m courseblog.database wait

run: python  ## Serve the demo course on 127.0.0.1 (PORT=8001 for another port)
	@$(BOOTSTRAP) --port "$(PORT)" site
	@$(IN) -m courseblog.database wait
	@$(IN) manage.py migrate --no-input --verbosity 0
	@$(IN) manage.py demo --url "http://127.0.0.1:$(PORT)"
	@echo; echo "Ctrl-C ends the server, \`make stop\` the database."; echo
	@DJANGO_RUNSERVER_HIDE_WARNING=true exec $(IN) manage.py runserver "127.0.0.1:$(PORT)" --skip-checks

test: python  ## Run the tests, in a real browser too (ARGS="tests/house -x" for some of them)
	@$(BOOTSTRAP) dev
	@$(IN) -m courseblog.database wait
	@COURSEBLOG_CHROMIUM=$$($(IN) scripts/browser.py) && export COURSEBLOG_CHROMIUM && $(IN) -m pytest $(or $(ARGS),--numprocesses=2)

check: python  ## Lint, check the types, the layers, the templates, the migrations and the settings
	@$(BOOTSTRAP) dev
	@$(IN) -m courseblog.database wait
	@sh scripts/check

mutants: python  ## Name the small faults in chicago that no test notices (MODULES="chicago/ranges.py" for some)
	@$(BOOTSTRAP) dev
	@$(IN) -m scripts.mutants $(MODULES)

fix: python  ## Repair what the linters can repair by themselves
	@$(BOOTSTRAP) dev
	@sh scripts/fix

stop: python  ## Stop the embedded database
	@if test -x $(IN); then $(IN) -m courseblog.database stop; else echo "Nothing runs: there is no .venv yet."; fi
