#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The wraps of subprojects/: they are complete, and each overlay builds what the project asks of it.

Nothing is downloaded. The second part puts archives together from the headers that the system has installed, in the
folders of the real archives, and lets Meson fall back to them in a scratch project that makes the same calls of
dependency() as the top meson.build. What only the real archives hold (the sources of Google Benchmark) is stood in for.
"""

import argparse
import configparser
import hashlib
import io
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.parse

import house

# Where the projects themselves publish their releases.
HOSTS = {"github.com", "archives.boost.io"}
KEYS = ["directory", "source_url", "source_filename", "source_hash", "patch_directory"]
SYSTEM = pathlib.Path("/usr/include")

BOOST_PROGRAM = """
#include <boost/graph/graph_traits.hpp>
#include <boost/version.hpp>
int main() { return BOOST_VERSION / 100 == 1081 ? 0 : 1; }
"""
JSON_PROGRAM = """
#include <string_view>
#include <boost/json.hpp>
#include <boost/version.hpp>
int main() {
  return boost::json::serialize(boost::json::parse(std::string_view("[1, {\\"a\\": 2}]"))) == R"([1,{"a":2}])" ? 0 : 1;
}
"""
CEREAL_PROGRAM = """
#include <sstream>
#include <cereal/archives/portable_binary.hpp>
#include <cereal/cereal.hpp>
int main() {
  std::stringstream bytes;
  int value = 7;
  cereal::PortableBinaryOutputArchive{bytes}(value);
  value = 0;
  cereal::PortableBinaryInputArchive{bytes}(value);
  return value == 7 ? 0 : 1;
}
"""
DOCTEST_PROGRAM = """
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
TEST_CASE("one") { CHECK(1 + 1 == 2); }
"""
BENCHMARK_PROGRAM = """
#include <benchmark/benchmark.h>
int main() { int value = 0; benchmark::DoNotOptimize(value); return value; }
"""
# Every translation unit that includes benchmark.h asks for this function of the library.
BENCHMARK_SOURCE = """
#include <benchmark/benchmark.h>
int benchmark::internal::InitializeStreams() { return 0; }
"""
# The archive's header defines it, the system's does not: an overlay that leads past its archive is found out.
MARK = "FAIRLEAD_TESTS_FROM_THE_WRAP"
MARK_PROGRAM = f"#ifndef {MARK}\n#error this header is the system's, not the archive's\n#endif\n"
# Variable of the top meson.build -> its wrap, and a program that needs what it stands for.
PROGRAMS = {
    "boost": ("boost", BOOST_PROGRAM),
    "boost_json": ("boost", JSON_PROGRAM),
    "cereal": ("cereal", CEREAL_PROGRAM),
    "doctest": ("doctest", DOCTEST_PROGRAM),
    "benchmark": ("google-benchmark", BENCHMARK_PROGRAM),
}
# Wrap -> a header that every program includes, and where headers lie in the archive.
LAYOUTS = {
    "boost": ("boost/version.hpp", ""),
    "cereal": ("cereal/cereal.hpp", "include"),
    "doctest": ("doctest/doctest.h", ""),
    "google-benchmark": ("benchmark/benchmark.h", "include"),
}


def wraps(root):
    found = {}
    for path in house.files(root, "subprojects", ".wrap"):
        if len(path.parts) == 2:
            parser = configparser.ConfigParser(interpolation=None)
            try:
                parser.read_string(house.read(root, path))
            except configparser.Error as error:
                parser = str(error).splitlines()[0]
            found[path] = parser
    return found


def problems_of_wrap(root, path, wrap):
    if isinstance(wrap, str):
        return [f"{path}: {wrap}"]
    if not wrap.has_section("wrap-file") or not wrap.has_section("provide"):
        return [f"{path}: needs the sections [wrap-file] and [provide]"]
    file = wrap["wrap-file"]
    missing = [key for key in KEYS if not file.get(key)]
    if missing:
        return [f"{path}: needs {', '.join(missing)}"]
    found = []
    url = urllib.parse.urlsplit(file["source_url"])
    if url.scheme != "https" or url.hostname not in HOSTS:
        found.append(f"{path}: {file['source_url']} is not where the project itself publishes its releases")
    if not re.fullmatch(r"[0-9a-f]{64}", file["source_hash"]):
        found.append(f"{path}: source_hash is no SHA-256 of 64 hexadecimal digits")
    overlay = pathlib.Path("subprojects/packagefiles") / file["patch_directory"] / "meson.build"
    if not (root / overlay).is_file():
        return found + [f"{path}: {overlay} does not exist"]
    text = house.read(root, overlay)
    version = re.search(r"version: '([0-9.]+)'", text)
    if not version or not any(version[1].replace(".", dot) in file["directory"] for dot in "._"):
        found.append(f"{path}: {overlay} does not state the version of {file['directory']}")
    for name, variable in wrap["provide"].items():
        if not re.search(rf"^{re.escape(variable)} = ", text, re.MULTILINE):
            found.append(f"{path}: provides {name} = {variable}, which {overlay} does not set")
    return found


def wraps_are_complete(root):
    found = [problem for path, wrap in wraps(root).items() for problem in problems_of_wrap(root, path, wrap)]
    return found if wraps(root) else ["subprojects/: there is no wrap"]


def overlays_have_a_wrap(root):
    used = {wrap["wrap-file"].get("patch_directory") for wrap in wraps(root).values()
            if not isinstance(wrap, str) and wrap.has_section("wrap-file")}
    folders = (path for path in (root / "subprojects/packagefiles").iterdir() if path.is_dir())
    return [f"{path.relative_to(root)}: no wrap uses it" for path in folders if path.name not in used]


def calls(root):
    """The calls of dependency() in the top meson.build that a wrap answers: variable -> call."""
    pattern = re.compile(r"^[ \t]*(\w+) = (dependency\('(?:boost|cereal|doctest|benchmark)'.*?\))$",
                         re.MULTILINE | re.DOTALL)
    return {match[1]: match[2] for match in pattern.finditer(house.read(root, "meson.build"))}


def every_call_is_tried(root):
    return [f"meson.build: {name} = dependency(...): PROGRAMS has another list of names"
            for name in sorted(set(calls(root)) ^ set(PROGRAMS))]


RULES = {
    "wraps are complete": wraps_are_complete,
    "overlays have a wrap": overlays_have_a_wrap,
    "every call of dependency() is tried": every_call_is_tried,
}


def headers_of(name, compiler, overlay):
    """Path below SYSTEM of every header that the archive of `name` needs here. Boost has 15,000: only those in use."""
    if name != "boost":
        folder = SYSTEM / LAYOUTS[name][0].split("/")[0]
        return [path.relative_to(SYSTEM) for path in folder.rglob("*") if path.is_file()]
    text = BOOST_PROGRAM + JSON_PROGRAM + (overlay / "json.cpp").read_text(encoding="utf-8")
    done = subprocess.run([*compiler, "-std=c++20", "-M", "-x", "c++", "-"], input=text, capture_output=True, text=True,
                          check=True)
    paths = (pathlib.Path(word) for word in done.stdout.split())
    return [path.relative_to(SYSTEM) for path in paths if SYSTEM / "boost" in path.parents]


def write_archive(path, directory, contents):
    """`contents`: name in the archive -> bytes."""
    with tarfile.open(path, "w:" + path.suffix[1:]) as archive:
        for name, data in contents.items():
            entry = tarfile.TarInfo(f"{directory}/{name}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))


def put_wrap(root, scratch, name, compiler):
    """Copies a wrap and its overlay into the scratch project, with an archive of our own and that one's hash."""
    wrap = wraps(root)[pathlib.Path(f"subprojects/{name}.wrap")]["wrap-file"]
    overlay = root / "subprojects/packagefiles" / wrap["patch_directory"]
    shutil.copytree(overlay, scratch / "subprojects/packagefiles" / wrap["patch_directory"])
    prefix = LAYOUTS[name][1]
    contents = {str(pathlib.PurePosixPath(prefix) / path): (SYSTEM / path).read_bytes()
                for path in headers_of(name, compiler, overlay)}
    contents[str(pathlib.PurePosixPath(prefix) / LAYOUTS[name][0])] += f"\n#define {MARK}\n".encode()
    if name == "google-benchmark":
        for source in re.findall(r"'(src/\w+\.cc)'", (overlay / "meson.build").read_text(encoding="utf-8")):
            contents[source] = BENCHMARK_SOURCE.encode() if source == "src/benchmark.cc" else b""
    archive = scratch / "subprojects/packagecache" / wrap["source_filename"]
    archive.parent.mkdir(exist_ok=True)
    write_archive(archive, wrap["directory"], contents)
    text = house.read(root, f"subprojects/{name}.wrap")
    text = text.replace(wrap["source_hash"], hashlib.sha256(archive.read_bytes()).hexdigest())
    (scratch / f"subprojects/{name}.wrap").write_text(text, encoding="utf-8")


