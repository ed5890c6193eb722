#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The gate of the reference finds what is planted for it, and nothing in the headers as they are."""

import pathlib
import shutil
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(ROOT / "docs"))

import reference

HEADER = """namespace fairlead {
/// Documented.
struct told {
  struct part {};
  int number = 0;
};
/// Documented, and its overload with it.
int count(int);
int count(int, int);
bool operator==(told, told);
%s
}
"""
PLANTED = {
    "struct untold { int part; };": "Compound fairlead::untold is not documented",
    "int untold(int);": "Member untold(int) (function)",
    "enum class untold { yes };": "Member untold (enumeration)",
    "using untold = int;": "Member untold",
    "/// See @ref nowhere.\nint told_of();": "nowhere",
}


def found(planted):
    """What the gate says of a small project with `planted` in its header."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        (root / "include/fairlead").mkdir(parents=True)
        (root / "include/fairlead/planted.hpp").write_text(HEADER % planted, encoding="utf-8")
        (root / "docs").mkdir()
        for name in ("Doxyfile", "namespaces.dox"):
            shutil.copyfile(ROOT / "docs" / name, root / "docs" / name)
        for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"):
            (root / name).write_text("# A title\n", encoding="utf-8")
        return reference.problems(root)


class Gate(unittest.TestCase):
    def test_parts_of_a_class_overloads_and_operators_pass(self):
        self.assertEqual(found(""), [])

    def test_what_stands_in_a_namespace_undocumented_does_not(self):
        for planted, said in PLANTED.items():
            with self.subTest(planted):
                problems = found(planted)
                self.assertTrue(problems and all(said in each for each in problems), problems)

    def test_the_headers_pass(self):
        self.assertEqual(reference.problems(ROOT), [])


if __name__ == "__main__":
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(
        unittest.defaultTestLoader.loadTestsFromTestCase(Gate))
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
