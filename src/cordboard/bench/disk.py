"""Looks at the disk under the database: a real one, and how long it takes to sync."""

import ctypes
import os
from pathlib import Path
from statistics import median
from time import perf_counter_ns

from cordboard.bench.latency import NS_IN_MS
from cordboard.bench.wires import Unmeasurable

MEMORY = {0x01021994: "tmpfs", 0x858458F6: "ramfs"}
"""File systems whose sync costs nothing, by the magic number of statfs(2)."""
ANSWER_BYTES = 512
"""More than statfs writes on any platform; its first word is the type."""
PAGE_BYTES = 4096
SYNCS = 60


def require_disk(folder: Path) -> None:
    """Refuse a folder in memory.

    Raises:
        Unmeasurable: for one.
    """
    kind = MEMORY.get(file_system(folder))
    if kind is not None:
        raise Unmeasurable(f"{folder} is in memory ({kind}): name a folder on a disk with --folder.")


def file_system(folder: Path) -> int:
    """Return the magic number of the folder's file system."""
    answer = ctypes.create_string_buffer(ANSWER_BYTES)
    if ctypes.CDLL(None, use_errno=True).statfs(os.fsencode(folder), answer) != 0:
        raise Unmeasurable(f"{folder} can't be looked at: {os.strerror(ctypes.get_errno())}.")
    return ctypes.c_ulong.from_buffer(answer).value & 0xFFFFFFFF


def sync_ms(folder: Path) -> float:
    """Return the median time of writing a page and syncing it, as a commit does."""
    file = folder / "sync.probe"
    times: list[int] = []
    with file.open("wb", buffering=0) as opened:
        for _ in range(SYNCS):
            begun_ns = perf_counter_ns()
            opened.write(bytes(PAGE_BYTES))
            os.fdatasync(opened.fileno())
            times.append(perf_counter_ns() - begun_ns)
    file.unlink()
    return round(median(times) / NS_IN_MS, 3)
