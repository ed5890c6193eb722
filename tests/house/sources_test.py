#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""What every source file of the project keeps to, and that no file is forgotten: by Meson, by an umbrella header."""

import pathlib
import re
import sys

import house

SPDX = "SPDX-License-Identifier: BSL-1.0"
CPP = (".hpp", ".ipp", ".cpp")
FOLDERS = ["include", "src", "tests", "examples", "benchmarks", "docs"]
MAXIMUM_LINES = 400
# Longer headers, and why they are.
LONG = {
    house.HEADERS / "lifecycles/create/release_candidate.hpp":
        "one table of 34 rows with all its states, events, guards and actions is one concept",
}
# Headers that the umbrella of their folder does not bring along, and why. Those in detail/ never need to be.
APART = {
    house.HEADERS / "machine/adopt.hpp":
        "it is for those who have a front end of Boost.MSM already, and reads much of MSM and MPL",
    house.HEADERS / "machine/adopted_machine.hpp":
        "as machine/adopt.hpp",
    house.HEADERS / "machine/stock.hpp":
        "it brings all stock lifecycles along, and header-only their engines; who wants them asks for them",
}
# Put together, so that this file does not find itself.
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME"]) + r")\b")


def sources(root, *suffixes):
    return [path for folder in FOLDERS for path in house.files(root, folder, *suffixes)]


def public(root, *suffixes):
    return house.files(root, house.HEADERS, *suffixes)


def own_header(line):
    """The name, without folder and suffix, of the header that the line includes; None if it includes none."""
    found = house.includes(line)
    return pathlib.PurePosixPath(found[0][2]).stem if found else None


def licence_and_purpose_first(root):
    """C++: licence, then what the file holds, in words or by including the header that it implements or tests.
    Python and shell: licence after the first line."""
    found = []
    for path in sources(root, *CPP):
        lines = house.read(root, path).splitlines() + ["", ""]
        if lines[0] != "// " + SPDX:
            found.append(f"{path}:1: the first line is not '// {SPDX}'")
        elif not re.match(r"// \S", lines[1]) and own_header(lines[1]) != path.stem.removesuffix("_test"):
            found.append(f"{path}:2: no sentence that says what the file holds")
    for path in sources(root, ".py", ".sh"):
        if "# " + SPDX not in house.read(root, path).splitlines()[:2]:
            found.append(f"{path}: no '# {SPDX}' in the first two lines")
    return found


def guard_is_the_path(root):
    found = []
    for path in public(root, ".hpp", ".ipp"):
        name = re.sub(r"\W", "_", str(path.relative_to("include"))).upper()
        code = [line for line in house.read(root, path).splitlines() if line.strip() and not line.startswith("//")]
        if code[:2] != [f"#ifndef {name}", f"#define {name}"] or code[-1] != "#endif":
            found.append(f"{path}: the include guard is not {name} around everything")
    return found


def headers_are_short(root):
    found = []
    for path in public(root, ".hpp", ".ipp"):
        count = len(house.read(root, path).splitlines())
        if count > MAXIMUM_LINES and path not in LONG:
            found.append(f"{path}: {count} lines, {MAXIMUM_LINES} are allowed: are these two concepts?")
        if count <= MAXIMUM_LINES and path in LONG:
            found.append(f"{path}: {count} lines, no exception is needed any more: take it out of LONG")
    return found


def headers_are_good_guests(root):
    """Nothing that a header forces on whoever includes it."""
    found = []
    for path in public(root, ".hpp", ".ipp"):
        text = house.read(root, path)
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"\busing\s+namespace\b", line.split("//")[0]):
                found.append(f"{path}:{number}: using namespace in a header")
        for number, _, name in house.includes(text):
            if name == "iostream":
                found.append(f"{path}:{number}: <iostream> in a header: <iosfwd> or <ostream>")
    return found


def nothing_is_left_undone(root):
    found = []
    for path in sources(root, *CPP, ".py", ".sh", ".build", ".md") + house.files(root, "docs", ".md"):
        for number, line in enumerate(house.read(root, path).splitlines(), 1):
            if UNFINISHED.search(line):
                found.append(f"{path}:{number}: {line.strip()}")
    return found


