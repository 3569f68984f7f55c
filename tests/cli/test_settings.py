"""Settings from file and environment: what is understood, and what is refused before anything starts."""

from pathlib import Path

import pytest

from cordboard.settings import Settings, UnsafeSettings, load

OUTSIDE = {"CORDBOARD_HOST": "0.0.0.0"}
HTTPS = {"CORDBOARD_PUBLIC_URL": "https://chat.example.org"}


@pytest.mark.parametrize(
    ("environment", "part"),
    [
        (OUTSIDE, "set public_url"),
        ({"CORDBOARD_HOST": "::"}, "set public_url"),
        ({"CORDBOARD_HOST": "chat.example.org"}, "set public_url"),
        ({**OUTSIDE, "CORDBOARD_PUBLIC_URL": "http://chat.example.org"}, "not https"),
        ({"CORDBOARD_PUBLIC_URL": "http://chat.example.org"}, "not https"),
        ({**OUTSIDE, **HTTPS, "CORDBOARD_TEST_CHANNEL_KEY": "x"}, "test channel"),
        ({**HTTPS, "CORDBOARD_TEST_CHANNEL_KEY": "x"}, "test channel"),
        ({"CORDBOARD_PUBLIC_URL": "chat.example.org", "CORDBOARD_ALLOW_PLAIN_HTTP": "true"}, "no address"),
        ({"CORDBOARD_PUBLIC_URL": "https://"}, "no address"),
        ({"CORDBOARD_PUBLIC_URL": "https://chat.example.org/desk"}, "no address"),
        ({"CORDBOARD_PUBLIC_URL": "https://[x"}, "no address"),
        ({"CORDBOARD_SILENT_AFTER_MS": "9000"}, "twice"),
        ({"CORDBOARD_BEAT_EVERY_MS": "0"}, "beat_every_ms"),
        ({"CORDBOARD_PORT": "0"}, "port"),
        ({"CORDBOARD_PORT": "65536"}, "port"),
        ({"CORDBOARD_PORT": "eighty"}, "port"),
        ({"CORDBOARD_CONNECTIONS": "-1"}, "connections"),
        ({"CORDBOARD_ALLOW_PLAIN_HTTP": "perhaps"}, "allow_plain_http"),
    ],
)
def test_what_is_unsafe_or_can_not_work_is_refused(environment: dict[str, str], part: str) -> None:
    with pytest.raises(UnsafeSettings, match=part) as refused:
        load(None, environment)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        HTTPS,
        {**OUTSIDE, **HTTPS},
        {"CORDBOARD_TEST_CHANNEL_KEY": "x"},
        {"CORDBOARD_HOST": "localhost"},
        {"CORDBOARD_HOST": "::1"},
        {"CORDBOARD_PUBLIC_URL": "http://chat.lan/", "CORDBOARD_ALLOW_PLAIN_HTTP": "true", **OUTSIDE},
    ],
)
def test_what_is_safe_is_taken(environment: dict[str, str]) -> None:
    assert isinstance(load(None, environment), Settings)


def test_the_environment_goes_before_the_file_and_the_file_before_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "cordboard.toml"
    file.write_text('port = 9000\ndata_dir = "/srv/chat"\ntrusted_proxies = ["10.0.0.1"]\n')
    assert load(file, {}).port == 9000
    settings = load(file, {"CORDBOARD_PORT": "9001", "CORDBOARD_UNKNOWN": "x", "OTHER": "y"})
    assert (settings.port, settings.data_dir) == (9001, Path("/srv/chat"))
    assert settings.trusted_proxies == ("10.0.0.1",)
    listed = load(file, {"CORDBOARD_TRUSTED_PROXIES": "10.0.0.2, 10.0.0.3,"})
    assert listed.trusted_proxies == ("10.0.0.2", "10.0.0.3")
    assert load(file, {"CORDBOARD_TRUSTED_PROXIES": ""}).trusted_proxies == ()


@pytest.mark.parametrize(
    "content",
    [
        b"port = ",
        b"\xff\xfe",
        b"prot = 80",
        b"port = 'x'",
        b"data_dir = 1",
        b"[port]\nx = 1",
        b"port = " + b"[" * 5_000,
        b"port = " + b"9" * 5_000,
    ],
)
def test_a_file_that_is_not_understood_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "cordboard.toml"
    file.write_bytes(content)
    with pytest.raises(UnsafeSettings):
        load(file, {})
    with pytest.raises(UnsafeSettings):
        load(tmp_path / "none.toml", {})
    with pytest.raises(UnsafeSettings):
        load(tmp_path, {})
