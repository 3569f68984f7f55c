"""Says what the linter finds of skills, profiles, capacity and preferred agents."""

import pytest
from msgspec.structs import replace

from config.cases import (
    FIRST_RULE,
    RULES,
    WARNING,
    Case,
    assert_found_and_mended,
    experts,
    outputs,
)
from config.sound import (
    BILLING,
    EXPERTS,
    FRONT,
    LETTERS,
    PRINTERS,
    TECHNICAL,
    VISITS,
    added,
    agent,
    being,
    every,
    everybody,
    skill,
    where,
    workstream,
)
from cordboard.core.configuration import ProfileLimit
from cordboard.core.ids import AgentId, SkillId
from cordboard.core.rules import (
    Operator,
)
from cordboard.core.skill import Matching, Skill, SkillRating

PEOPLE = (
    Case(
        "a skill that nobody has so well",
        (outputs(skills=(SkillRating(skill_id=PRINTERS, rating=5),)),),
        WARNING,
        f"{FIRST_RULE}.skills[0]",
        '"printers" at 5',
        (agent("budi", skills=(SkillRating(skill_id=PRINTERS, rating=5),)),),
    ),
    Case(
        "a skill that nobody has, where skills are looked at",
        (agent("anna", skills=(SkillRating(skill_id=PRINTERS, rating=4),)),),
        WARNING,
        "workstreams.website.classification[0].rules[0].skills[0]",
        '"swedish" at 3',
        (workstream("website", matching=Matching.NONE),),
    ),
    Case(
        "a custom rule for a skill that nobody has so well",
        (
            experts(
                replace(
                    EXPERTS,
                    when=every(
                        being("agent.presence", "busy"), where("agent.skill.printers", Operator.MORE_THAN, 4)
                    ),
                )
            ),
        ),
        WARNING,
        f"{RULES}[0].when.all_of[1]",
        "so for no agent",
        (agent("budi", skills=(SkillRating(skill_id=PRINTERS, rating=5),)),),
    ),
    Case(
        "a custom rule for an attribute that nobody has",
        (
            experts(
                replace(
                    EXPERTS,
                    when=every(being("agent.presence", "busy"), being("agent.attribute.site", "Riga")),
                )
            ),
        ),
        WARNING,
        f"{RULES}[0].when.all_of[1]",
        "so for no agent",
        (agent("anna", attributes={"site": "riga"}),),
    ),
    Case(
        "a skill that nobody asks for",
        (added("skills", Skill(id=SkillId("french"), name="French")),),
        WARNING,
        "skills.french",
        "asks for this skill",
        (skill("french", active=False),),
    ),
    Case(
        "a skill that is asked for and switched off",
        (skill("swedish", active=False),),
        WARNING,
        "workstreams.website.classification[0].rules[0].skills[0]",
        "switched off",
        (skill("swedish", active=True),),
    ),
    Case(
        "a profile that nobody has",
        (agent("anna", profiles=()),),
        WARNING,
        f"{FIRST_RULE}.profiles[0]",
        '"visits"',
        (agent("budi", profiles=(ProfileLimit(profile_id=VISITS),)),),
    ),
    Case(
        "a profile in which nobody has room",
        (
            workstream("post", profiles=(VISITS,)),
            outputs(profiles=()),
            agent("anna", profiles=(ProfileLimit(profile_id=VISITS, limit=0),)),
        ),
        WARNING,
        "workstreams.post.profiles[0]",
        '"visits"',
        (agent("anna", profiles=(ProfileLimit(profile_id=VISITS, limit=1),)),),
    ),
    Case(
        "work that is larger than any agent",
        (workstream("post", units=6),),
        WARNING,
        "workstreams.post.units",
        "no agent has more than 5",
        (agent("budi", capacity_units=6),),
    ),
    Case(
        "a rule that makes work larger than any agent",
        (outputs(units=6),),
        WARNING,
        f"{FIRST_RULE}.units",
        "takes 6 units",
        (everybody(capacity_units=6),),
    ),
    Case(
        "a preferred agent who does not exist",
        (outputs(preferred=(AgentId("anna"), AgentId("ana"))),),
        WARNING,
        f"{FIRST_RULE}.preferred[1]",
        'no agent "ana"',
        (outputs(preferred=(AgentId("anna"),)),),
    ),
    Case(
        "a preferred agent who serves other queues",
        (
            outputs(preferred=(AgentId("budi"),)),
            agent("budi", queue_ids=(LETTERS,)),
            agent("anna", queue_ids=(FRONT, BILLING, TECHNICAL)),
        ),
        WARNING,
        f"{FIRST_RULE}.preferred[0]",
        "serves none of the queues",
        (agent("budi", queue_ids=(LETTERS, TECHNICAL)),),
    ),
)


@pytest.mark.parametrize("case", PEOPLE, ids=lambda case: case.name)
def test_what_nobody_has_is_found(case: Case) -> None:
    assert_found_and_mended(case)
