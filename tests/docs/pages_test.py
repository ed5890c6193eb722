#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Every item of the field's outline is mapped to something that exists, and every stock lifecycle has a whole page."""

import collections
import html
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

DESCRIBE, COMPILER, ROOT = sys.argv[1], shlex.split(sys.argv[2]), pathlib.Path(sys.argv[3])
sys.path.insert(0, str(ROOT / "docs"))

import pages
import stock

ALL = 30
# How many items each stage of the outline has.
ITEMS = {"plan": 6, "create": 4, "verify": 5, "packaging": 4, "release": 4, "configure": 2, "monitoring": 3,
         "version control": 5}
LAYERS = ["identity", "model", "lifecycles", "machine", "artifacts", "archive", "exchange"]


def unknown(names):
    """Those of the names that the compiler does not find in namespace fairlead."""
    text = "".join(f"#include <fairlead/{layer}.hpp>\n" for layer in LAYERS)
    for line, name in enumerate(names, 1):
        namespaces = 2 if name.split("::")[0] in stock.STAGES else 1
        nested = len(name.split("::")) > namespaces  # in a class: only its types can be named from outside
        used = f"using name = fairlead::{name};" if nested else f"using fairlead::{name};"
        text += f'#line {line} "names"\nnamespace name_{line} {{ {used} }}\n'
    done = subprocess.run([*COMPILER, "-std=c++20", "-fsyntax-only", "-I", str(ROOT / "include"), "-x", "c++", "-"],
                          input=text, capture_output=True, text=True, check=False)
    found = {names[int(line) - 1] for line in re.findall(r"^names:(\d+):\d+: error", done.stderr, re.MULTILINE)}
    if done.returncode != 0 and not found:
        raise AssertionError(done.stderr[:2000])
    return found


class Outline(unittest.TestCase):
    rows = stock.outline(ROOT)

    def test_it_has_every_item_of_the_field(self):
        self.assertEqual(collections.Counter(stage for stage, *_ in self.rows), ITEMS)
        self.assertEqual(list(dict.fromkeys(stage for stage, *_ in self.rows)), list(stock.STAGES.values()))
        self.assertEqual(len({item for _, item, *_ in self.rows}), len(self.rows))

    def test_no_row_is_empty(self):
        for row in self.rows:
            self.assertTrue(all(row), row)

    def test_every_lifecycle_models_something(self):
        used = {"::".join(name.split("::")[:2]) for _, _, names, _ in self.rows for name in names}
        self.assertEqual({"::".join(each) for each in stock.stock(ROOT)} - used, set())

    def test_every_name_exists(self):
        names = sorted({name for _, _, names, _ in self.rows for name in names})
        planted = {"no_such_name", "plan::risk::no_such_name"}
        self.assertEqual(unknown([*names, *planted]), planted)


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        cls.facts = pathlib.Path(scratch.name) / "facts"
        cls.site = pathlib.Path(scratch.name) / "site"
        subprocess.run([DESCRIBE, str(cls.facts)], check=True)
        cls.lifecycles = stock.read(ROOT, cls.facts)
        if shutil.which("dot"):
            cls.site.mkdir()
            pages.write(ROOT, cls.facts, cls.site)

    def need_dot(self):
        if not shutil.which("dot"):
            self.skipTest("skipped: dot is not on this machine")

    def test_each_lifecycle_says_what_it_is_and_where_it_comes_from(self):
        self.assertEqual(len(self.lifecycles), ALL)
        for each in self.lifecycles:
            with self.subTest(each.path):
                self.assertTrue(each.purpose and each.anchor and each.said("Proved"))
                self.assertEqual(len(each.said("Checked")), 9)

    def test_each_page_is_whole(self):
        self.need_dot()
        for each in self.lifecycles:
            with self.subTest(each.path):
                text = (self.site / f"lifecycles/{each.path}.html").read_text(encoding="utf-8")
                self.assertEqual(text.count("<svg "), 1)
                self.assertEqual(re.findall(r'id="row(\d+)"', text), [str(n + 1) for n in range(len(each.rows))])
                drawn = set(re.findall(r">([a-z_]+)</text>", text))
                self.assertLessEqual({state.name for state in each.states}, drawn)
                for rule in each.said("Proved"):
                    self.assertIn(html.escape(rule), text)
                for part in (each.usage, each.printed):
                    self.assertIn(html.escape(part), text)

    def test_every_row_is_an_arrow_with_its_number(self):
        self.need_dot()
        for each in self.lifecycles:
            text = (self.site / f"lifecycles/{each.path}.html").read_text(encoding="utf-8")
            labels = re.findall(r">\s*([a-z_]+) · ([\d ]+?)\s*</text>", text)
            numbers = {int(number) for _, listed in labels for number in listed.split()}
            self.assertEqual(numbers, set(range(1, len(each.rows) + 1)), each.path)

    def test_every_link_leads_somewhere(self):
        self.need_dot()
        found = 0
        for page in self.site.rglob("*.html"):
            for link in re.findall(r'href="([^"#]+)', page.read_text(encoding="utf-8")):
                if "reference/" not in link:
                    found += 1
                    self.assertTrue((page.parent / link).resolve().is_file(), f"{page.name}: {link}")
        self.assertGreater(found, 8 * len(self.lifecycles))

    def test_the_index_has_every_lifecycle_and_every_item(self):
        self.need_dot()
        text = (self.site / "index.html").read_text(encoding="utf-8")
        for each in self.lifecycles:
            self.assertIn(f'href="lifecycles/{each.path}.html"', text)
        for _, item, _, how in stock.outline(ROOT):
            self.assertIn(html.escape(item, quote=False), text)
            self.assertIn(html.escape(how, quote=False), text)

    def test_names_of_the_reference_are_links_where_it_is_there(self):
        tags = pathlib.Path(self.facts) / "some.tag"
        tags.write_text("<tagfile><compound kind='class'><name>fairlead::digest</name><filename>d.html</filename>"
                        "</compound></tagfile>", encoding="utf-8")
        site = pages.Site(self.lifecycles, pages.read_tags(tags))
        self.assertEqual(site.link("digest"), '<a href="reference/d.html"><code>digest</code></a>')
        self.assertEqual(site.link("actor"), "<code>actor</code>")
        self.assertIn('href="lifecycles/plan/risk.html"', site.link("plan::risk::assess"))

    def test_the_readme_lists_every_lifecycle_with_its_ends(self):
        text = (ROOT / "README.md").read_text(encoding="utf-8")
        listed = {name: (begins, set(ends.split(", ")))
                  for name, begins, ends in re.findall(r"^\| `(\w+::\w+)` \| (\w+) \| ([\w, ]+) \|$", text, re.MULTILINE)}
        wanted = {each.path.replace("/", "::"): (self.states(each, "initial")[0], set(self.states(each, "terminal")))
                  for each in self.lifecycles}
        missing = "".join(f"| `{each.path.replace('/', '::')}` | {self.states(each, 'initial')[0]} "
                          f"| {', '.join(self.states(each, 'terminal'))} |\n"
                          for each in self.lifecycles if each.path.replace("/", "::") not in listed)
        self.assertEqual(listed, {name: wanted.get(name) for name in listed})
        self.assertEqual(list(listed), [name for name in wanted if name in listed])
        self.assertFalse(missing, "README.md lacks\n" + missing)

    @staticmethod
    def states(lifecycle, legend):
        return [state.name for state in lifecycle.states if legend in state.legend]


if __name__ == "__main__":
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in (Outline, Pages))
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    for _, reason in result.skipped:
        print(reason)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    sys.exit(1 if failed else 0)
