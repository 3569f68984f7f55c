"""Proofs that somebody was signed in with a browser: whose they are, how long, and what strangers make."""

import pytest

from cordboard.api.known_browsers import BETWEEN, LASTS_MS, PEOPLE_LIMIT, KnownBrowsers

NOW_MS = 1_800_000_000_000
BROWSERS = KnownBrowsers(b"the server's key")


def shared(*people: str) -> str:
    """The cookie of a browser in which these have signed in, one after the other."""
    cookie = ""
    for number, user_id in enumerate(people):
        cookie = BROWSERS.remember(cookie, user_id, NOW_MS + number)
    return cookie


def test_a_proof_is_its_persons_and_is_worth_nothing_to_others_or_under_another_key() -> None:
    cookie = shared("anna")
    assert BROWSERS.recognise(cookie, "anna", NOW_MS)
    assert not BROWSERS.recognise(cookie, "budi", NOW_MS)
    assert not BROWSERS.recognise(cookie, "", NOW_MS)
    assert not KnownBrowsers(b"another key").recognise(cookie, "anna", NOW_MS)
    assert "anna" not in cookie, "it tells nobody who works here"


def test_two_browsers_have_two_names_and_each_sign_in_gives_a_new_one() -> None:
    here, elsewhere = shared("anna"), shared("anna")
    again = BROWSERS.remember(here, "anna", NOW_MS)
    names = {BROWSERS.recognise(one, "anna", NOW_MS) for one in (here, elsewhere, again)}
    assert len(names) == 3
    assert BETWEEN not in again, "the new proof takes the place of the one before"


def test_a_proof_ends() -> None:
    cookie = shared("anna")
    assert BROWSERS.recognise(cookie, "anna", NOW_MS + LASTS_MS - 1)
    assert not BROWSERS.recognise(cookie, "anna", NOW_MS + LASTS_MS)


def test_the_last_people_of_a_shared_browser_are_known() -> None:
    people = [f"person-{number}" for number in range(PEOPLE_LIMIT + 2)]
    cookie = shared(*people)
    known = [one for one in people if BROWSERS.recognise(cookie, one, NOW_MS)]
    assert known == people[2:]
    assert len(cookie) < 1_000, "far from what browsers and proxies refuse"


@pytest.mark.parametrize(
    "cookie",
    ["", "~", "x", "..", "1.2.3", "\x7f", "ä.ä.ä", "\ud800", "9" * 10_000, "~" * 10_000, f"{NOW_MS}.name."],
)
def test_what_strangers_make_is_no_proof_and_is_soon_forgotten(cookie: str) -> None:
    assert not BROWSERS.recognise(cookie, "anna", NOW_MS)
    fresh = BROWSERS.remember(cookie, "anna", NOW_MS)
    assert BROWSERS.recognise(fresh, "anna", NOW_MS)
    assert len(fresh) < 1_100


def test_whoever_changes_a_proof_has_none() -> None:
    claim, _, signature = shared("anna").rpartition(".")
    made, _, name = claim.partition(".")
    for one in (
        f"{int(made) + 1}.{name}.{signature}",
        f"{made}.{name}0.{signature}",
        f"{claim}.{signature[:-2]}",
        f"{claim}.{signature}=",
    ):
        assert not BROWSERS.recognise(one, "anna", NOW_MS), one
