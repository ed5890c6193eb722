#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""What all stock lifecycles cost to compile, with every check and every invariant proved: beside one raw Boost.MSM machine
of 40 rows.

Prints `name value` lines: a ratio of CPU seconds in one run, and megabytes of peak memory."""

import argparse
import importlib.util
import pathlib
import shutil

spec = importlib.util.spec_from_file_location("model", pathlib.Path(__file__).parents[1] / "model/compile_time.py")
model = importlib.util.module_from_spec(spec)
spec.loader.exec_module(model)

ALL_THIRTY = "#include <fairlead/lifecycles.hpp>\n"


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    for compiler in filter(shutil.which, ["g++", "clang++-22", "clang++-16"]):
        (raw, _), (seconds, megabytes) = model.costs(compiler, [model.raw_msm(40), ALL_THIRTY], 3)
        print(f"lifecycles.compile_time.over_msm.all_thirty.{compiler} {seconds / raw:.3f}")
        print(f"lifecycles.compile_time.megabytes.all_thirty.{compiler} {megabytes:.0f}", flush=True)


if __name__ == "__main__":
    main()
