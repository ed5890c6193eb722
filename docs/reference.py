#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The Doxygen reference, and the gate in front of it: what stands in a namespace is documented, and no link is broken.

Inside a class the house asks for what the name does not say, which no tool can judge. The states, events, guards and
actions of a lifecycle are documented by its table and by the page that docs/pages.py makes of it.
"""

import argparse
import pathlib
import re
import subprocess
import sys

# What Doxygen 1.9 complains of without cause, and why.
NO_CAUSE = {
    r"Member .* of (struct|class) .* is not documented": "see above",
    r"Compound \S*::\S*< .* is not documented": "a specialization is documented by its template",
    r"explicit link request to '(where|from)'": "`event_requires<...>::where<...>` is how a rule is written",
    r"boost_graph\.hpp.* \(function\) of namespace": "what the concepts of Boost.Graph ask for, word by word",
    r"Member (prologue|epilogue|CEREAL_\w+|load_minimal)\(": "what cereal looks for, by its rules",
    r"Member operator[^ ]*\(": "an operator says what it does",
    r"No output formats selected": "the gate reads warnings alone",
    r"Internal inconsistency: scope for class std::hash": "std is not among the inputs",
}


def stands_in_a_class(text, root):
    """True if the warning is about a class within a class: these are parts of what is documented."""
    found = re.match(r"(\S+):(\d+): warning: Compound (\S+) is not documented", text)
    if not found:
        return False
    line = (root / found[1]).read_text(encoding="utf-8").splitlines()[int(found[2]) - 1]
    return line.startswith(" ")


def is_an_overload(text, root):
    """True if the warning is about a function that stands in the same header with documentation: it is for both."""
    found = re.match(r"(\S+):\d+: warning: Member (\w+)\(.* \(function\) of namespace", text)
    documented = r"^///.*\n(?:template.*\n|  requires.*\n)*\S.*\b%s\("
    return bool(found and re.search(documented % found[2], (root / found[1]).read_text(encoding="utf-8"), re.MULTILINE))


def run(root, *settings):
    """What Doxygen says with these settings behind those of the Doxyfile."""
    text = (root / "docs/Doxyfile").read_text(encoding="utf-8") + "\n".join(settings)
    done = subprocess.run(["doxygen", "-"], input=text, capture_output=True, text=True, check=True, cwd=root)
    return (done.stdout + done.stderr).replace(f"{root}/", "").splitlines()


def problems(root):
    """The warnings that have a cause; those of namespaces and files among them."""
    said = run(root, "GENERATE_HTML = NO", "EXTRACT_ALL = NO")
    return [line for line in said if line and not stands_in_a_class(line, root)
            and not is_an_overload(line, root) and not any(re.search(pattern, line) for pattern in NO_CAUSE)]


def write(root, folder):
    """Everything public as HTML into folder/reference, and the names with their pages into folder/reference.tag."""
    run(root, "EXTRACT_ALL = YES", f"OUTPUT_DIRECTORY = {folder}", "HTML_OUTPUT = reference",
        f"GENERATE_TAGFILE = {folder}/reference.tag")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--html", type=pathlib.Path, help="the folder to write the reference into")
    options = parser.parse_args()
    root = options.root.resolve()
    found = problems(root)
    for each in found:
        print("FAIL " + each)
    if options.html:
        write(root, options.html.resolve())
    else:
        print(f"{0 if found else 1} passed, {1 if found else 0} failed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
