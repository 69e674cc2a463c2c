"""Private parts of libraries are used only where it must be, under a cap; and nothing holds back what runs."""

import ast
import inspect
import pkgutil
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from packaging.requirements import Requirement

import bot
from bot.settings import ROOT

# Library -> its private parts that Limber uses, by file. A new version may change them unsaid.
PRIVATE = {"aiosqlite": {("bot/storage/sqlite.py", name) for name in ("_conn", "_execute", "_thread")}}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def trees() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(path for part in ("bot", "migrations") for path in (ROOT / part).rglob("*.py")):
        yield str(file.relative_to(ROOT)), ast.parse(file.read_text())


def own_names(tree: ast.Module) -> set[str]:
    """Every name that a file gives to something itself."""
    nodes = list(ast.walk(tree))
    return {
        *(node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)),
        *(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)),
        *(node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)),
    }


def is_of_another(node: ast.Attribute) -> bool:
    """Whether this is an attribute of something else than `self`, whose classes are compared."""
    return not (isinstance(node.value, ast.Name) and node.value.id == "self")


@cache
def private_names(made: type[Any]) -> set[str]:
    """The private attributes and methods that a class names."""
    nodes = list(ast.walk(ast.parse(dedent(inspect.getsource(made)))))
    found = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    found |= {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    return set(filter(is_private, found))


def shared_with_a_library() -> Iterator[tuple[str, str]]:
    """The private names of Limber's classes that the libraries' classes they come from have too."""
    for info in pkgutil.walk_packages(bot.__path__, "bot."):
        module = import_module(info.name) if not info.name.endswith("__main__") else bot
        for _, made in inspect.getmembers(module, inspect.isclass):
            if made.__module__ != module.__name__:
                continue
            itself, *bases = made.__mro__
            for base in bases:
                if base.__module__.partition(".")[0] in {"bot", *sys.stdlib_module_names}:
                    continue
                for name in private_names(itself) & private_names(base):
                    yield str(Path(inspect.getfile(made)).relative_to(ROOT)), name


def used() -> Iterator[tuple[str, str]]:
    """File and name of each private part of a library that is used."""
    yield from shared_with_a_library()
    for file, tree in trees():
        # `os._exit` is documented.
        own = {"_exit", *own_names(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and is_of_another(node) and node.attr not in own:
                names = [node.attr]
            elif isinstance(node, ast.ImportFrom) and not f"{node.module}.".startswith("bot."):
                names = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            else:
                continue
            yield from ((file, name) for name in names if is_private(name))


def test_a_private_part_of_a_library_is_used_only_where_it_is_listed() -> None:
    assert set(used()) == set().union(*PRIVATE.values())


@pytest.mark.parametrize("library", sorted(PRIVATE))
def test_a_library_whose_private_parts_are_used_has_a_cap(library: str) -> None:
    (needed,) = [
        requirement
        for requirement in map(Requirement, PROJECT["dependencies"])
        if requirement.name == library
    ]
    assert {"<", "<=", "==", "~="} & {bound.operator for bound in needed.specifier}


def test_the_tests_run_with_exactly_what_limber_runs_with() -> None:
    def entries(lock: str) -> set[str]:
        joined = (ROOT / lock).read_text().replace(" \\\n", " ")
        return set(joined.splitlines())

    assert entries("requirements.lock") <= entries("requirements-test.lock")
    assert "aiogram" not in (ROOT / "requirements-test.lock").read_text(), "the judges' bounds are their own"
