"""The disk under a bench: memory is refused, a disk is timed."""

from pathlib import Path

import pytest

from cordboard.bench.disk import require_disk, sync_ms
from cordboard.bench.wires import Unmeasurable


def test_a_folder_in_memory_is_refused() -> None:
    with pytest.raises(Unmeasurable, match="--folder"):
        require_disk(Path("/dev/shm"))


def test_a_folder_that_is_not_there_is_said() -> None:
    with pytest.raises(Unmeasurable, match="No such file"):
        require_disk(Path("/nowhere/at/all"))


def test_a_sync_takes_time_and_leaves_nothing(tmp_path: Path) -> None:
    assert sync_ms(tmp_path) > 0
    assert not list(tmp_path.iterdir())