def meson_knows_every_source(root):
    """Every .cpp of src/ and tests/, and every test in Python, is named in a meson.build above it, with its suffix or
    without. The consumers are projects of their own and stand in theirs."""
    paths = house.files(root, "src", ".cpp") + [
        path for path in house.files(root, "tests", ".cpp", ".py")
        if path.suffix == ".cpp" or path.stem.endswith("test")]
    found = []
    for path in paths:
        builds = [folder for folder in path.parents if (root / folder / "meson.build").is_file()]
        names = [(folder, path.relative_to(folder)) for folder in builds]
        if not any(f"'{spelling}'" in house.read(root, folder / "meson.build")
                   for folder, name in names for spelling in (name, name.with_suffix(""))):
            if not is_in_makefile(root, path):
                found.append(f"{path}: named in no meson.build above it, so it is never compiled or run")
    return found


def is_in_makefile(root, path):
    makefile = path.parent / "Makefile"
    return (root / makefile).is_file() and path.stem in re.findall(r"\w+", house.read(root, makefile))


def umbrellas_hold_their_folder(root):
    found = []
    for layer in house.LAYERS:
        folder = house.HEADERS / layer
        umbrella = folder.with_suffix(".hpp")
        if not (root / folder).is_dir():
            continue
        if not (root / umbrella).is_file():
            found.append(f"{umbrella} is missing: it includes all of {folder}/")
            continue
        reached = house.closure(root, umbrella)
        for path in house.files(root, folder, ".hpp"):
            if "detail" in path.parts:
                continue
            if path not in reached and path not in APART:
                found.append(f"{path}: {umbrella} does not include it")
            if path in reached and path in APART:
                found.append(f"{path}: {umbrella} includes it: take it out of APART")
    return found


def every_header_is_installed(root):
    listed = re.findall(r"'(fairlead[^']*)'", house.read(root, "include/meson.build"))
    present = [str(path.relative_to("include")) for path in public(root, ".hpp", ".ipp")]
    found = [f"include/meson.build: add '{name}'," for name in sorted(set(present) - set(listed))]
    found += [f"include/meson.build: '{name}' does not exist" for name in sorted(set(listed) - set(present))]
    if listed != sorted(set(listed)):
        found.append("include/meson.build: the list is not sorted, or names a file twice")
    others = [path for path in (root / "include").rglob("*") if path.is_file() and path.suffix not in (".hpp", ".ipp")
              and path.name != "meson.build"]
    return found + [f"{path.relative_to(root)}: neither .hpp nor .ipp, so it is not installed" for path in others]


def every_stock_lifecycle_is_precompiled(root):
    """The library has its engine, stock.hpp says so, and the tests hold both engines against each other."""
    found = []
    for path in house.files(root, house.HEADERS / "lifecycles", ".hpp"):
        for name in re.findall(r"^struct (\w+) : lifecycle \{", house.read(root, path), re.MULTILINE):
            stage = path.parent.name
            wanted = {f"src/lifecycles/{name}.cpp": f"msm_engine<fairlead::{stage}::{name}>;",
                      "include/fairlead/machine/stock.hpp": f"msm_engine<{stage}::{name}>;",
                      f"tests/machine/lockstep_{stage}_test.cpp": f"<fairlead::{stage}::{name}>"}
            missing = [where for where, words in wanted.items()
                       if not (root / where).is_file() or words not in house.read(root, where)]
            if missing:
                found.append(f"{', '.join(missing)}: add {stage}::{name}, as its neighbours stand there")
    return found


RULES = {
    "licence and purpose come first": licence_and_purpose_first,
    "the include guard is the path": guard_is_the_path,
    "headers are short": headers_are_short,
    "headers are good guests": headers_are_good_guests,
    "nothing is left undone": nothing_is_left_undone,
    "Meson knows every source": meson_knows_every_source,
    "umbrellas hold their folder": umbrellas_hold_their_folder,
    "every header is installed": every_header_is_installed,
    "every stock lifecycle is precompiled": every_stock_lifecycle_is_precompiled,
}

if __name__ == "__main__":
    sys.exit(house.run(RULES, pathlib.Path(sys.argv[1])))
