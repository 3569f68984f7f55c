"""Reads the settings of an installation from a file and the environment, and refuses unsafe combinations."""

import os
import tomllib
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

PREFIX = "CORDBOARD_"
WEB = Path(__file__).resolve().parents[2] / "web"


class UnsafeSettings(Exception):
    """The settings would be dangerous or can't work; the message says what to change."""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How this installation runs; every field is also an environment variable CORDBOARD_<FIELD>."""

    data_dir: Path = Path("var")
    """Where the database and its key live; the disk must be a real one."""
    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = ""
    """How people reach the server, as https://chat.example.org; needed beyond this machine."""
    allow_plain_http: bool = False
    """Accept an http public_url, for a closed network."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses of proxies whose X-Forwarded-For is believed."""
    web_dir: Path = WEB
    """Where the built web parts are."""
    test_channel_key: str = ""
    """Opens the test channel to whoever has this key; empty keeps it shut."""
    beat_every_ms: int = 5_000
    silent_after_ms: int = 12_000
    visitor_burst: int = 30
    visitor_messages_per_minute: int = 120
    sign_ins_burst: int = 20
    sign_ins_per_minute: int = 20
    visits_burst: int = 60
    visits_per_minute: int = 60
    connections: int = 10_000
    connections_per_address: int = 200
    metrics_key: str = ""
    """Opens /metrics to whoever has it; empty shows the figures to this machine only."""

    @property
    def database(self) -> Path:
        """The database file."""
        return self.data_dir / "cordboard.sqlite3"

    @property
    def address(self) -> str:
        """How people reach the server."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url.rstrip("/") or f"http://{host}:{self.port}"

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can connect."""
        return self.host == "localhost" or _is_loopback(self.host)


def load(file: Path | None, environment: dict[str, str] | None = None) -> Settings:
    """Read settings: defaults, then the file, then the environment.

    Raises:
        UnsafeSettings: for an unreadable file, an unknown or malformed value, an unsafe combination.
    """
    values: dict[str, Any] = _read(file) if file is not None else {}
    environment = dict(os.environ) if environment is None else environment
    fields = {field.name for field in msgspec.structs.fields(Settings)}
    for name, value in environment.items():
        field = name.removeprefix(PREFIX).lower()
        if name.startswith(PREFIX) and field in fields:
            values[field] = value.split(",") if field == "trusted_proxies" else value
    try:
        settings = msgspec.convert(values, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise UnsafeSettings(f"A setting is not understood: {error}.") from error
    check(settings)
    return settings


def check(settings: Settings) -> None:
    """Refuse combinations that would be dangerous.

    Raises:
        UnsafeSettings: with a sentence that says what to change.
    """
    public = urlsplit(settings.public_url)
    if not settings.on_loopback and not settings.public_url:
        raise UnsafeSettings(
            f"host {settings.host} is reachable from other machines: set public_url to the https address."
        )
    if settings.public_url and public.scheme != "https" and not settings.allow_plain_http:
        raise UnsafeSettings("public_url is not https: cookies would travel in the clear. Use https.")
    if not settings.on_loopback and settings.test_channel_key:
        raise UnsafeSettings("test_channel_key is set and host is not loopback: the test channel is no door.")
    if settings.silent_after_ms < 2 * settings.beat_every_ms:
        raise UnsafeSettings("silent_after_ms must be at least twice beat_every_ms.")


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text())
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UnsafeSettings(f"The settings file {file} can't be read: {error}.") from error


def _path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(f"{kind} is no kind of setting")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
