#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes the pages of the stock lifecycles, and the index that maps the outline of the field to what models it."""

import argparse
import html
import pathlib
import re
import shutil
import sys
import xml.etree.ElementTree as xml

import drawing
import stock

FORMS = {".dot": "Graphviz", ".mermaid": "Mermaid", ".plantuml": "PlantUML", ".scxml": "SCXML", ".json": "JSON"}


def escape(text):
    """Text as HTML; what stands in `...` as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def code(names, separator="<br>"):
    return separator.join(f"<code>{html.escape(name)}</code>" for name in names)


def table(heads, rows, kind=""):
    head = "".join(f"<th>{each}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f'<div class="scroll"><table class="{kind}"><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>\n'


def page(title, body, up=""):
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)} - fairlead</title>
<link rel="stylesheet" href="{up}style.css">
</head>
<body>
<nav><a href="{up}index.html">fairlead</a> <a href="{up}index.html#lifecycles">lifecycles</a>
<a href="{up}index.html#outline">outline of the field</a> <a href="{up}reference/index.html">reference</a></nav>
<main>
{body}</main>
</body>
</html>
"""


def read_tags(file):
    """The page of each name in the reference, from Doxygen's tag file; nothing if there is none."""
    pages = {}
    if not file.is_file():
        return pages
    for compound in xml.parse(file).getroot().iter("compound"):
        name, target = compound.findtext("name", ""), compound.findtext("filename", "")
        if compound.get("kind") in ("class", "struct", "namespace", "concept"):
            pages.setdefault(name, target)
            for member in compound.iter("member"):
                target = f"{member.findtext('anchorfile', '')}#{member.findtext('anchor', '')}"
                pages.setdefault(f"{name}::{member.findtext('name', '')}", target)
    return pages


class Site:
    """Where every name leads to."""

    def __init__(self, lifecycles, tags):
        self.pages = {each.path.replace("/", "::"): f"lifecycles/{each.path}.html" for each in lifecycles}
        self.tags = tags

    def link(self, name, up=""):
        """The name as code, with a link to its page, or that of the lifecycle that it belongs to."""
        shown = f"<code>{html.escape(name)}</code>"
        owner = "::".join(name.split("::")[:2])
        if owner in self.pages:
            return f'<a href="{up}{self.pages[owner]}">{shown}</a>'
        target = self.tags.get("fairlead::" + name)
        return f'<a href="{up}reference/{target}">{shown}</a>' if target else shown


def state_rows(lifecycle):
    for state in lifecycle.states:
        legend = ", ".join(word.replace("_", " an ") if word == "needs_operator" else word for word in state.legend)
        yield (code([state.name]), legend, drawing.span(state.minutes) if state.minutes else "",
               escape(lifecycle.comments.get(state.name, "")))


def transition_rows(lifecycle):
    for number, row in enumerate(lifecycle.rows, 1):
        raised = [each.removeprefix("raise:") for each in row.actions if each.startswith("raise:")]
        done = [each for each in row.actions if not each.startswith("raise:")]
        actions = "<br>".join([code(done)] * bool(done) + [f"raise {code([each])}" for each in raised])
        target = "<em>stays</em>" if row.target == "stay" else code([row.target])
        yield (f'<span id="row{number}">{number}</span>', code(row.sources), code([row.event]), code(row.guards), actions, target)


def glossary(lifecycle):
    """What the header says of events, guards and actions whose name does not say it all."""
    used = [name.lstrip("!") for row in lifecycle.rows
            for name in [row.event, *row.guards, *(each.removeprefix("raise:") for each in row.actions)]]
    return [(code([name]), escape(lifecycle.comments[name]))
            for name in dict.fromkeys(used) if name in lifecycle.comments]


