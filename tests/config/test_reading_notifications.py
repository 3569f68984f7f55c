"""Every mistake in a file's notification templates is named by its line."""

from config.test_reading import wrong

MISTAKEN = """\
cordboard: 1
queues:
  support: {name: Support}
notifications:
  untitled:
    name: Untitled
  blank:
    name: Blank
    title: " "
    extensions: 11
    fields:
      - {header: a, value: b}
      - {header: a, value: b}
      - {header: a, value: b}
      - {header: a, value: b}
      - {header: a, value: b}
  hasty:
    name: Hasty
    title: Work
    auto_accept: true
  hidden:
    name: Hidden
    title: Work
    auto_assign: at_once
    auto_accept: true
    show_countdown: false
    extensions: 2
  odd:
    name: Odd
    title: Work
    auto_assign: sometimes
    icon: rocket
    desktop: always
    colour: red
workstreams:
  web:
    name: Web
    channel: live_chat
    queue_id: support
    notifications:
      incoming: gone
      returning: hasty
      consult: hasty
"""
NAMED = {
    (5, "notifications.untitled.title"),
    (9, "notifications.blank.title"),
    (10, "notifications.blank.extensions"),
    (11, "notifications.blank.fields"),
    (20, "notifications.hasty.auto_accept"),
    (26, "notifications.hidden.show_countdown"),
    (27, "notifications.hidden.extensions"),
    (31, "notifications.odd.auto_assign"),
    (32, "notifications.odd.icon"),
    (34, "notifications.odd.colour"),
    (41, "workstreams.web.notifications.incoming"),
    (43, "workstreams.web.notifications.consult"),
}


def test_every_mistake_in_a_template_or_a_slot_is_named_with_its_line() -> None:
    assert {(one.line, one.path) for one in wrong(MISTAKEN).mistakes} == NAMED
