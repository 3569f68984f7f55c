"""Is a disk in memory whose power can be cut: what was not synced is lost, torn or comes out of order."""

import random
from collections.abc import Callable
from pathlib import Path

import apsw

SECTOR = 512
MAIN = "cordboard.db"


class PowerIsOut(apsw.IOError):
    """There is no disk any more."""


class Write:
    """Bytes on their way to the disk, or a new length of the file."""

    def __init__(self, offset: int, data: bytes | None) -> None:
        self.offset = offset
        self.data = data

    def apply(self, content: bytearray) -> None:
        if self.data is None:
            del content[self.offset :]
            return
        if len(content) < self.offset:
            content.extend(b"\0" * (self.offset - len(content)))
        content[self.offset : self.offset + len(self.data)] = self.data

    def torn(self, dice: random.Random) -> "Write":
        """Only some of its sectors, as a disk may write them."""
        if self.data is None:
            return self
        kept = dice.randrange(0, len(self.data) + 1) // SECTOR * SECTOR
        return Write(self.offset, self.data[:kept])


class Content:
    """One file: what is read now, what is on the platter, and what is on its way."""

    def __init__(self, durable: bytes = b"") -> None:
        self.now = bytearray(durable)
        self.durable = bytearray(durable)
        self.pending: list[Write] = []

    def write(self, write: Write) -> None:
        write.apply(self.now)
        self.pending.append(write)

    def sync(self) -> None:
        self.durable = bytearray(self.now)
        self.pending.clear()

    def after_the_cut(self, dice: random.Random) -> bytes:
        """What a reader finds: everything synced, and whatever else the disk had got round to."""
        content = bytearray(self.durable)
        survivors = [one for one in self.pending if dice.random() < dice.choice((0.0, 0.5, 1.0))]
        if dice.random() < 0.5:
            dice.shuffle(survivors)
        for write in survivors:
            (write.torn(dice) if dice.random() < 0.3 else write).apply(content)
        return bytes(content)


class Disk(apsw.VFS):
    """Files in memory under a VFS of their own; `fuse` counts down the operations until the cut."""

    def __init__(self, name: str, files: dict[str, bytes], *, fuse: int | None = None) -> None:
        self.name = name
        self.files = {path: Content(content) for path, content in files.items()}
        self.fuse = fuse
        super().__init__(name, "unix")

    @property
    def dead(self) -> bool:
        return self.fuse == 0

    def burn(self) -> bool:
        """Come one operation closer to the cut, which is an error once; False afterwards: nothing happens."""
        if self.dead:
            return False
        if self.fuse is not None:
            self.fuse -= 1
            if self.dead:
                raise PowerIsOut
        return True

    def survivors(self, dice: random.Random) -> dict[str, bytes]:
        """Cut the power and return what is left of every file."""
        return {path: content.after_the_cut(dice) for path, content in self.files.items()}

    def xOpen(  # noqa: N802 - SQLite's own name
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        flags[1] = flags[0]
        # A file without a name is SQLite's own scratch paper: nobody looks for it after a cut.
        return OpenFile(self, Content() if path is None else self.content(Path(path).name))

    def content(self, path: str) -> Content:
        return self.files.setdefault(path, Content())

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - SQLite's own name
        if self.burn():
            self.files.pop(Path(filename).name, None)

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802 - SQLite's own name
        return Path(pathname).name in self.files

    def xFullPathname(self, name: str) -> str:  # noqa: N802 - SQLite's own name
        return name


class OpenFile(apsw.VFSFile):
    """One open file of the disk."""

    def __init__(self, disk: Disk, content: Content) -> None:
        self._disk = disk
        self._content = content
        self._level = 0

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's own name
        return bytes(self._content.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's own name
        if self._disk.burn():
            self._content.write(Write(offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's own name
        if self._disk.burn():
            self._content.write(Write(newsize, None))

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's own name
        if self._disk.burn():
            self._content.sync()

    def xFileSize(self) -> int:  # noqa: N802 - SQLite's own name
        return len(self._content.now)

    def xClose(self) -> None:  # noqa: N802 - SQLite's own name
        """Nothing is open outside of memory."""

    def xLock(self, level: int) -> None:  # noqa: N802 - SQLite's own name
        self._level = level

    def xUnlock(self, level: int) -> None:  # noqa: N802 - SQLite's own name
        self._level = level

    def xCheckReservedLock(self) -> bool:  # noqa: N802 - SQLite's own name
        return False

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: N802 - SQLite's own name
        return False

    def xSectorSize(self) -> int:  # noqa: N802 - SQLite's own name
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802 - SQLite's own name
        """Promise nothing, not even that a write leaves its neighbours alone."""
        return 0


def alone(connect: Callable[[], apsw.Connection]) -> Callable[[], apsw.Connection]:
    """Open for one connection only: a VFS in Python has no shared memory for the WAL's index."""

    def prepare(db: apsw.Connection) -> None:
        db.pragma("locking_mode", "exclusive")
        db.wal_autocheckpoint(20)

    def connect_alone() -> apsw.Connection:
        apsw.connection_hooks.append(prepare)
        try:
            return connect()
        finally:
            apsw.connection_hooks.remove(prepare)

    return connect_alone
