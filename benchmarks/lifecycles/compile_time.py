#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""What all stock lifecycles cost to compile beside one raw Boost.MSM machine of 40 rows: where libfairlead is linked, which
has proved them; there again, with every check and every invariant proved anew; and from the headers alone, proofs and bodies
of guards included.

Prints `name value` lines: a ratio of CPU seconds in one run, and megabytes of peak memory."""

import argparse
import importlib.util
import pathlib
import re
import shutil

spec = importlib.util.spec_from_file_location("model", pathlib.Path(__file__).parents[1] / "model/compile_time.py")
model = importlib.util.module_from_spec(spec)
spec.loader.exec_module(model)

HEADERS = "#include <fairlead/lifecycles.hpp>\n"
LINKED = "#define FAIRLEAD_COMPILED 1\n" + HEADERS
STOCK = re.findall(r"msm_engine<(.+)>;", (model.ROOT / "include/fairlead/machine/stock.hpp").read_text())
PROVED = LINKED + "#include <fairlead/model/proof.hpp>\n" + "".join(
    f"static_assert(fairlead::detail::lifecycle_holds<fairlead::{lifecycle}, true>());\n" for lifecycle in STOCK)


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    for compiler in filter(shutil.which, ["g++", "clang++-22", "clang++-16"]):
        texts = {"all_thirty": PROVED, "all_thirty_linked": LINKED, "all_thirty_headers_only": HEADERS}
        (raw, _), *costs = model.costs(compiler, [model.raw_msm(40), *texts.values()], 3)
        for name, (seconds, megabytes) in zip(texts, costs):
            print(f"lifecycles.compile_time.over_msm.{name}.{compiler} {seconds / raw:.3f}")
            print(f"lifecycles.compile_time.megabytes.{name}.{compiler} {megabytes:.0f}", flush=True)


if __name__ == "__main__":
    main()
