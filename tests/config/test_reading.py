"""Every mistake in a file is found at once and named by its line; nothing in a file can do harm."""

import pytest

from cordboard.config.mistakes import Mistaken
from cordboard.config.reading import read
from cordboard.config.syntax import BYTES_LIMIT
from cordboard.core.hours import Weekday
from cordboard.core.rules import Condition, Operator

MISTAKEN = """\
cordboard: 1
organisation:
  time_zone: Europe/Rigga
  session_limt: 3
colours: {}
hours:
  office:
    name: Office
    time_zone: Europe/Riga
    slots:
      - {day: monday, opens: 08:00, closes: 25:00}
      - {day: mon, opens: 08:00, closes: 17:00}
queues:
  support:
    name: Support
    hours_id: offic
    priority: high
    overflow:
      - cause: work_items
        act: to_queue
        queue_id: nowhere
  support:
    name: Again
  "two words": {name: ""}
workstreams:
  web:
    name: Web
    channel: live_chat
    queue_id: support
    units: 0
    routes:
      - name: Half
        to: [{queue_id: support, percent: 40}]
    show_countdown: "yes"
    widget: {accent: red}
  other:
    chanel: test
agents:
  anna:
    skills: [{skill_id: en}]
    login: anna
"""
NAMED = {
    (3, "organisation.time_zone"),
    (4, "organisation.session_limt"),
    (5, "colours"),
    (11, "hours.office.slots[0].closes"),
    (12, "hours.office.slots[1].day"),
    (16, "queues.support.hours_id"),
    (17, "queues.support.priority"),
    (21, "queues.support.overflow[0].queue_id"),
    (22, "queues.support"),
    (24, "queues.two words"),
    (24, "queues.two words.name"),
    (30, "workstreams.web.units"),
    (33, "workstreams.web.routes[0].to"),
    (34, "workstreams.web.show_countdown"),
    (35, "workstreams.web.widget.accent"),
    (36, "workstreams.other.channel"),
    (36, "workstreams.other.name"),
    (36, "workstreams.other.queue_id"),
    (37, "workstreams.other.chanel"),
    (40, "agents.anna.skills[0].skill_id"),
    (41, "agents.anna.login"),
}


def wrong(document: str | bytes) -> Mistaken:
    with pytest.raises(Mistaken) as caught:
        read(document.encode() if isinstance(document, str) else document)
    return caught.value


def test_every_mistake_is_named_at_once_with_its_line() -> None:
    mistaken = wrong(MISTAKEN)
    assert {(one.line, one.path) for one in mistaken.mistakes} == NAMED
    assert "is session_limit meant?" in str(mistaken)
    assert "one of monday, tuesday" in str(mistaken)
    assert "first in line 14" in str(mistaken)


