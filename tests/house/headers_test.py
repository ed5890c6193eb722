#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Every header of include/fairlead compiles alone, header-only and compiled, without a warning.

A header that is the same text in both modes (nothing that it includes looks at FAIRLEAD_DEFINE_INLINE) is compiled
once.
The .ipp files are no headers to include: src/ compiles them.
"""

import argparse
import concurrent.futures
import pathlib
import shlex
import subprocess
import sys

import house

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion", "-Wshadow", "-Werror"]
MODES = {"header-only": [], "compiled": ["-DFAIRLEAD_COMPILED=1"]}


def modes(root, header):
    """The modes in which the text of `header` differs."""
    differs = any("FAIRLEAD_DEFINE_INLINE" in house.read(root, path)
                  for path in house.closure(root, header) if path.name != "config.hpp")
    return list(MODES) if differs else ["header-only"]


def problem(root, header, mode, compiler):
    """What the compiler says to a file that includes `header` and nothing else; None if that is nothing."""
    include = header.relative_to("include")
    # Twice, so that a missing include guard shows.
    text = f"#include <{include}>\n#include <{include}>\n"
    command = [*compiler, "-std=c++20", "-fsyntax-only", *WARNINGS, *MODES[mode], "-I", str(root / "include"),
               "-x", "c++", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return None
    return f"{header}, {mode}:\n" + "\n".join(done.stderr.splitlines()[:20])


def check(root, compiler, jobs):
    """The problems of all headers, and how many compilations were made."""
    work = [(header, mode) for header in house.files(root, house.HEADERS, ".hpp") for mode in modes(root, header)]
    with concurrent.futures.ThreadPoolExecutor(max_workers=jobs) as pool:
        found = list(pool.map(lambda each: problem(root, *each, compiler), work))
    return [each for each in found if each], len(work)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compiler", default="g++", help="the command, with its arguments")
    parser.add_argument("--jobs", type=int, default=2, help="compilers at once; one may need 0.7 GB")
    parser.add_argument("root", type=pathlib.Path)
    options = parser.parse_args()
    problems, count = check(options.root.resolve(), shlex.split(options.compiler), options.jobs)
    for each in problems:
        print("FAIL " + each)
    print(f"{count - len(problems)} passed, {len(problems)} failed")
    return 1 if problems or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