def lifecycle_page(lifecycle, site):
    name = lifecycle.path.replace("/", "::")
    facts = lifecycle.evidence.splitlines()[1]
    target = site.tags.get(f"fairlead::{name}")
    reference = f' · <a href="../../reference/{target}">reference</a>' if target else ""
    forms = " · ".join(f'<a href="{lifecycle.name}{suffix}">{label}</a>' for suffix, label in FORMS.items())
    body = f"<p class=\"stage\">{stock.STAGES[lifecycle.stage]}</p>\n<h1><code>{name}</code></h1>\n"
    body += f'<p class="lead">{escape(lifecycle.purpose)}</p>\n'
    body += f"<p>{escape(lifecycle.remarks)}</p>\n" if lifecycle.remarks else ""
    body += f'<p class="facts">{html.escape(facts)}{reference}</p>\n'
    body += f'<figure><div class="scroll diagram">{drawing.svg(lifecycle)}</div><figcaption>An arrow bears its event and ' \
            'the numbers of the rows below. Amber waits, and for how long; dashed is what happens when it has waited in ' \
            f'vain; red needs a person; a double border is an end. The whole table, drawn and as a document: {forms}' \
            "</figcaption></figure>\n"
    body += "<h2>Rows</h2>\n" + table(("", "in", "on", "if all of these pass", "then", "to"), transition_rows(lifecycle), "rows")
    body += "<h2>States</h2>\n" + table(("state", "legend", "waits", ""), state_rows(lifecycle))
    words = glossary(lifecycle)
    body += "<h2>Words</h2>\n" + table(("name", "meaning"), words) if words else ""
    for title, lead in (("Proved", "By the compiler, for every host and all data:"), ("Waived", "Not proved any more:"),
                        ("Ignored", "Answers that no row takes, on purpose:")):
        items = lifecycle.said(title)
        body += f"<h2>{title}</h2>\n<p>{lead}</p>\n<ul>" if items else ""
        body += "".join(f"<li><code>{html.escape(each)}</code></li>\n" for each in items) + ("</ul>\n" if items else "")
    body += "<details><summary>and the checks that every lifecycle passes</summary><ul>"
    body += "".join(f"<li>{html.escape(each)}</li>\n" for each in lifecycle.said("Checked")) + "</ul></details>\n"
    body += "<h2>In the field</h2>\n<ul>"
    body += "".join(f"<li>{escape(each.strip())}</li>\n" for each in lifecycle.anchor.split(";")) + "</ul>\n"
    if lifecycle.usage:
        body += f"<h2>Usage</h2>\n<pre>{html.escape(lifecycle.usage)}</pre>\n<p>It prints:</p>\n" \
                f'<pre class="printed">{html.escape(lifecycle.printed)}</pre>\n'
    return page(name, body, "../../")


def index_page(lifecycles, outline, site):
    body = "<h1>fairlead</h1>\n<p class=\"lead\">DevOps lifecycles as compile-time state machines.</p>\n" \
           "<p>Each stock lifecycle has a page: its diagram, its rows, what the compiler has proved of it, where it comes " \
           'from, and a small usage. All else stands in the <a href="reference/index.html">reference</a>.</p>\n'
    body += '<h2 id="lifecycles">The stock lifecycles</h2>\n'
    rows = [(stock.STAGES[each.stage] if index == 0 or lifecycles[index - 1].stage != each.stage else "",
             site.link(each.path.replace("/", "::")), escape(each.purpose), len(each.states), len(each.rows),
             len(each.said("Proved"))) for index, each in enumerate(lifecycles)]
    body += table(("stage", "lifecycle", "", "states", "rows", "rules proved"), rows, "overview")
    body += '<h2 id="outline">The outline of the field</h2>\n<p>Every item of it, and what models it here.</p>\n'
    for stage in dict.fromkeys(each[0] for each in outline):
        items = [(escape(item), "<br>".join(site.link(name) for name in names), escape(how))
                 for of, item, names, how in outline if of == stage]
        body += f"<h3>{escape(stage)}</h3>\n" + table(("item", "modelled by", ""), items, "outline")
    return page("Overview", body)


def write(root, facts, folder):
    """All pages into `folder`; the number of lifecycles."""
    lifecycles = stock.read(root, facts)
    site = Site(lifecycles, read_tags(folder / "reference.tag"))
    for count, lifecycle in enumerate(lifecycles, 1):
        if sys.stderr.isatty():
            print(f"\rpages: {count} of {len(lifecycles)}", end="", file=sys.stderr, flush=True)
        place = folder / "lifecycles" / lifecycle.stage
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{lifecycle.name}.html").write_text(lifecycle_page(lifecycle, site), encoding="utf-8")
        for suffix in FORMS:
            shutil.copyfile(facts / f"{lifecycle.path}{suffix}", place / f"{lifecycle.name}{suffix}")
    (folder / "index.html").write_text(index_page(lifecycles, stock.outline(root), site), encoding="utf-8")
    shutil.copyfile(root / "docs/style.css", folder / "style.css")
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return len(lifecycles)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("facts", type=pathlib.Path, help="what docs/describe.cpp has written")
    parser.add_argument("folder", type=pathlib.Path, help="where the pages go; with the reference in it, names link there")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    write(options.root, options.facts, options.folder)


if __name__ == "__main__":
    main()
