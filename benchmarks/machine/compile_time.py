#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""What a machine costs to compile: a table of 40 rows as a table_machine, from headers alone and linked to libfairlead,
beside a raw Boost.MSM machine, and a translation unit that only uses a stock machine of the library beside an empty one.

Prints `name value` lines: ratios of CPU seconds in one run."""

import argparse
import importlib.util
import pathlib
import shutil

spec = importlib.util.spec_from_file_location("model", pathlib.Path(__file__).parents[1] / "model/compile_time.py")
model = importlib.util.module_from_spec(spec)
spec.loader.exec_module(model)

EMPTY = """#include <string>
#include <variant>
int main() { return static_cast<int>(std::string().size() + std::variant<int, double>().index()); }
"""
STOCK = """#define FAIRLEAD_COMPILED 1
#include <fairlead/lifecycles/package/hold.hpp>
#include <fairlead/machine/machine.hpp>
using hold = fairlead::package::hold;
bool close(fairlead::machine<hold>& subject) { return static_cast<bool>(subject.fire(hold::subject_closed{})); }
"""


def table_machine(rows):
    """The lifecycle of the model's benchmark, and a machine of it that takes every event."""
    events = model.shape(rows)[1]
    text = model.lifecycle(rows).replace("#include <fairlead/model/proof.hpp>",
                                         "#include <fairlead/machine/table_machine.hpp>")
    lines = ["int run(fairlead::table_machine<delivery>& m) {", "  int n = 0;"]
    lines += [f"  n += static_cast<int>(m.fire(delivery::e{n}{{{n}}}).kind());" for n in range(events)]
    return "\n".join([text, *lines, "  return n;", "}"])


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    for compiler in filter(shutil.which, ["g++", "clang++-22", "clang++-16"]):
        linked = "#define FAIRLEAD_COMPILED 1\n" + table_machine(40)
        (raw, _), (table, _), (linked_table, _) = model.costs(compiler, [model.raw_msm(40), table_machine(40), linked])
        print(f"machine.compile_time.over_msm.table_machine_of_40_rows.{compiler} {table / raw:.3f}", flush=True)
        print(f"machine.compile_time.over_msm.table_machine_of_40_rows_linked.{compiler} {linked_table / raw:.3f}", flush=True)
        (stock, _), (empty, _) = model.costs(compiler, [STOCK, EMPTY], 15)
        print(f"machine.compile_time.over_empty.stock_machine.{compiler} {stock / empty:.2f}", flush=True)


if __name__ == "__main__":
    main()
