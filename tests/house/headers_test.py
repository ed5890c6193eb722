#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Every header of include/fairlead compiles alone, header-only and compiled, without a warning; and those of the layers
together, in either order, so that no name of one layer is taken for another's.

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


def problem(root, headers, mode, compiler):
    """What the compiler says to a file that includes `headers` and nothing else; None if that is nothing."""
    # Twice, so that a missing include guard shows.
    text = 2 * "".join(f"#include <{header.relative_to('include')}>\n" for header in headers)
    command = [*compiler, "-std=c++20", "-fsyntax-only", *WARNINGS, *MODES[mode], "-I", str(root / "include"),
               "-x", "c++", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return None
    return f"{', '.join(map(str, headers))}, {mode}:\n" + "\n".join(done.stderr.splitlines()[:20])


def check(root, compiler, jobs):
    """The problems of all headers, and how many compilations were made."""
    headers = list(house.files(root, house.HEADERS, ".hpp"))
    layers = [header for header in headers if header.parent == house.HEADERS]
    work = [([header], mode) for header in headers for mode in modes(root, header)]
    work += [(order, "header-only") for order in (layers, layers[::-1]) if len(layers) > 1]
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
