#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Puts model/ and what it includes into one file, include/fairlead_model.hpp, to be dropped into other projects.

With --write it writes the file; else it checks that the file is current and compiles alone."""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

OUTPUT = pathlib.Path("include/fairlead_model.hpp")
START = pathlib.Path("include/fairlead/model.hpp")
HEAD = """// SPDX-License-Identifier: BSL-1.0
// fairlead's model in one file, C++20 only: tables, proofs, amendments, diagrams. Made from include/fairlead/model/ by
// `./dev single-header`; change it there. Do not mix it with fairlead's own headers in one program.
#ifndef FAIRLEAD_MODEL_SINGLE_HEADER_HPP
#define FAIRLEAD_MODEL_SINGLE_HEADER_HPP

"""
PROGRAM = """#include "fairlead_model.hpp"

struct door : fairlead::lifecycle {
  struct shut : initial {};
  struct open {};
  struct broken : terminal {};
  struct push {};
  struct kick {};
  using transitions = table<row<shut, push, open>, row<open, push, shut>, row<shut, kick, broken>>;
  using invariants = prove<always_passes<open, broken, shut>>;
};
static_assert(fairlead::holds<door>);
int main() { return fairlead::evidence_of<door>().empty() ? 1 : 0; }
"""


def collect(root, path, seen, system, bodies):
    """Appends `path` to `bodies` after all that it includes."""
    if path in seen:
        return
    seen.add(path)
    lines = (root / path).read_text(encoding="utf-8").splitlines()
    guard = next((match[1] for line in lines if (match := re.match(r"#ifndef (FAIRLEAD_\w+_HPP)$", line))), None)
    body = []
    for number, line in enumerate(lines):
        if match := re.match(r'#include "([^"]+)"', line):
            collect(root, pathlib.Path(*resolved(path.parent / match[1])), seen, system, bodies)
        elif match := re.match(r"#include <([^>]+)>", line):
            system.add(match[1])
        elif line in (f"#ifndef {guard}", f"#define {guard}") or "IWYU pragma" in line or line.startswith("// SPDX"):
            continue
        elif line == "#endif" and number == len(lines) - 1:
            continue
        else:
            body.append(line)
    text = "\n".join(body).strip()
    if any(line and not line.startswith("//") for line in body):
        bodies.append(text)


def resolved(path):
    parts = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return parts


def single_header(root):
    system, bodies = set(), []
    collect(root, START, set(), system, bodies)
    text = "\n\n".join(bodies)
    text = re.sub(r"\n}  // namespace fairlead\n\n((?://[^\n]*\n)*)\nnamespace fairlead {\n", r"\n\1", text)
    includes = "\n".join(f"#include <{name}>" for name in sorted(system))
    return re.sub(r"\n{3,}", "\n\n", f"{HEAD}{includes}\n\n{text}\n\n#endif\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("root", type=pathlib.Path)
    options = parser.parse_args()
    wanted = single_header(options.root)
    if options.write:
        (options.root / OUTPUT).write_text(wanted, encoding="utf-8")
        return 0
    problems = []
    if (options.root / OUTPUT).read_text(encoding="utf-8") != wanted:
        problems.append(f"{OUTPUT} is not current; run ./dev single-header")
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        (scratch / OUTPUT.name).write_text(wanted, encoding="utf-8")
        (scratch / "program.cpp").write_text(PROGRAM, encoding="utf-8")
        done = subprocess.run([*options.compiler.split(), "-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion",
                               "-Wshadow", "-Werror", "program.cpp", "-o", "program"],
                              cwd=scratch, capture_output=True, text=True, check=False)
        if done.returncode:
            problems.append(f"{OUTPUT} does not compile alone:\n{done.stderr}")
        elif subprocess.run([scratch / "program"], check=False).returncode:
            problems.append("a program that uses it does not run")
    print("\n".join(problems))
    print(f"{3 - len(problems)} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
