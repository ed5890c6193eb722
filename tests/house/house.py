#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""What the checks of the house share: finding files, reading includes, running rules. It holds no rule itself."""

import pathlib
import re

HEADERS = pathlib.Path("include/fairlead")
# From the lowest to the highest: a header includes only its own layer and those before it.
LAYERS = ["identity", "model", "lifecycles", "machine", "artifacts", "archive", "exchange"]


def files(root, folder, *suffixes):
    """The files below root/folder with one of the suffixes, relative to root, sorted."""
    found = (path for path in (root / folder).rglob("*") if path.is_file())
    return sorted(path.relative_to(root) for path in found if path.suffix in suffixes)


def read(root, path):
    return (root / path).read_text(encoding="utf-8")


def includes(text):
    """What a source file includes, as (line number, "quoted" or "angled", name)."""
    pattern = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
    return [(text.count("\n", 0, match.start()) + 1, "quoted" if match[1] == '"' else "angled", match[2])
            for match in pattern.finditer(text)]


def resolve(path, name):
    """The path that `#include "name"` in `path` means: dots are taken out without looking at the disk."""
    parts = []
    for part in (path.parent / name).parts:
        if part == "..":
            parts = parts[:-1]
        else:
            parts.append(part)
    return pathlib.Path(*parts)


def closure(root, start):
    """`start` and all headers of the project that it includes, directly or not; those that exist."""
    seen = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path not in seen and (root / path).is_file():
            seen.add(path)
            waiting += [resolve(path, name) for _, kind, name in includes(read(root, path)) if kind == "quoted"]
    return seen


def run(rules, root):
    """Runs every rule (name -> function of root, which returns problems), prints what is wrong; 0 if nothing is."""
    failed = 0
    for name, rule in rules.items():
        problems = rule(root)
        print(("FAIL " if problems else "ok   ") + name)
        for problem in problems:
            print("     " + problem)
        failed += bool(problems)
    print(f"{len(rules) - failed} passed, {failed} failed")
    return 1 if failed else 0
