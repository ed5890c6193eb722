#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The quickstart prints what it is said to print, and the README shows exactly this program and this output."""

import pathlib
import subprocess
import sys

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
expected = (root / "examples/quickstart.expected").read_text(encoding="utf-8")
source = (root / "examples/quickstart.cpp").read_text(encoding="utf-8")
readme = (root / "README.md").read_text(encoding="utf-8")

printed = subprocess.run([program], capture_output=True, text=True, check=True).stdout
problems = []
if printed != expected:
    problems.append(f"it printed\n{printed}instead of\n{expected}")
if f"```cpp\n{source}```" not in readme:
    problems.append("README.md does not show examples/quickstart.cpp as it is")
if f"```text\n{expected}```" not in readme:
    problems.append("README.md does not show examples/quickstart.expected as it is")
if len(source.splitlines()) > 45:
    problems.append("a quickstart has about 40 lines")
print("\n".join(problems))
print(f"{4 - len(problems)} passed, {len(problems)} failed")
sys.exit(1 if problems else 0)
