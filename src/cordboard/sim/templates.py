"""Makes notification templates by chance, with all that happens by itself in one or another."""

from msgspec.structs import replace

from cordboard.core.configuration import Configuration
from cordboard.core.ids import TemplateId
from cordboard.core.notification import (
    AutoAssign,
    Desktop,
    HeadedValue,
    Icon,
    NotificationTemplate,
    Slots,
)
from cordboard.core.workstream import Workstream
from cordboard.sim.chance import Chance

ALWAYS, SOMETIMES = ("front", "known"), "back"
"""Templates that every version has, and one that some lack while offers that look so are out."""
TITLES = ("{customerName} is here", "{topic}", "{queueName}: {topic} {nothing}", "Work")


def put_into(configuration: Configuration, chance: Chance) -> Configuration:
    """Let workstreams put their work before agents by templates."""
    names = (*ALWAYS, SOMETIMES) if chance.happens(0.6) else ALWAYS
    ids = tuple(TemplateId(name) for name in names)
    return replace(
        configuration,
        notifications=tuple(_template(one, chance) for one in ids),
        workstreams=tuple(_stream(one, ids, chance) for one in configuration.workstreams),
    )


def _stream(stream: Workstream, ids: tuple[TemplateId, ...], chance: Chance) -> Workstream:
    slots = Slots(
        incoming=chance.pick((None, *ids)),
        incoming_authenticated=chance.pick((None, *ids)),
        returning=chance.pick((None, *ids)),
    )
    return replace(stream, notifications=slots, unseen_reroute_s=chance.pick((30, 60, 480)))


def _template(identity: TemplateId, chance: Chance) -> NotificationTemplate:
    auto_assign = chance.pick((AutoAssign.NEVER, *AutoAssign))
    by_itself = auto_assign is not AutoAssign.NEVER
    auto_accept = by_itself and chance.happens(0.5)
    return NotificationTemplate(
        id=identity,
        name=identity.title(),
        title=chance.pick(TITLES),
        icon=chance.pick(tuple(Icon)),
        countdown_s=chance.pick((10, 20, 60)),
        show_countdown=auto_accept or chance.happens(0.7),
        extensions=0 if by_itself else chance.pick((0, 1, 2)),
        auto_assign=auto_assign,
        auto_accept=auto_accept,
        show_reject=chance.happens(0.7),
        desktop=chance.pick(tuple(Desktop)),
        fields=tuple(
            HeadedValue(header=header, value=f"{{{header}}}")
            for header in ("topic", "age", "queueId")
            if chance.happens(0.5)
        ),
    )
