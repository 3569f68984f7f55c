"""Puts files in place so that a crash leaves the one before or the new one, whole."""

import os
from pathlib import Path


def put_private(content: bytes, target: Path) -> None:
    """Write a file that its owner alone can read, in the place of one that may be there."""
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    put_in_place(partial, target)


def put_in_place(partial: Path, target: Path) -> None:
    """Make a written file durable, then give it its name in one step."""
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
