"""What can be counted about a tidy house is counted here."""

import ast
import functools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINE, FUNCTION, MODULE = 110, 60, 300

LONGER_FOR_NOW: dict[str, str] = {}
"""Modules that may be longer than MODULE, each with its reason. This list may only shrink."""

VAGUE_NAMES = {"utils", "util", "common", "helpers", "helper", "manager", "service", "base", "models", "misc"}
SOURCE = (".py", ".ts", ".tsx", ".css")
HOUSE = ("Makefile", "pyproject.toml", "scripts/", ".ci/")

# The rules and the steps know no clock and no dice: time, ids and choices are given to them.
IMPURE = re.compile(r"\b(?:datetime\.(?:now|utcnow|today)|date\.today|uuid[147]|urandom|getpid)\b")
REASON = re.compile(r"TODO: .*\b(?:until|when|once|because)\b")
MACHINE_PATH = re.compile(r"(?<![\w.:])/(?:root|work|Users)/\w|/home/\w+/|/opt/pyp[i]")
REGISTRY_HOST = re.compile(r"\b(?:pypi|pythonhosted|npmjs|yarnpkg)\.(?:org|com)\b")
# A text for translators is one literal and can't be broken.
WEB_TEXT = re.compile(r"""`[^`]*`|"[^"]*\"""")
SENTENCE = re.compile(r"[^\W_a-z].*[.:?!]$", re.DOTALL)


@functools.cache
def texts() -> dict[str, str]:
    """Every file that is committed or about to be, by its path; those that are no text are left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    found = {}
    for path in filter(None, listed):
        try:
            found[path] = (ROOT / path).read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
    return found


def sources(*suffixes: str, under: tuple[str, ...] = ("src/", "tests/", "web/")) -> Iterator[tuple[str, str]]:
    """Code that a person wrote: path and text."""
    for path, text in texts().items():
        if path.endswith(suffixes) and path.startswith(under) and "generated from" not in text[:300]:
            yield path, text


@functools.cache
def trees() -> dict[str, ast.Module]:
    return {path: ast.parse(text, filename=path) for path, text in sources(".py")}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def pure_trees() -> Iterator[tuple[str, ast.Module]]:
    return ((path, tree) for path, tree in trees().items() if re.match(r"src/cordboard/(core|app)/", path))


def none(offences: Iterator[str]) -> None:
    found = list(offences)
    assert not found, "\n".join(found)


def test_lines_are_short() -> None:
    none(
        f"{path}:{number}: {len(line)} characters"
        for path, text in [
            *sources(*SOURCE),
            *sources("", under=("Makefile", "scripts/", ".ci/", "pyproject.toml")),
        ]
        for number, line in enumerate(text.splitlines(), start=1)
        if len(line) > LINE and len(WEB_TEXT.sub("", line) if path.startswith("web/") else line) > LINE
    )


def test_functions_are_short() -> None:
    none(
        f"{path}:{node.lineno}: {node.name} has {length} lines"
        for path, tree in trees().items()
        for node in functions(tree)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION
    )


def test_modules_are_short() -> None:
    lengths = {path: len(text.splitlines()) for path, text in sources(".py", ".ts", ".tsx")}
    none(
        f"{path}: {length} lines"
        for path, length in lengths.items()
        if length > MODULE and path not in LONGER_FOR_NOW
    )
    none(f"{path}: no longer an exception" for path in LONGER_FOR_NOW if lengths.get(path, 0) <= MODULE)


def test_each_module_opens_with_a_sentence() -> None:
    none(
        f"{path}: opens without a sentence that says what is in it"
        for path, text in sources(".py", ".ts", ".tsx")
        if not path.endswith((".test.ts", ".test.tsx")) and not SENTENCE.match(opening(path, text))
    )


def opening(path: str, text: str) -> str:
    """The first paragraph of a module's docstring, or the comment that a web module begins with."""
    if path.endswith(".py"):
        return (ast.get_docstring(trees()[path]) or "").split("\n\n")[0]
    block = re.match(r"/\*\*\s*(.*?)\s*(?:\*/|\n \*\n)", text, re.DOTALL)
    lines = re.match(r"(?://[^\n]*\n)+", text)
    return block[1] if block else lines[0].replace("//", "").strip() if lines else ""


def test_names_say_what_is_in_the_room() -> None:
    none(
        f"{path}: {part} says nothing"
        for path, _ in sources(*SOURCE)
        for part in Path(path).with_suffix("").parts
        if part.removeprefix("test_") in VAGUE_NAMES
    )


def test_a_todo_says_what_it_waits_for() -> None:
    none(
        f"{path}: {line.strip()}"
        for path, text in sources(*SOURCE)
        if path != "tests/test_tidy.py"
        for line in text.splitlines()
        if re.search(r"\b(TODO|FIXME|XXX)\b", line) and not REASON.search(line)
    )


def test_rules_and_steps_do_not_wait() -> None:
    waiting = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    none(
        f"{path}: async ends at the door"
        for path, tree in pure_trees()
        for node in ast.walk(tree)
        if isinstance(node, waiting)
    )


def test_rules_and_steps_know_no_clock_and_no_dice() -> None:
    none(
        f"{path}:{node.lineno}: {name[0]} is not given"
        for path, tree in pure_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Name) and (name := IMPURE.search(ast.unparse(node)))
    )


def test_rules_stand_on_the_standard_library_and_msgspec_alone() -> None:
    allowed = sys.stdlib_module_names | {"msgspec", "cordboard"}
    none(
        f"{path}: imports {name}"
        for path, tree in pure_trees()
        for node in ast.walk(tree)
        for name in imported(node)
        if name.split(".")[0] not in allowed
    )


def imported(node: ast.AST) -> list[str]:
    """The names of the modules that a node imports; none for any other node."""
    if isinstance(node, ast.ImportFrom):
        return [node.module or "cordboard"]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_imports_stand_at_the_head_and_hide_nothing() -> None:
    none(
        f"{path}:{inner.lineno}: imports inside {node.name}"
        for path, tree in trees().items()
        for node in functions(tree)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    )
    none(
        f"{path}:{node.lineno}: hides an arrow"
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "TYPE_CHECKING"
    )


def test_no_test_is_skipped() -> None:
    forbidden = (
        "pytest.skip",
        "pytest.importorskip",
        "pytest.xfail",
        "mark.skip",
        "mark.skipif",
        "mark.xfail",
    )
    none(
        f"{path}:{node.lineno}: what is missing makes a test red"
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith(forbidden)
    )


def test_no_file_knows_a_machine_or_a_registry() -> None:
    none(
        f"{path}:{number}: {found[0]}"
        for path, text in texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := MACHINE_PATH.search(line) or REGISTRY_HOST.search(line))
    )


def test_locks_name_no_host() -> None:
    python = {
        path: r"https?://|--(?:extra-)?index-url|--find-links" for path in texts() if path.endswith(".lock")
    }
    web = {"web/package-lock.json": r'"resolved": "http'}
    assert len(python) == 3
    none(f"{path}: names a host" for path, host in (python | web).items() if re.search(host, texts()[path]))
