"""Weighs what browsers download of the built web parts, gzipped."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

BYTES_IN_KB = 1_000
WORDS = re.compile(r"(en|th|lv|sv|id|nl)-.*\.js(on)?")
"""A file of the widget with the texts of one language."""
WORKSPACE_AT = "/workspace/"


def gzip_kb(files: Iterable[Path]) -> float:
    """Return what files weigh together, each gzipped on its own."""
    return round(sum(_gzipped(file) for file in files) / BYTES_IN_KB, 1)


def widget_gzip_kb(dist: Path) -> float:
    """Return what a customer downloads: loader, frame and what it needs, the longest of the languages."""
    assets = sorted((dist / "assets").iterdir())
    words = [file for file in assets if WORDS.fullmatch(file.name)]
    longest = sorted(words, key=_gzipped)[-1:]
    shared = [file for file in assets if file not in words]
    return gzip_kb([dist / "loader.js", dist / "frame.html", *shared, *longest])


def scripts(paths: Iterable[str], dist: Path) -> list[Path]:
    """Return the files of the scripts among the paths that a browser asked for, each once."""
    names = {path.removeprefix(WORKSPACE_AT) for path in paths if path.startswith(WORKSPACE_AT)}
    return [dist / name for name in sorted(names) if name.endswith(".js")]


def _gzipped(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), compresslevel=9, mtime=0))
