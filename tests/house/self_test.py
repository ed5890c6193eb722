#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The checks of the house find what is planted for them: every rule passes a small project and fails a spoiled one."""

import pathlib
import shutil
import sys
import tempfile

import headers_test
import house
import layers_test
import sources_test
import wraps_test

LICENCE = "// SPDX-License-Identifier: BSL-1.0\n// What this file holds.\n"


def header(path, body=""):
    guard = path.removeprefix("include/").replace("/", "_").replace(".", "_").upper()
    return f"{LICENCE}#ifndef {guard}\n#define {guard}\n\n{body}\n#endif\n"


def headers(*names):
    return {f"include/fairlead/{name}": header(f"include/fairlead/{name}") for name in names}


def with_include(name, include):
    path = f"include/fairlead/{name}"
    return {path: header(path, f"#include {include}\n")}


INSTALLED = ["artifacts.hpp", "artifacts/detail/table.hpp", "artifacts/graph.hpp", "config.hpp", "error.hpp",
             "identity.hpp", "identity/digest.hpp", "lifecycles/create/release_candidate.hpp", "lifecycles.hpp",
             "machine.hpp", "machine/msm.hpp", "machine/stock.hpp", "model.hpp", "model/row.hpp", "model/row.ipp"]
WRAP = """[wrap-file]
directory = cereal-1.3.2
source_url = https://github.com/USCiLab/cereal/archive/v1.3.2.tar.gz
source_filename = cereal-1.3.2.tar.gz
source_hash = 16a7ad9b31ba5880dac55d62b5d6f243c3ebc8d46a3514149e56b5e7ea81f85f
patch_directory = cereal

[provide]
cereal = cereal_dep
"""
CALLS = "".join(f"{name} = dependency('{'boost' if name == 'boost_json' else name}',\n  version: '>=1')\n"
                for name in wraps_test.PROGRAMS)
