# SPDX-License-Identifier: BSL-1.0
"""The diagram of a lifecycle's page: arrows bear events and the numbers of rows; what a row asks stands in the table."""

import html
import re
import subprocess

# Pixels that a page has for a diagram.
PAGE_WIDTH = 1080
LOOKS = {"needs_operator": '#fde4e1', "waiting": '#fff6dc', "terminal": '#e9edf2'}


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def span(minutes):
    """A span of time in the largest unit that it is a whole number of."""
    for name, length, least in (("d", 24 * 60, 2 * 24 * 60), ("h", 60, 60)):
        if minutes % length == 0 and minutes >= least:
            return f"{minutes // length} {name}"
    return f"{minutes} min"


# A row from more states than that is one arrow, from a list of them.
MANY_SOURCES = 4


def arrows(lifecycle):
    """(source, target, lines, only deadlines): rows of the same ends are one arrow with a line for each event."""
    merged = {}
    for number, row in enumerate(lifecycle.rows, 1):
        for source in row.sources if len(row.sources) <= MANY_SOURCES else ["\n".join(row.sources)]:
            ends = (source, source if row.target == "stay" else row.target)
            merged.setdefault(ends, {}).setdefault(row.event, []).append(str(number))
    for (source, target), events in merged.items():
        lines = [f"{event} · {' '.join(numbers)}" for event, numbers in events.items()]
        yield source, target, lines, set(events) == {"deadline"}


def dot(lifecycle, direction):
    """The text for Graphviz."""
    text = [f"digraph {quoted(lifecycle.name)} {{",
            f'rankdir={direction}; nodesep=0.25; ranksep=0.35; bgcolor="transparent"; fontname="DejaVu Sans,Verdana,sans-serif";',
            'node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#54677d", fontname="DejaVu Sans,Verdana,sans-serif", fontsize=12];',
            'edge [color="#54677d", fontname="DejaVu Sans,Verdana,sans-serif", fontsize=11, arrowsize=0.7];',
            'start [shape=point, width=0.12, color="#1b2733", fillcolor="#1b2733"];']
    for number, state in enumerate(lifecycle.states):
        looks = next((f', fillcolor="{fill}"' for legend, fill in LOOKS.items() if legend in state.legend), "")
        looks += ", peripheries=2" if "terminal" in state.legend else ""
        waits = f"\\n{span(state.minutes)}" if state.minutes else ""
        text.append(f's{number} [label="{state.name}{waits}"{looks}, tooltip={quoted(" ".join(state.legend) or "state")}];')
        if "initial" in state.legend:
            text.append(f"start -> s{number};")
    numbers = {state.name: number for number, state in enumerate(lifecycle.states)}
    for source, target, lines, patience in arrows(lifecycle):
        if source not in numbers:
            numbers[source] = len(numbers)
            names = source.replace("\n", "\\l") + "\\l"
            text.append(f's{numbers[source]} [shape=plaintext, style="", fontsize=11, label="in any of\\l{names}"];')
        looks = ', style=dashed, fontcolor="#7d8b9a", color="#9aa7b4"' if patience else ""
        label = "".join(f" {line} \\l" for line in lines)
        text.append(f's{numbers[source]} -> s{numbers[target]} [label="{label}"{looks}, '
                    f'tooltip={quoted(f"to {target}")}];')
    return "\n".join(text + ["}"])


def svg(lifecycle):
    """The picture as an element of the page, in the direction in which it fits best; wide ones can be scrolled."""
    fitting = None
    for direction in ("LR", "TB"):
        text = subprocess.run(["dot", "-Tsvg"], input=dot(lifecycle, direction), capture_output=True, text=True,
                              check=True).stdout
        width, height = (float(each) for each in re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', text).groups())
        scale = min(1.0, PAGE_WIDTH / width)
        if fitting is None or (scale, -height) > fitting[:2]:
            fitting = (scale, -height, text, width)
    scale, _, text, width = fitting
    text = text[text.index("<svg"):]
    style = f"width:{width:.0f}px" + ("" if scale < 0.8 else ";max-width:100%")
    label = html.escape(f"State diagram of {lifecycle.name}")
    return re.sub(r'<svg width="[^"]*" height="[^"]*"', f'<svg role="img" aria-label="{label}" style="{style}"', text, count=1)
