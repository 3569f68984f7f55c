"""Finds applications and session templates that nobody meets, and slugs in them that nothing fills in."""

from collections.abc import Iterable, Iterator

from cordboard.config.checks_finding import Finding, warning
from cordboard.config.checks_slugs import slug_findings
from cordboard.core.configuration import Configuration
from cordboard.core.ids import ApplicationId, TemplateId
from cordboard.core.session_template import Application
from cordboard.core.workstream import Workstream


def sessions_nobody_meets(configuration: Configuration) -> Iterator[Finding]:
    """Find what no agent can come to see."""
    named = {one for template in configuration.session_templates for one in template.applications}
    for application in configuration.applications:
        if not application.in_menu and application.id not in named:
            yield warning(
                f"applications.{application.id}",
                "Nobody can open this application: it is not in the menu, and in no session template.",
                "Set in_menu to true, name it in a session template, or take it out.",
            )
    for template in configuration.session_templates:
        if not _using(configuration, {template.id}):
            yield warning(
                f"session_templates.{template.id}",
                "No workstream's sessions begin by this template.",
                "Name it as session_template_id of a workstream, or take it out.",
            )


def slugs_of_sessions(configuration: Configuration) -> Iterator[Finding]:
    """Find slugs of titles and addresses that stand for nothing."""
    for template in configuration.session_templates:
        if workstreams := _using(configuration, {template.id}):
            yield from slug_findings(f"session_templates.{template.id}.title", template.title, workstreams)
    for application in configuration.applications:
        if workstreams := _showing(configuration, application):
            yield from slug_findings(f"applications.{application.id}.url", application.url, workstreams)


def _using(configuration: Configuration, template_ids: Iterable[TemplateId]) -> tuple[Workstream, ...]:
    wanted = set(template_ids)
    return tuple(one for one in configuration.workstreams if one.session_template_id in wanted)


def _showing(configuration: Configuration, application: Application) -> tuple[Workstream, ...]:
    """Return the workstreams in whose sessions the application can be open."""
    if application.in_menu:
        return configuration.workstreams
    return _using(configuration, _naming(configuration, application.id))


def _naming(configuration: Configuration, application_id: ApplicationId) -> set[TemplateId]:
    return {one.id for one in configuration.session_templates if application_id in one.applications}
