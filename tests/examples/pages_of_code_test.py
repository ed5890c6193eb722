#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The examples of one page print what they are said to print, and the README shows exactly the quickstart and its output."""

import pathlib
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
problems = []
for program in map(pathlib.Path, sys.argv[2:]):
    expected = (root / "examples" / f"{program.name}.expected").read_text(encoding="utf-8")
    printed = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    if printed != expected:
        problems.append(f"{program.name} printed\n{printed}instead of\n{expected}")

source = (root / "examples/quickstart.cpp").read_text(encoding="utf-8")
expected = (root / "examples/quickstart.expected").read_text(encoding="utf-8")
readme = (root / "README.md").read_text(encoding="utf-8")
if f"```cpp\n{source}```" not in readme:
    problems.append("README.md does not show examples/quickstart.cpp as it is")
if f"```text\n{expected}```" not in readme:
    problems.append("README.md does not show examples/quickstart.expected as it is")
if len(source.splitlines()) > 45:
    problems.append("a quickstart has about 40 lines")
print("\n".join(problems))
print(f"{3 + len(sys.argv[2:]) - len(problems)} passed, {len(problems)} failed")
sys.exit(1 if problems else 0)
