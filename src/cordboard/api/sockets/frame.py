"""The few bytes around a message that both implementations need (RFC 6455, sections 5.2, 5.5.1 and 7.4)."""

# A control frame holds 125 bytes, and the code takes two of them.
MAX_REASON_BYTES = 123

NO_STATUS = 1005
"""Stands for a CLOSE without a code; never sent."""


def text_head(size: int) -> bytes:
    """Header of an unmasked, unfragmented text frame."""
    if size < 126:
        return bytes((0x81, size))
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2, "big")
    return b"\x81\x7f" + size.to_bytes(8, "big")


def is_sendable(code: int) -> bool:
    """True for the codes that may stand in a CLOSE, in either direction."""
    return 1000 <= code <= 1003 or 1007 <= code <= 1014 or 3000 <= code <= 4999


def clip_reason(reason: str) -> bytes:
    return reason.encode()[:MAX_REASON_BYTES].decode(errors="ignore").encode()


def is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