def build(root, scratch, meson, compiler):
    """Builds and runs a program for each dependency out of the wraps. What went wrong, and the names left out."""
    left_out = {name for name, (header, _) in LAYOUTS.items() if not (SYSTEM / header).is_file()}
    lines = ["project('overlays', 'cpp', default_options: ['cpp_std=c++20', 'warning_level=3', 'werror=true'])"]
    for variable, call in calls(root).items():
        name, program = PROGRAMS[variable]
        if name in left_out:
            continue
        (scratch / f"{variable}.cpp").write_text(program + MARK_PROGRAM, encoding="utf-8")
        lines += [f"{variable} = {call}",
                  f"assert({variable}.type_name() == 'internal', '{variable}: not from the wrap')",
                  f"test('{variable}', executable('{variable}_program', '{variable}.cpp', dependencies: {variable}))"]
    (scratch / "meson.build").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in sorted({PROGRAMS[variable][0] for variable in calls(root)} - left_out):
        put_wrap(root, scratch, name, compiler)
    environment = {**os.environ, "CXX": shlex.join(compiler)}
    for command in (["setup", "build", "--wrap-mode=forcefallback"], ["compile", "-C", "build", "-j", "2"],
                    ["test", "-C", "build", "--print-errorlogs"]):
        done = subprocess.run([meson, *command], cwd=scratch, env=environment, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            return ["meson " + shlex.join(command) + ":"] + (done.stdout + done.stderr).splitlines()[-40:], left_out
    return [], left_out


def overlays_build(root, meson, compiler):
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        (scratch / "subprojects").mkdir()
        problems, left_out = build(root, scratch, meson, compiler)
    for name in sorted(left_out):
        print(f"skip {name}: the system has no {SYSTEM / LAYOUTS[name][0]} to make an archive from")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meson", help="the command; without it nothing is built")
    parser.add_argument("--compiler", default="g++", help="the command, with its arguments")
    parser.add_argument("root", type=pathlib.Path)
    options = parser.parse_args()
    rules = dict(RULES)
    if options.meson:
        rules["overlays build"] = lambda root: overlays_build(root, options.meson, shlex.split(options.compiler))
    else:
        print("skip overlays build: there is no meson command")
    return house.run(rules, options.root.resolve())


if __name__ == "__main__":
    sys.exit(main())
