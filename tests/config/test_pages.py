"""The page on configuration names every field, and its example can be applied."""

from pathlib import Path

import msgspec

from cordboard.app.setup_commands import ApplyConfiguration, PutUser
from cordboard.config.checks import check
from cordboard.config.reading import read
from cordboard.config.sections import KEYS, SECTIONS
from cordboard.core.ids import UserId
from cordboard.core.user import OPERATOR, Role
from cordboard.core.workstream import AutoClose, Organisation
from floor.stage import Stage

DOCS = Path(__file__).parents[2] / "docs"


def test_the_example_can_be_applied_and_the_linter_has_nothing_to_say() -> None:
    document = (DOCS / "examples" / "configuration.yaml").read_bytes()
    located = read(document)
    assert check(located.configuration, located.agents) == []
    stage = Stage()
    for login in ("anna", "budi"):
        command = PutUser(user_id=UserId(login), login=login, display_name=login, roles=(Role.AGENT,))
        stage.do(command, OPERATOR)
    stage.do(
        ApplyConfiguration(
            configuration=located.configuration,
            document=document.decode(),
            reason="The example",
            seen=0,
            agents=located.agents,
        ),
        OPERATOR,
    )


def test_the_page_names_every_section_and_field() -> None:
    page = (DOCS / "configuration.md").read_text()
    kinds: dict[str, type[msgspec.Struct]] = {
        **SECTIONS,
        "organisation": Organisation,
        "auto_close": AutoClose,
    }
    fields = {
        field.name
        for section, kind in kinds.items()
        for field in msgspec.structs.fields(kind)
        if field.name not in {"id", KEYS.get(section)}
    }
    assert [
        name for name in sorted({*SECTIONS, *fields}) if f"`{name}`" not in page and f" {name}" not in page
    ] == []
