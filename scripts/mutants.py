"""Puts small faults into `chicago`, one at a time, and names those that no test notices.

A fault inside a function is put into the functions of a process that has run the tests once; one at the level of a
module is met by importing the package anew. Either way each fault has a process of its own, and the tests that
reach its lines are run, the quickest first, up to the first that fails. Tests with invented input do not take
part: what they notice by luck is not pinned down.
"""

import argparse
import ast
import contextlib
import gc
import importlib
import os
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import coverage
import pytest
from _pytest.runner import runtestprotocol

from scripts.mutations import Mutation, mutations

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "chicago"
TESTS = ("tests/chicago", PACKAGE)
# The one counts steps and takes long; the other starts a Python of its own, in which there is no fault.
LEFT_OUT = (
    "tests/chicago/parser/test_parser_bounds.py::test_twice_the_text_takes_at_most_about_twice_the_steps",
    "tests/chicago/test_command_line.py::test_the_package_runs_as_a_command",
)
SECONDS = 2  # of the processor for a test; a fault may make a loop endless
ROOM = 3 << 30
KILLED, SURVIVED = 0, 1


class Mutants:
    """Holds what the tests reach, and runs them over the faults; pytest calls it in place of its own loop."""

    def __init__(self, paths: Sequence[Path], known: Sequence[str], *, verbose: bool) -> None:
        self.paths = paths
        self.known = Counter(known)
        self.verbose = verbose
        self.measured = coverage.Coverage(data_file=None, source=[PACKAGE])
        self.measured.start()
        self.survived = False
        self.bound: set[ModuleType] | None = None  # by which the package was imported anew

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs the tests once as they are, then over each fault."""
        self.items = [item for item in session.items if not _is_invented(item)]
        seconds: dict[str, float] = {}
        for item in self.items:
            began = time.perf_counter()
            self.measured.switch_context(item.nodeid)
            if not _passes(item):
                raise pytest.UsageError(f"{item.nodeid} fails without any fault: mend it first.")
            seconds[item.nodeid] = time.perf_counter() - began
        self.measured.stop()
        # What a class does by itself, such as comparing, has no lines.
        self.unseen = {item.nodeid for item in self.items} - self._reaching({*(ROOT / PACKAGE).rglob("*.py")})
        self.items.sort(key=lambda item: seconds[item.nodeid])
        for path in self.paths:
            self._report(path)
        return True

    def _report(self, path: Path) -> None:
        began, found = time.monotonic(), Counter[str]()
        reached = self.measured.get_data().contexts_by_lineno(str(path))
        self.users = _users_of(path)
        beyond = self._reaching(self.users) | self.unseen
        source = path.read_text(encoding="utf-8")
        tree, lines = ast.parse(source), source.splitlines()
        gc.unfreeze()
        living = _living(compile(source, str(path), "exec"))
        gc.freeze()  # or each process would go through all that the tests hold
        for mutation in mutations(tree):
            verdict = self._verdict(path, tree, mutation, reached, beyond, living)
            change = f"{mutation.before} → {mutation.after}"
            label = f"{path.relative_to(ROOT)}: {lines[mutation.line - 1].strip()}: {change}"
            if verdict == "survived" and self.known[label]:
                self.known[label] -= 1
                verdict = "equivalent"
            found[verdict] += 1
            self.survived |= verdict == "survived"
            if verdict == "survived" or self.verbose:
                _say(f"  {verdict}: {path.relative_to(ROOT)}:{mutation.line}: {change}")
        _say(
            f"{path.relative_to(ROOT)}: {found.total()} mutants, {found['killed']} killed, "
            f"{found['equivalent']} known to be equivalent, {found['survived']} survived "
            f"({time.monotonic() - began:.0f} s)"
        )

    def _verdict(
        self,
        path: Path,
        tree: ast.Module,
        mutation: Mutation,
        reached: dict[int, list[str]],
        beyond: set[str],
        living: list[tuple[CodeType, list[FunctionType]]],
    ) -> str:
        place = mutation.place
        contexts = {name for line in range(place.first, place.last + 1) for name in reached.get(line, ())}
        try:
            code = compile(tree, str(path), "exec")
        except (SyntaxError, ValueError):
            return "killed"
        child = os.fork()
        if child == 0:
            _limit()
            fast = place.in_function and "" not in contexts and _swap(living, code)
            tests = self._nearest_first(
                contexts if fast else beyond, {name for names in reached.values() for name in names}
            )
            os._exit(SURVIVED if (fast or self._imports_anew(path, code)) and self._all_pass(tests) else KILLED)
        return "survived" if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == SURVIVED else "killed"

    def _nearest_first(self, contexts: set[str], near: set[str]) -> list[pytest.Item]:
        """Returns the tests to run: those that reach the module first, for they are the likeliest to notice."""
        return sorted(
            (each for each in self.items if each.nodeid in contexts), key=lambda each: each.nodeid not in near
        )

    def _reaching(self, paths: set[Path]) -> set[str]:
        """Returns the tests that run a line of one of the files."""
        data = self.measured.get_data()
        return {name for path in paths for names in data.contexts_by_lineno(str(path)).values() for name in names}

    def _imports_anew(self, path: Path, code: CodeType) -> bool:
        """Imports what uses the faulty module anew; tells whether the fault allows it."""
        try:
            for name in {_name_of(each) for each in self.users} & sys.modules.keys():
                del sys.modules[name]
            sys.meta_path.insert(0, _Finder(path, code))
            importlib.import_module(PACKAGE)
        except BaseException:
            return False
        self.bound = set()
        return True

    def _all_pass(self, tests: Sequence[pytest.Item]) -> bool:
        """Tells whether tests notice nothing, up to the first that fails."""
        try:
            return all(self._bind(item) and _passes(item) for item in tests if _in_time())
        except BaseException:
            return False

    def _bind(self, item: pytest.Item) -> bool:
        """Binds a test to the package as it has been imported now."""
        if isinstance(item, pytest.Function) and self.bound is not None:
            if item.module not in self.bound:
                item.module.__spec__.loader.exec_module(item.module)
                self.bound.add(item.module)
            item.obj = getattr(item.module, item.originalname)
        return True


class _Finder(MetaPathFinder, Loader):
    """Gives the faulty code to the one module that it is for."""

    def __init__(self, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = _name_of(path), path, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Finds the one module, and leaves the others to Python."""
        if fullname != self.name:
            return None
        inside = [str(self.path.parent)] if self.path.stem == "__init__" else None
        return spec_from_file_location(fullname, self.path, loader=self, submodule_search_locations=inside)

    def create_module(self, spec: ModuleSpec) -> None:
        """Leaves the making of the module to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Runs the faulty code."""
        exec(self.code, vars(module))  # noqa: S102  # nosec B102


