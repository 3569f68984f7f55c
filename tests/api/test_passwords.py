"""Passwords: who does not exist costs a guesser as long as who does."""

from argon2 import extract_parameters

from cordboard.api.passwords import NOBODY, hashed, verify


def test_nobody_is_as_costly_to_verify_as_anybody() -> None:
    assert extract_parameters(NOBODY) == extract_parameters(hashed("a sentence that is long"))
    assert not verify(None, "nobody signs in with this"), "not even with the password that it was made of"