@pytest.mark.parametrize(
    ("document", "line", "part"),
    [
        ("", 1, "empty"),
        ("# nothing\n", 1, "empty"),
        ("- a list\n", 1, "keys with values"),
        ("cordboard: 1\nqueues:\n\ta: {name: A}\n", 3, "tab"),
        ("cordboard: 1\nqueues: [\n", 3, "no YAML"),
        ("cordboard: 1\n---\ncordboard: 1\n", 2, "another document"),
        ("cordboard: 1\nqueues: {a: {name: *nobody}}\n", 2, "alias"),
        ("cordboard: 2\n", 1, "format is 1"),
        ("queues: {}\n", 1, "cordboard: 1"),
        (b"cordboard: 1\n# \xff\n", 2, "UTF-8"),
        ("cordboard: 1\n# \x07\n", 2, "printed"),
        ("cordboard: 1\nqueues:\n  a: {name: }\n", 3, "empty text"),
        ("cordboard: 1\nqueues:\n  a: {name: !!python/name:os.system x}\n", 3, "Tags"),
        ("cordboard: 1\nqueues:\n  a: {<<: {name: A}, name: A}\n", 3, "Merging"),
        ("cordboard: 1\nqueues:\n  ? [a]\n  : {name: A}\n", 3, "one word"),
        ("cordboard: 1\nqueues:\n  a: {name: A, priority: 99999999999999999999}\n", 3, "whole number"),
        ("[" * 100_000, 1, "deep"),
        ("#" * (BYTES_LIMIT + 1), 1, "bytes"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(document: str | bytes, line: int, part: str) -> None:
    (mistake,) = wrong(document).mistakes
    assert mistake.line == line
    assert part in mistake.sentence


def test_aliases_make_no_more_than_the_largest_file_could_say() -> None:
    bomb = ["- &a0 {attribute: x, operator: known}"]
    bomb += [f"- &a{n} {{all_of: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 9)]
    lines = "".join(f"        {line}\n" for line in bomb)
    head = "cordboard: 1\nqueues:\n  a:\n    name: A\n    prioritisation:\n    - name: b\n      when:\n"
    document = f"{head}        any_of:\n{lines}"
    assert "aliases" in str(wrong(document))
    endless = "cordboard: 1\nqueues: {a: {name: A, prioritisation: [{name: b, when: &w {all_of: [*w]}}]}}\n"
    assert "aliases" in str(wrong(endless))


def test_an_alias_repeats_what_it_stands_for() -> None:
    located = read(
        b"""\
cordboard: 1
hours:
  office: {name: Office, time_zone: Europe/Riga, slots: &week [{day: monday, opens: 08:00, closes: 17:00}]}
  shop: {name: Shop, time_zone: Asia/Bangkok, slots: *week}
"""
    )
    office, shop = located.configuration.hours
    assert office.slots == shop.slots
    assert office.slots[0].day is Weekday.MONDAY
    assert [zone.id for zone in located.configuration.time_zones] == ["Asia/Bangkok", "Europe/Riga", "UTC"]


def test_text_is_text_where_text_is_wanted() -> None:
    located = read(
        b"""\
cordboard: 1
queues:
  no:
    name: 2026-12-24
    prioritisation:
      - {name: "yes", when: {attribute: detail.country, operator: one_of, value: [no, "1", 1, true]}}
"""
    )
    (queue,) = located.configuration.queues
    assert (queue.id, queue.name) == ("no", "2026-12-24")
    wanted = Condition(attribute="detail.country", operator=Operator.ONE_OF, value=("no", "1", 1, True))
    assert queue.prioritisation[0].when == wanted
    assert located.line_of("queues.no.prioritisation[0].when.value[2]") == 6
    assert located.line_of("queues.no.method") == 3


def test_a_login_is_the_same_in_any_case() -> None:
    text = "cordboard: 1\nagents:\n  ' Lou': {capacity_units: 3, queue_ids: [no]}\n  lou: {}\n  Bo: {}\n"
    with pytest.raises(Mistaken) as caught:
        read(text.encode())
    assert [(one.line, one.path) for one in caught.value.mistakes] == [
        (3, "agents.lou.queue_ids[0]"),
        (4, "agents.lou"),
    ]
    (agent,) = read(b"cordboard: 1\nagents:\n  Bo: {}\n").agents or ()
    assert agent.login == "bo"


def test_names_that_draw_on_terminals_are_refused() -> None:
    with pytest.raises(Mistaken, match=r"line 3: queues\.a\.name: A name has no control characters"):
        read(b'cordboard: 1\nqueues:\n  a: {name: "\\e[31mred"}\n')


@pytest.mark.parametrize(
    ("organisation", "line", "path", "part"),
    [
        ("dashboards: []", 3, "organisation.dashboards", "There must be a dashboard"),
        ("default_dashboard: nope", 3, "organisation.default_dashboard", "there are: work, queues, focus"),
        (
            "dashboards: [{id: a, name: A, sections: [my_work]}]\n  default_dashboard: nope",
            4,
            "organisation.default_dashboard",
            "there are: a.",
        ),
    ],
)
def test_dashboards_that_leave_home_empty_are_named(
    organisation: str, line: int, path: str, part: str
) -> None:
    (mistake,) = wrong(f"cordboard: 1\norganisation:\n  {organisation}\n").mistakes
    assert (mistake.line, mistake.path) == (line, path)
    assert part in mistake.sentence


WORKSTREAM = (
    "cordboard: 1\nqueues: {q: {name: no}}\nworkstreams:\n  w: {name: 08:00, channel: live_chat, queue_id: q"
)


@pytest.mark.parametrize("word", ["true", "yes", "on", "false", "no", "off", "No", "TRUE"])
def test_words_for_true_and_false_are_read_where_one_stands_and_are_texts_elsewhere(word: str) -> None:
    configuration = read(f"{WORKSTREAM}, show_countdown: {word}}}\n".encode()).configuration
    (one,) = configuration.workstreams
    assert (one.show_countdown, one.name) == (word.lower() in {"true", "yes", "on"}, "08:00")
    assert configuration.queues[0].name == "no"


@pytest.mark.parametrize("word", ["'no'", '"true"', "maybe", "1"])
def test_quoted_and_other_words_are_refused_where_true_or_false_stands(word: str) -> None:
    (mistake,) = wrong(f"{WORKSTREAM}, show_countdown: {word}}}\n").mistakes
    assert mistake.path == "workstreams.w.show_countdown"
    assert "yes or no, on or off, without quotes" in mistake.sentence
