# SPDX-License-Identifier: BSL-1.0
"""What is known of the stock lifecycles: from their headers, from what docs/describe.cpp writes, from their usages."""

import dataclasses
import pathlib
import re

HEADERS = pathlib.Path("include/fairlead/lifecycles")
USAGES = pathlib.Path("examples/lifecycles")
# In the order of the field; the folder of a stage, and what the field calls it.
STAGES = {"plan": "plan", "create": "create", "verify": "verify", "package": "packaging", "release": "release",
          "configure": "configure", "monitor": "monitoring", "vcs": "version control"}


@dataclasses.dataclass
class Row:
    """One row of a table, as written."""
    sources: list
    event: str
    guards: list
    actions: list
    target: str


@dataclasses.dataclass
class State:
    """One state: its legend, and for how many minutes it waits (none if it does not say)."""
    name: str
    legend: list
    minutes: int | None


@dataclasses.dataclass
class Lifecycle:
    """Everything that its page shows."""
    stage: str
    name: str
    purpose: str = ""
    remarks: str = ""
    anchor: str = ""
    comments: dict = dataclasses.field(default_factory=dict)
    rows: list = dataclasses.field(default_factory=list)
    states: list = dataclasses.field(default_factory=list)
    evidence: str = ""
    usage: str = ""
    printed: str = ""

    @property
    def path(self):
        return f"{self.stage}/{self.name}"

    def said(self, title):
        """The items below `title` in the evidence."""
        found = re.search(rf"^{title}:\n((?:  .*\n)+)", self.evidence, re.MULTILINE)
        return [line.strip() for line in found[1].splitlines()] if found else []


def stock(root):
    """("stage", "name") of each: what a header of a stage declares as a lifecycle and is called after."""
    return [(path.parent.name, path.stem) for path in sorted((root / HEADERS).glob("*/*.hpp"))
            if re.search(rf"^ *struct {path.stem} : lifecycle {{", path.read_text(encoding="utf-8"), re.MULTILINE)]


def sentences(lines):
    """The text of comment lines, joined."""
    return " ".join(re.sub(r"^\s*///?<? ?", "", line).strip() for line in lines).strip()


def read_header(root, lifecycle):
    """Purpose, remarks, anchor, and what the comments say of states, events, guards and actions."""
    text = (root / HEADERS / f"{lifecycle.path}.hpp").read_text(encoding="utf-8")
    lines = text.splitlines()
    end = next(i for i, line in enumerate(lines) if not line.startswith("// ") and i > 0)
    lifecycle.purpose = sentences(lines[1:end])
    above = re.search(rf"((?:^ *///.*\n)*)^ *struct {lifecycle.name} : lifecycle {{", text, re.MULTILINE)[1]
    remarks, _, anchor = sentences(above.splitlines()).partition("@source")
    lifecycle.remarks, lifecycle.anchor = remarks.strip(), anchor.strip()
    pattern = r'((?:^ *///.*\n)*)^ +struct (\w+)[^;\n]*?(?:\{\};(?: *///< (.*))?|\{\n(?:\s*static constexpr std::string_view name = "([^"]+)")?)'
    for before, name, behind, other in re.findall(pattern, text, re.MULTILINE):
        said = behind or sentences(before.splitlines()).partition("@source")[0].strip()
        if said:
            lifecycle.comments[other or name] = said


def read_facts(folder, lifecycle):
    """Rows, states and evidence, as docs/describe.cpp has written them."""
    def lines(suffix):
        return (folder / f"{lifecycle.path}{suffix}").read_text(encoding="utf-8").splitlines()
    for line in lines(".rows"):
        sources, event, guards, actions, target = line.split("\t")
        lifecycle.rows.append(Row(sources.split(), event, guards.split(), actions.split(), target))
    for line in lines(".states"):
        name, legend, minutes = line.split("\t")
        lifecycle.states.append(State(name, legend.split(), int(minutes) if minutes else None))
    lifecycle.evidence = "\n".join(lines(".evidence")) + "\n"


def read_usage(root, lifecycle):
    source = root / USAGES / f"{lifecycle.path}.cpp"
    if source.is_file():
        lifecycle.usage = source.read_text(encoding="utf-8").split("\n", 1)[1]
        lifecycle.printed = source.with_suffix(".expected").read_text(encoding="utf-8")


def read(root, facts):
    """All stock lifecycles, stage by stage."""
    found = []
    for stage, name in sorted(stock(root), key=lambda each: (list(STAGES).index(each[0]), each[1])):
        lifecycle = Lifecycle(stage, name)
        read_header(root, lifecycle)
        read_facts(facts, lifecycle)
        read_usage(root, lifecycle)
        found.append(lifecycle)
    return found


def outline(root):
    """(stage, item, names, how) of the field's outline; names as written in docs/outline.tsv."""
    rows = []
    for line in (root / "docs/outline.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            stage, item, names, how = line.split("\t")
            rows.append((stage, item, names.split(), how))
    return rows
