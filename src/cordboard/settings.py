"""Reads the settings of an installation from a file and the environment, and refuses unsafe combinations."""

import os
import tomllib
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

import msgspec
from msgspec import Meta, Struct

PREFIX = "CORDBOARD_"
Positive = Annotated[int, Meta(ge=1, le=1_000_000_000)]
WEB = Path(__file__).resolve().parents[2] / "web"


class UnsafeSettings(Exception):
    """The settings would be dangerous or can't work; the message says what to change."""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How this installation runs; every field is also an environment variable CORDBOARD_<FIELD>."""

    data_dir: Path = Path("var")
    """Where the database and its key live; the disk must be a real one."""
    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65_535)] = 8080
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
    beat_every_ms: Positive = 5_000
    silent_after_ms: Positive = 12_000
    visitor_burst: Positive = 30
    visitor_messages_per_minute: Positive = 120
    sign_ins_burst: Positive = 20
    """How many wrong passwords an address, or a login from browsers new to it, has at once."""
    sign_ins_per_minute: Positive = 20
    visits_burst: Positive = 60
    visits_per_minute: Positive = 60
    glances_burst: Positive = 120
    """How often an address may ask whether a live chat has somebody free."""
    glances_per_minute: Positive = 120
    searches_burst: Positive = 60
    """How often a person may ask for words in closed conversations; a search may ask several times."""
    searches_per_minute: Positive = 60
    connections: Positive = 10_000
    connections_per_address: Positive = 200
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
            values[field] = _listed(value) if field == "trusted_proxies" else value
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
    public = _parts(settings.public_url)
    if not settings.on_loopback and not settings.public_url:
        raise UnsafeSettings(
            f"host {settings.host} is reachable from other machines: set public_url to the https address."
        )
    if settings.public_url and not (
        public.scheme in {"http", "https"} and public.netloc and public.path in {"", "/"}
    ):
        raise UnsafeSettings(
            f"public_url {settings.public_url} is no address such as https://chat.example.org."
        )
    if settings.public_url and public.scheme != "https" and not settings.allow_plain_http:
        raise UnsafeSettings("public_url is not https: cookies would travel in the clear. Use https.")
    if (settings.public_url or not settings.on_loopback) and settings.test_channel_key:
        raise UnsafeSettings("test_channel_key is set and others can connect: the test channel is no door.")
    if settings.silent_after_ms < 2 * settings.beat_every_ms:
        raise UnsafeSettings("silent_after_ms must be at least twice beat_every_ms.")


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except RecursionError as error:
        raise UnsafeSettings(f"The settings file {file} is nested too deeply.") from error
    except (OSError, ValueError) as error:
        # More can be wrong than the parser has names for: no UTF-8, no TOML, a number without end.
        raise UnsafeSettings(f"The settings file {file} can't be read: {error}.") from error


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise UnsafeSettings(f"public_url {url} is no address: {error}.") from error


def _listed(value: str) -> list[str]:
    return [one.strip() for one in value.split(",") if one.strip()]


def _path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise TypeError("a path is a text")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