def _name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _users_of(path: Path) -> set[Path]:
    """Returns a module and the modules that import it, however indirectly; a package imports what it holds."""
    imported = {
        each: {*re.findall(r"(?<=from )chicago[\w.]*(?= import)", each.read_text(encoding="utf-8"))}
        for each in (ROOT / PACKAGE).rglob("*.py")
    }
    users, new = {path}, {path}
    while new:
        names = {_name_of(each) for each in new}
        packages = {each.parent / "__init__.py" for each in new}
        new = {each for each, wanted in imported.items() if wanted & names or each in packages} - users
        users |= new
    return users


def _is_invented(item: pytest.Item) -> bool:
    return bool(getattr(getattr(item, "obj", None), "is_hypothesis_test", False))


def _passes(item: pytest.Item) -> bool:
    if isinstance(item, pytest.DoctestItem):  # which forgets its names when it has run
        item.dtest.globs = vars(importlib.import_module(_name_of(item.path))).copy()
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _in_time() -> bool:
    """Ends the process when the test that begins now runs for too long."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + SECONDS, resource.RLIM_INFINITY))
    return True


def _limit() -> None:
    """Lets a process neither write nor fill the memory, nor tidy it."""
    gc.disable()
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)


def _living(code: CodeType) -> list[tuple[CodeType, list[FunctionType]]]:
    """Returns each code of a module with the functions of this process that run it."""
    functions = defaultdict[CodeType, list[FunctionType]](list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename == code.co_filename:
            functions[each.__code__].append(each)
    return [(each, functions[each]) for each in _codes(code)]


def _swap(living: list[tuple[CodeType, list[FunctionType]]], faulty: CodeType) -> bool:
    """Gives the living functions the faulty code; tells whether that was possible."""
    codes = list(_codes(faulty))
    changed = 0
    if len(codes) == len(living):
        for (old, functions), new in zip(living, codes, strict=True):
            for function in functions if old != new else ():
                with contextlib.suppress(ValueError):
                    function.__code__ = new
                    changed += 1
    return changed > 0


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main() -> int:
    """Runs the tests over the faults of the modules that are named, or of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", type=Path, help="files of the package; all, if none is named")
    parser.add_argument("--verbose", action="store_true", help="name the faults that are noticed, too")
    asked = parser.parse_args()
    os.chdir(ROOT)
    known = (ROOT / "scripts" / "equivalent-mutants.txt").read_text(encoding="utf-8").splitlines()
    paths = [path.resolve() for path in asked.modules] or sorted((ROOT / PACKAGE).rglob("*.py"))
    run = Mutants(paths, known, verbose=asked.verbose)
    options = (
        "-s", "-p", "no:terminal", "-p", "no:django", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov",
        "-c", os.devnull, "--rootdir", str(ROOT), "--noconftest", "--doctest-modules",
        "-o", "doctest_optionflags=NORMALIZE_WHITESPACE",
        *(f"--deselect={each}" for each in LEFT_OUT),
    )  # fmt: skip
    ended = pytest.main([*options, *TESTS], plugins=[run])
    return int(ended) or int(run.survived)


if __name__ == "__main__":
    sys.exit(main())