OVERLAY_TEXT = """project('cereal', 'cpp', version: '1.3.2')
cereal_dep = declare_dependency(include_directories: include_directories('include'), version: meson.project_version())
"""
# A project that every rule passes.
CLEAN = {
    **headers(*INSTALLED),
    **with_include("artifacts.hpp", '"artifacts/graph.hpp"'),
    **with_include("artifacts/graph.hpp", "<boost/graph/graph_traits.hpp>"),
    **with_include("identity.hpp", '"identity/digest.hpp"'),
    **with_include("lifecycles.hpp", '"lifecycles/create/release_candidate.hpp"'),
    "include/fairlead/lifecycles/create/release_candidate.hpp":
        header("include/fairlead/lifecycles/create/release_candidate.hpp", "//\n" * 400),
    **with_include("machine.hpp", '"machine/msm.hpp"'),
    **with_include("machine/msm.hpp", "<boost/msm/row_tags.hpp>\n#include \"../model.hpp\""),
    **with_include("model.hpp", '"model/row.hpp"'),
    **with_include("model/row.hpp", '"../identity/digest.hpp"\n#include <vector>\n// TODAY, by using the namespace'),
    "include/meson.build": "\n".join(f"'fairlead/{name}'," for name in sorted(INSTALLED)),
    "meson.build": CALLS,
    "src/meson.build": "'model/row.cpp'",
    "src/model/row.cpp": LICENCE,
    "tests/meson.build": "'support/main.cpp'",
    "tests/support/main.cpp": LICENCE,
    "tests/model/meson.build": "files('row_test.cpp')\nforeach name : ['bad/rows']",
    "tests/model/row_test.cpp": LICENCE.splitlines()[0] + "\n#include <fairlead/model/row.hpp>\n",
    "tests/model/bad/rows.cpp": LICENCE,
    "tests/consumers/make/Makefile": "program: main.o",
    "tests/consumers/make/main.cpp": LICENCE,
    "tests/house/meson.build": "'rows_test.py'",
    "tests/house/rows_test.py": "#!/usr/bin/env python3\n# SPDX-License-Identifier: BSL-1.0\n",
    "subprojects/cereal.wrap": WRAP,
    "subprojects/packagefiles/cereal/meson.build": OVERLAY_TEXT,
}
DIGEST = "include/fairlead/identity/digest.hpp"
OVERLAY = "subprojects/packagefiles/cereal/meson.build"
UNDONE = "// TO" "DO: later\n"
# (module, rule, planted files (None: taken away), a piece of the only problem that is found)
PLANTED = [
    (layers_test, "every header has a layer", headers("other/a.hpp"), "other/a.hpp"),
    (layers_test, "every header has a layer", headers("other.hpp"), "other.hpp"),
    (layers_test, "includes lead downwards", with_include("identity/a.hpp", '"../model/row.hpp"'), "higher layer"),
    (layers_test, "includes lead downwards", with_include("error.hpp", '"identity/digest.hpp"'), "higher layer"),
    (layers_test, "includes lead downwards", with_include("model.hpp", '"machine.hpp"'), "higher layer"),
    (layers_test, "includes lead downwards", with_include("model/row.ipp", '"../artifacts.hpp"'), "higher layer"),
    (layers_test, "includes lead downwards", with_include("model/a.hpp", '"gone.hpp"'), "is no file"),
    (layers_test, "includes lead downwards", with_include("model/a.hpp", '"../../../src/model/row.cpp"'), "is no file"),
    (layers_test, "includes lead downwards", with_include("model/a.hpp", "<fairlead/model/row.hpp>"), "relative"),
    (layers_test, "others stay in their layer", with_include("identity/a.hpp", "<openssl/evp.h>"), "in identity"),
    (layers_test, "others stay in their layer", with_include("model/a.hpp", "<boost/mp11.hpp>"), "in model"),
    (layers_test, "others stay in their layer", with_include("lifecycles.hpp", "<cereal/cereal.hpp>"), "in lifecycles"),
    (layers_test, "others stay in their layer", with_include("model/row.ipp", "<boost/crc.hpp>"), "in model"),
    (layers_test, "others stay in their layer", with_include("artifacts/a.hpp", "<boost/mp11.hpp>"), "in artifacts"),
    (layers_test, "others stay in their layer", with_include("config.hpp", "<boost/config.hpp>"), "the ground"),
    (layers_test, "Boost.JSON stays in src", with_include("artifacts/a.hpp", "<boost/json/value.hpp>"), "src/ only"),
    (layers_test, "Boost.JSON stays in src", with_include("artifacts/a.hpp", "<boost/json.hpp>"), "src/ only"),
    (layers_test, "Boost.MSM stays where it is run or read", with_include("machine/a.hpp", "<boost/msm/common.hpp>"),
     "a.hpp:6"),
    (sources_test, "licence and purpose come first", {"src/a.cpp": "// A file.\n" + LICENCE}, "a.cpp:1"),
    (sources_test, "licence and purpose come first", {"tests/a.cpp": LICENCE.splitlines()[0]}, "a.cpp:2"),
    (sources_test, "licence and purpose come first",
     {"tests/a_test.cpp": LICENCE.splitlines()[0] + "\n#include <fairlead/model/row.hpp>\n"}, "a_test.cpp:2"),
    (sources_test, "licence and purpose come first", {"tests/a.py": "#!/usr/bin/env python3\n"}, "a.py"),
    (sources_test, "the include guard is the path", {DIGEST: header("include/fairlead/identity/digit.hpp")}, DIGEST),
    (sources_test, "the include guard is the path", {DIGEST: LICENCE + "#pragma once\n"}, DIGEST),
    (sources_test, "the include guard is the path",
     {DIGEST: header(DIGEST).replace("#ifndef", "#include <vector>\n#ifndef")}, DIGEST),
    (sources_test, "headers are short", {DIGEST: header(DIGEST, "//\n" * 394)}, "401 lines"),
    (sources_test, "headers are short", headers("lifecycles/create/release_candidate.hpp"), "no exception is needed"),
    (sources_test, "headers are good guests", {DIGEST: header(DIGEST, "using namespace std;\n")}, "digest.hpp:6"),
    (sources_test, "headers are good guests", with_include("identity/digest.hpp", "<iostream>"), "<iostream>"),
    (sources_test, "nothing is left undone", {"tests/a.cpp": UNDONE}, "later"),
    (sources_test, "nothing is left undone", {"src/meson.build": UNDONE.replace("TO" "DO", "FIX" "ME")}, "later"),
    (sources_test, "Meson knows every source", {"src/model/a.cpp": LICENCE}, "src/model/a.cpp"),
    (sources_test, "Meson knows every source", {"tests/model/a_test.cpp": LICENCE}, "a_test.cpp"),
    (sources_test, "Meson knows every source", {"tests/consumers/make/a.cpp": LICENCE}, "make/a.cpp"),
    (sources_test, "Meson knows every source", {"tests/house/a_test.py": ""}, "a_test.py"),
    (sources_test, "umbrellas hold their folder", headers("identity/a.hpp"), "identity/a.hpp"),
    (sources_test, "umbrellas hold their folder", {"include/fairlead/identity.hpp": None}, "is missing"),
    (sources_test, "umbrellas hold their folder", with_include("machine/msm.hpp", '"stock.hpp"'), "out of APART"),
    (sources_test, "every header is installed", headers("identity/a.hpp"), "add 'fairlead/identity/a.hpp'"),
    (sources_test, "every header is installed", {"include/fairlead/model/a.ipp": ""}, "add 'fairlead/model/a.ipp'"),
    (sources_test, "every header is installed", {DIGEST: None}, "does not exist"),
    (sources_test, "every header is installed", {"include/fairlead/a.inc": ""}, "neither"),
    (sources_test, "every header is installed",
     {"include/meson.build": "\n".join(f"'fairlead/{name}'," for name in reversed(sorted(INSTALLED)))}, "not sorted"),
    (sources_test, "every stock lifecycle is precompiled",
     {"include/fairlead/lifecycles/create/build.hpp": "struct build : lifecycle {\n"}, "add create::build"),
    (wraps_test, "wraps are complete", {"subprojects/cereal.wrap": "directory = a\n"}, "no section headers"),
    (wraps_test, "wraps are complete", {"subprojects/cereal.wrap": "[wrap-file]\n"}, "sections"),
    (wraps_test, "wraps are complete", {"subprojects/cereal.wrap": WRAP.replace("source_hash", "hash")}, "source_hash"),
    (wraps_test, "wraps are complete", {"subprojects/cereal.wrap": WRAP.replace("85f\n", "8\n")}, "64"),
    (wraps_test, "wraps are complete", {"subprojects/cereal.wrap": WRAP.replace("github.com", "a.org")}, "publishes"),
    (wraps_test, "wraps are complete", {"subprojects/cereal.wrap": WRAP.replace("https", "http")}, "publishes"),
    (wraps_test, "wraps are complete", {OVERLAY: None}, "does not exist"),
    (wraps_test, "wraps are complete", {OVERLAY: OVERLAY_TEXT.replace("1.3.2", "1.3.0")}, "version"),
    (wraps_test, "wraps are complete", {OVERLAY: OVERLAY_TEXT.replace("_dep", "")}, "does not set"),
    (wraps_test, "wraps are complete", {"subprojects/cereal.wrap": None}, "no wrap"),
    (wraps_test, "overlays have a wrap", {"subprojects/packagefiles/a/meson.build": ""}, "no wrap uses it"),
    (wraps_test, "every call of dependency() is tried", {"meson.build": CALLS + "a = dependency('boost')\n"}, "a ="),
    (wraps_test, "every call of dependency() is tried", {"meson.build": CALLS.split("\n", 2)[2]}, "boost ="),
]
# (planted files, the modes that fail): for the check that asks a compiler.
BROKEN = [
    ({}, []),
    ({DIGEST: header(DIGEST, "std::string text;\n")}, ["header-only"]),
    ({DIGEST: header(DIGEST, "inline int narrow(long wide) { return wide; }\n")}, ["header-only"]),
    ({DIGEST: LICENCE + "struct digest {};\n"}, ["header-only"]),
    ({DIGEST: header(DIGEST, "#if FAIRLEAD_DEFINE_INLINE\n#endif\n#if defined(FAIRLEAD_COMPILED)\nnothing\n#endif\n")},
     ["compiled"]),
]
# (planted files, a piece of what Meson says; None if the overlay builds): for the check that builds the overlays.
BUILT = [
    ({}, None),
    ({OVERLAY: OVERLAY_TEXT.replace("'include'", "'.'")}, "the system's, not the archive's"),
    ({OVERLAY: OVERLAY_TEXT.replace("'include'", "'gone'")}, "gone"),
]


