#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Adds up the cases of several test runs of Meson's (testlog.json), names what was skipped, and closes with one line."""

import json
import re
import sys


def cases_of(test):
    """(passed, failed) of one test: its own count of cases where it prints one, else the test itself."""
    text = test.get("stdout", "")
    counts = re.findall(r"test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed", text)
    counts = counts or re.findall(r"^(\d+) passed, (\d+) failed$", text, re.MULTILINE)
    passed, failed = map(int, counts[-1]) if counts else (1, 0)
    if test["result"] in ("OK", "EXPECTEDFAIL"):
        return passed, failed
    return (passed, failed) if counts and failed else (passed if counts else 0, 1)


def main():
    total_passed = total_failed = 0
    for path in sys.argv[1:]:
        try:
            with open(path, encoding="utf-8") as log:
                tests = [json.loads(line) for line in log if line.strip()]
        except OSError as problem:
            print(f"failed: {problem}")
            total_failed += 1
            continue
        for test in tests:
            if test["result"] == "SKIP":
                last = (test.get("stdout", "").strip().splitlines() or ["no reason given"])[-1]
                print(f"skipped: {test['name']}: {last}")
                continue
            passed, failed = cases_of(test)
            if failed:
                print(f"failed: {test['name']} ({path})")
            for line in re.findall(r"skipped: .*", test.get("stdout", "")):
                print(f"{test['name']}: {line}")
            total_passed += passed
            total_failed += failed
    print(f"{total_passed} passed, {total_failed} failed")
    return 1 if total_failed else 0


if __name__ == "__main__":
    sys.exit(main())
