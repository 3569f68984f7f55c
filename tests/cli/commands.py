"""Commands of `cordboard` as tests run them, and what they say."""

import subprocess
from collections.abc import Callable

Run = Callable[..., subprocess.CompletedProcess[str]]


def done(finished: subprocess.CompletedProcess[str]) -> str:
    """What a command said that succeeded."""
    assert finished.returncode == 0, finished
    return finished.stdout