def plant(root, planted):
    for name, text in planted.items():
        path = root / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def in_project(planted, ask):
    """The answer of `ask` to the clean project with `planted` in it."""
    with tempfile.TemporaryDirectory() as folder:
        plant(pathlib.Path(folder), CLEAN)
        plant(pathlib.Path(folder), planted)
        return ask(pathlib.Path(folder))


def failures():
    """(what was expected, whether it came) of every case."""
    rules = [(module, name) for module in (layers_test, sources_test, wraps_test) for name in module.RULES]
    for module, name in rules:
        found = in_project({}, module.RULES[name])
        yield f"{name}: the clean project passes", found == [], found
        yield f"{name}: is tested", any(case[:2] == (module, name) for case in PLANTED), ""
    for module, name, planted, piece in PLANTED:
        found = in_project(planted, module.RULES[name])
        yield f"{name}: {piece}", len(found) == 1 and piece in found[0], found
    yield from compiled_failures()


def compiled_failures():
    """The same for the checks that need a compiler and Meson."""
    compiler, meson = shutil.which("g++") or shutil.which("c++"), shutil.which("meson")
    if not compiler:
        print("skip what compiles: there is no g++")
        return
    for planted, modes in BROKEN:
        def broken_modes(root):
            path = pathlib.Path(DIGEST)
            return [mode for mode in headers_test.modes(root, path)
                    if headers_test.problem(root, [path], mode, [compiler])]
        found = in_project(planted, broken_modes)
        yield f"headers: {modes or 'the clean project passes'}", found == modes, found
    if not meson or not (wraps_test.SYSTEM / wraps_test.LAYOUTS["cereal"][0]).is_file():
        print("skip the build of overlays: there is no meson, or no cereal")
        return
    for planted, piece in BUILT:
        call = {"meson.build": "cereal = dependency('cereal', version: '>=1.3.0', include_type: 'system')\n"}
        found = in_project({**call, **planted}, lambda root: wraps_test.overlays_build(root, meson, [compiler]))
        good = found == [] if piece is None else piece in "\n".join(found)
        yield f"overlays: {piece or 'the clean project passes'}", good, found


def main():
    passed = failed = 0
    for name, good, found in failures():
        passed += good
        failed += not good
        if not good:
            print(f"FAIL {name}: {found}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
