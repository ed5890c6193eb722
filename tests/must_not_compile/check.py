#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compiles one source file once plainly and once for each case in it that must fail, and looks at what is printed.

In the source, `// FAIL <case>: <text>` stands beside `#if defined(FAIL_<case>)` and is what the first error line must
contain; `// FAIL <case> also: <text>` must stand anywhere. The diagnostics of a case may have at most 60 lines.
"""

import argparse
import pathlib
import re
import subprocess
import sys

LINES = 60


def compile_case(compiler, include, source, case=None):
    command = [compiler, "-std=c++20", "-fsyntax-only", "-fno-color-diagnostics" if "clang" in compiler
               else "-fdiagnostics-color=never", "-I" + include, source]
    if case:
        command.insert(1, "-DFAIL_" + case)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def problems_of(text, wanted, also, code):
    """What is wrong with the diagnostics of one case; nothing if they are as they should be."""
    found = []
    if code == 0:
        return ["it compiles"]
    first = next((line for line in text.splitlines() if "error:" in line), "")
    if wanted not in first:
        found.append(f"the first error line is not '{wanted}' but '{first}'")
    found += [f"'{part}' is not printed" for part in also if part not in text]
    count = len(text.splitlines())
    if count > LINES:
        found.append(f"{count} lines are printed; {LINES} are allowed")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", required=True)
    parser.add_argument("source")
    options = parser.parse_args()
    source = pathlib.Path(options.source).read_text(encoding="utf-8")
    cases = dict(re.findall(r"// FAIL (\w+): (.*)", source))
    passed = failed = 0

    def report(name, problems, text):
        nonlocal passed, failed
        if problems:
            failed += 1
            print(f"FAIL {name}: " + "; ".join(problems))
            print(text)
        else:
            passed += 1
            print(f"ok   {name}")

    if set(cases) != set(re.findall(r"defined\(FAIL_(\w+)\)", source)):
        report("the list of cases", ["every #if defined(FAIL_...) needs its // FAIL line, and the reverse"], "")
    code, text = compile_case(options.compiler, options.include, options.source)
    report("without any case it compiles", [] if code == 0 else ["it does not"], text)
    for case, wanted in cases.items():
        also = re.findall(rf"// FAIL {case} also: (.*)", source)
        code, text = compile_case(options.compiler, options.include, options.source, case)
        report(case, problems_of(text, wanted, also, code), text)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
