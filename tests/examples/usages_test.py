#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The usage of each stock lifecycle is short, and prints what its .expected says; each stock lifecycle has one."""

import pathlib
import subprocess
import sys
import unittest

PROGRAM = sys.argv[1]
ROOT = pathlib.Path(sys.argv[2])
USAGES = ROOT / "examples/lifecycles"
LONGEST = 25
sys.path.insert(0, str(ROOT / "docs"))

import stock


class Usages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        printed = subprocess.run([PROGRAM], capture_output=True, text=True, check=True).stdout
        cls.printed = dict(part.split("\n", 1) for part in printed.split("== ")[1:])

    def test_each_prints_what_is_expected(self):
        for name, text in self.printed.items():
            with self.subTest(name):
                self.assertEqual(text, (USAGES / f"{name}.expected").read_text(encoding="utf-8"))

    def test_each_source_and_each_expectation_is_in_the_program(self):
        for suffix in (".cpp", ".expected"):
            found = {str(path.relative_to(USAGES).with_suffix("")) for path in USAGES.glob(f"*/*{suffix}")}
            self.assertEqual(found, set(self.printed))

    def test_each_is_short_and_about_its_lifecycle(self):
        for name in self.printed:
            text = (USAGES / f"{name}.cpp").read_text(encoding="utf-8")
            self.assertIn(f'usage("{name}", ', text)
            self.assertLessEqual(len(text.split("usage(", 1)[1].splitlines()), LONGEST, name)

    def test_one_can_be_run_alone(self):
        done = subprocess.run([PROGRAM, "package/hold"], capture_output=True, text=True, check=True)
        self.assertEqual(done.stdout, self.printed["package/hold"])

    def test_another_name_is_one_clear_error(self):
        done = subprocess.run([PROGRAM, "package/holt"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout, len(done.stderr.splitlines())), (2, "", 1))
        self.assertIn("package/holt", done.stderr)

    def test_every_stock_lifecycle_has_one(self):
        self.assertEqual({"/".join(each) for each in stock.stock(ROOT)}, set(self.printed))


if __name__ == "__main__":
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(
        unittest.defaultTestLoader.loadTestsFromTestCase(Usages))
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
