#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Uses fairlead as its users do, in a scratch folder: installed and found by pkg-config from Meson, by plain -I from a
Makefile, and as a Meson subproject. Each program must print what stands in `expected.txt` beside it."""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77


class Failure(Exception):
    """A command that failed, or a result that is not the expected one: the text says all."""


def run(command, folder, **environment):
    done = subprocess.run([str(word) for word in command], cwd=folder, env={**os.environ, **environment},
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failure(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def expect(actual, expected, what):
    if actual != expected:
        raise Failure(f"{what}: expected\n{expected}\nbut it is\n{actual}")


def install(options, scratch):
    """Installs the build below scratch/installed; returns that folder and the one that is the prefix in it."""
    target = scratch / "installed"
    run([options.meson, "install", "-C", options.build, "--no-rebuild", "--skip-subprojects", "--destdir", target],
        scratch)
    prefix = target / options.prefix.lstrip("/")
    source, installed = options.source / "include/fairlead", prefix / options.includedir / "fairlead"
    lists = [{str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
             for folder in (source, installed)]
    expect(sorted(lists[1] ^ lists[0]), [], f"headers that are only in {source} or only in {installed}")
    return target, prefix


def meson(options, scratch):
    target, prefix = install(options, scratch)
    library = prefix / options.libdir
    project = shutil.copytree(HERE / "meson", scratch / "meson")
    run([options.meson, "setup", "build", f"-Db_sanitize={options.sanitize}", f"-Dcpp_args={options.arguments}"],
        project,
        PKG_CONFIG_PATH=str(library / "pkgconfig"), PKG_CONFIG_SYSROOT_DIR=str(target), CXX=options.compiler)
    run([options.meson, "compile", "-C", "build"], project)
    return run([project / "build/approve"], project, LD_LIBRARY_PATH=str(library))


def make(options, scratch):
    _, prefix = install(options, scratch)
    project = shutil.copytree(HERE / "make", scratch / "make")
    run(["make", f"FAIRLEAD={prefix / options.includedir}", f"CXX={options.compiler}"], project)
    return run([project / "release"], project)


def subproject(options, scratch):
    project = shutil.copytree(HERE / "subproject", scratch / "subproject")
    (project / "subprojects").mkdir()
    (project / "subprojects/fairlead").symlink_to(options.source, target_is_directory=True)
    run([options.meson, "setup", "build", "--force-fallback-for=fairlead"], project, CXX=options.compiler)
    # A host does not want fairlead's own tests and examples in its build.
    expect(run([options.meson, "introspect", "build", "--tests"], project).strip(), "[]", "the tests of the subproject")
    run([options.meson, "compile", "-C", "build", "elevator"], project)
    return run([project / "build/elevator"], project)


CONSUMERS = {"meson": meson, "make": make, "subproject": subproject}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("consumer", choices=CONSUMERS)
    parser.add_argument("--source", type=pathlib.Path, required=True, help="where fairlead's sources are")
    parser.add_argument("--build", type=pathlib.Path, required=True, help="where fairlead is built")
    parser.add_argument("--prefix", required=True)
    parser.add_argument("--includedir", required=True)
    parser.add_argument("--libdir", required=True)
    parser.add_argument("--sanitize", required=True, help="fairlead's b_sanitize; its users need the same")
    parser.add_argument("--arguments", required=True, help="for the compiler, that go with the sanitizer")
    parser.add_argument("--compiler", required=True, help="the command, with its arguments")
    parser.add_argument("--meson", required=True, help="the command")
    options = parser.parse_args()
    if options.consumer == "make" and not shutil.which("make"):
        print("there is no make")
        return SKIPPED
    try:
        with tempfile.TemporaryDirectory() as folder:
            printed = CONSUMERS[options.consumer](options, pathlib.Path(folder).resolve())
        expected = (HERE / options.consumer / "expected.txt").read_text(encoding="utf-8")
        expect(printed, expected, "what the program prints")
    except Failure as failure:
        print(failure)
        print("0 passed, 1 failed")
        return 1
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
