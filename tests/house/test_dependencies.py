"""The page about dependencies names what we chose to depend on, and nothing that we dropped."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def chosen() -> set[str]:
    """Names of direct dependencies, web packages without their scope."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    python = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    python += [line for line in (ROOT / "requirements-node.in").read_text().splitlines() if line[:1] != "#"]
    names = {re.split(r"[^\w-]", requirement)[0] for requirement in python}
    for folder in (".", "workspace", "widget", "tools/codegen"):
        package = json.loads((ROOT / "web" / folder / "package.json").read_text())
        names |= {name for kind in ("dependencies", "devDependencies") for name in package.get(kind, {})}
    return {name.split("/")[-1] for name in names if not name.startswith("@types/")}


def described() -> set[str]:
    """Names in the first column of the page's tables, likewise."""
    page = (ROOT / "docs/dependencies.md").read_text()
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| ")]
    names = {
        re.sub(r"\(.*?\)", "", name).strip().split("/")[-1] for cell in cells for name in cell.split(",")
    }
    return names - {"package", "setuptools", "*"}


def test_the_page_names_exactly_what_we_chose() -> None:
    assert described() == chosen()
