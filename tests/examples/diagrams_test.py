#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The diagrams and documents of every stock lifecycle, and the neighbourhoods of an artifact, read by the tools that they
are meant for, where those are there."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

PROGRAM = sys.argv[1]
MODULES = pathlib.Path(sys.argv[2]) / "node_modules"
PARSE = """
import { readFileSync } from 'fs';
import { JSDOM } from 'jsdom';
const page = new JSDOM('');
globalThis.window = page.window;
globalThis.document = page.window.document;
const { default: mermaid } = await import('mermaid');
await mermaid.parse(readFileSync(0, 'utf8'));
"""
LIFECYCLES = 6
SCXML = "{http://www.w3.org/2005/07/scxml}"


def drawn(language, start):
    """The pictures in `language`, one for each lifecycle; every one begins with `start`."""
    text = subprocess.run([PROGRAM, "--state", "/nonexistent/state", "--diagram", language], capture_output=True, text=True,
                          check=True).stdout
    return [start + part for part in text.split(start)[1:]]


# What the languages take for their own in names, and more artifacts than are drawn.
NAMES = ['a "b" [c] {d} (e)', "%% x --> y", "<b>#35;&amp;</b>", "note; class end", "`**a**`", "\\n\n|", "@startuml",
         "\u00e9\u20ac"]


def neighbourhood(language):
    """The picture of an artifact that depends on all of NAMES, and that a hundred others depend on."""
    keys = [f"n{i}" for i in range(len(NAMES))]
    users = [f"u{i}" for i in range(100)]
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.6",
        "components": [{"type": "library", "bom-ref": key, "name": name, "version": "1"}
                       for key, name in [*zip(keys, NAMES), ("middle", "middle"), *((user, user) for user in users)]],
        "dependencies": [{"ref": "middle", "dependsOn": keys, "provides": keys[:1]},
                         *({"ref": user, "dependsOn": ["middle"]} for user in users)]}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(document, file)
        file.flush()
        return subprocess.run([PROGRAM, file.name, "--diagram", language, "--around", "middle"], capture_output=True, text=True,
                              check=True).stdout


class Diagrams(unittest.TestCase):
    def need(self, tool):
        if shutil.which(tool) is None:
            self.skipTest(f"skipped: {tool} is not on this machine")

    def test_graphviz_draws_every_state_and_arrow(self):
        self.need("dot")
        pictures = drawn("dot", "digraph")
        self.assertEqual(len(pictures), LIFECYCLES)
        for text in pictures:
            svg = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True, check=True).stdout
            self.assertEqual(svg.count('class="edge"'), text.count(" -> "))

    def test_graphviz_draws_a_neighbourhood(self):
        self.need("dot")
        plain = subprocess.run(["dot", "-Tplain"], input=neighbourhood("dot"), capture_output=True, text=True, check=True).stdout
        drawn = 60
        self.assertEqual(len(re.findall("^node ", plain, re.MULTILINE)), drawn + 1)
        self.assertEqual(len(re.findall("^edge ", plain, re.MULTILINE)), drawn)
        self.assertIn(f'"{100 - (drawn - 1 - len(NAMES))} more that need it"', plain)

    def test_plantuml_takes_every_diagram(self):
        self.need("plantuml")
        for text, kind in [*((each, "STATE") for each in drawn("plantuml", "@startuml")),
                           (neighbourhood("plantuml"), "DESCRIPTION")]:
            done = subprocess.run(["plantuml", "-syntax"], input=text, capture_output=True, text=True, check=False)
            self.assertTrue(done.stdout.startswith(kind), done.stdout)

    def test_mermaid_takes_every_diagram(self):
        self.need("node")
        if not (MODULES / "mermaid").is_dir() or not (MODULES / "jsdom").is_dir():
            self.skipTest(f"skipped: no mermaid here (npm install --prefix {MODULES.parent.name} mermaid jsdom)")
        for text in [*drawn("mermaid", "stateDiagram-v2"), neighbourhood("mermaid")]:
            done = subprocess.run(["node", "--input-type=module", "-e", PARSE], input=text, capture_output=True, text=True,
                                  check=False, cwd=MODULES.parent)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_mermaid_declares_every_state_that_it_uses(self):
        pictures = drawn("mermaid", "stateDiagram-v2")
        self.assertEqual(len(pictures), LIFECYCLES)
        for text in pictures:
            declared = set(re.findall(r'state "[^"]*" as (s\d+)', text))
            self.assertEqual(set(re.findall(r"\b(s\d+) --> s\d+", text)) - declared, set())

    def test_scxml_is_xml_whose_targets_exist(self):
        for text in drawn("scxml", "<?xml"):
            root = xml.fromstring(text)
            states = {each.get("id") for each in root}
            self.assertIn(root.get("initial"), states)
            targets = {each.get("target") for each in root.iter(SCXML + "transition")} - {None}
            self.assertLessEqual(targets, states)
            for end in root.findall(SCXML + "final"):
                self.assertEqual(len(end), 0)

    def test_json_says_what_scxml_says(self):
        documents = drawn("scxml", "<?xml")
        values = [json.loads(text) for text in drawn("json", '{\n  "name"')]
        self.assertEqual(len(values), LIFECYCLES)
        for text, value in zip(documents, values):
            root = xml.fromstring(text)
            self.assertEqual([each.get("id") for each in root], [each["name"] for each in value["states"]])
            self.assertEqual(len(list(root.iter(SCXML + "transition"))), len(value["transitions"]))


if __name__ == "__main__":
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(
        unittest.defaultTestLoader.loadTestsFromTestCase(Diagrams))
    for _, reason in result.skipped:
        print(reason)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    sys.exit(1 if failed else 0)
