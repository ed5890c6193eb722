#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""check.py must find fault with a case that compiles, fails with another text, lacks its path, or prints too much."""

import importlib.util
import sys

spec = importlib.util.spec_from_file_location("check", sys.argv[1])
check = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check)

ERROR = "a.cpp:1: error: the sentence\nnote: step<a, b>\n"
EXPECTED = {
    "as it should be": (ERROR, "the sentence", ["step<a, b>"], 1, 0),
    "it compiles": ("", "the sentence", [], 0, 1),
    "another text": (ERROR, "another sentence", [], 1, 1),
    "text in a later error only": ("x: error: first\n" + ERROR, "the sentence", [], 1, 1),
    "path missing": (ERROR, "the sentence", ["step<c, d>"], 1, 1),
    "too long": (ERROR + "note\n" * 60, "the sentence", [], 1, 1),
}
failed = [name for name, (text, wanted, also, code, count) in EXPECTED.items()
          if len(check.problems_of(text, wanted, also, code)) != count]
for name in failed:
    print("FAIL", name)
print(f"{len(EXPECTED) - len(failed)} passed, {len(failed)} failed")
sys.exit(1 if failed else 0)
