"""Fills a live chat's settings into the widget's loader and frame, so that neither asks for them again."""

import re

import msgspec
from msgspec import Struct

from cordboard.api.widget_views import launcher_shown, workstream_shown
from cordboard.core.workstream import Workstream

IN_LOADER = re.compile(rb"""(["'`])__CORDBOARD_SETTINGS__\1""")
"""A text of the script, in whichever quotes the build leaves it; an object takes its place."""
IN_FRAME = b">__CORDBOARD_SETTINGS__<"
"""All that stands in the frame's settings element."""
UNSAFE = ("<", ">", "&", "\u2028", "\u2029")
"""Could end an element or, in old browsers, a line of script."""


class Filled(Struct, frozen=True, kw_only=True):
    """Both files as they are for these settings."""

    settings: Workstream
    loader: bytes
    frame: bytes


class WidgetPages:
    """The loader and the frame of every live chat that was asked for, made anew when its settings change."""

    def __init__(self, loader: bytes, frame: bytes) -> None:
        self._loader = loader
        self._frame = frame
        self._filled: dict[str, Filled] = {}

    def of(self, settings: Workstream) -> Filled:
        """Return both files for the workstream as it is set up now."""
        known = self._filled.get(settings.id)
        if known is None or known.settings is not settings:
            known = self._filled[settings.id] = self._fill(settings)
        return known

    def _fill(self, settings: Workstream) -> Filled:
        launcher = embedded(launcher_shown(settings.widget))
        whole = embedded(workstream_shown(settings))
        return Filled(
            settings=settings,
            loader=IN_LOADER.sub(lambda _: launcher, self._loader),
            frame=self._frame.replace(IN_FRAME, b">%b<" % whole),
        )


def embedded(value: Struct) -> bytes:
    """Return JSON that is the same value as a script and can't leave the element that it stands in."""
    text = msgspec.json.encode(value).decode()
    for unsafe in UNSAFE:
        text = text.replace(unsafe, f"\\u{ord(unsafe):04x}")
    return text.encode()
