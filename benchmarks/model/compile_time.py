#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""What a table costs to compile: as a lifecycle that is proved, as a raw Boost.MSM machine, and as a hand-written switch.

Prints `name value` lines: ratios of CPU seconds in one run, and megabytes of peak memory."""

import argparse
import pathlib
import resource
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def shape(rows):
    """(source, event, target, guarded) of each row: 0.35 states and half an event for a row, every fourth row guarded."""
    states = rows * 35 // 100 + 2
    return states, rows // 2, [(k % states, k // 2, (k + 1 + k // states) % states, k % 4 == 0) for k in range(rows)]


def lifecycle(rows):
    states, events, table = shape(rows)
    lines = ["#include <fairlead/model/lifecycle.hpp>", "#include <fairlead/model/proof.hpp>", "struct delivery : fairlead::lifecycle {"]
    lines += [f"  struct s{n}{' : initial' if n == 0 else ''} {{}};" for n in range(states)]
    lines += [f"  struct e{n} {{ int weight = 0; }};" for n in range(events)]
    lines += ["  struct light { template <class E> bool operator()(const E& e) const { return e.weight < 100; } };"]
    lines += ["  using transitions = table<" + ", ".join(
        f"row<s{s}, e{e}, s{t}{', when<light>' if g else ''}>" for s, e, t, g in table) + ">;"]
    lines += ["  using invariants = prove<" + ", ".join(
        f"no_edge<s{n % states}, s{n % states}>" for n in range(10)) + ">;"]
    lines += ["};", "static_assert(fairlead::holds<delivery>);",
              "const char* name(unsigned n) { return fairlead::description_of<delivery>.states[n]->name.data(); }"]
    return "\n".join(lines)


def raw_msm(rows):
    states, events, table = shape(rows)
    lines = ["#include <boost/mp11/list.hpp>", "#include <boost/mp11/mpl.hpp>",
             "#include <boost/msm/back/state_machine.hpp>", "#include <boost/msm/front/functor_row.hpp>",
             "#include <boost/msm/front/state_machine_def.hpp>", "namespace f = boost::msm::front;"]
    lines += [f"struct e{n} {{ int weight = 0; }};" for n in range(events)]
    lines += ["struct front : f::state_machine_def<front> {"]
    lines += [f"  struct s{n} : f::state<> {{}};" for n in range(states)]
    lines += ["  struct light { template <class E, class M, class S, class T> bool operator()(const E& e, M&, S&, T&) const"
              " { return e.weight < 100; } };",
              "  using initial_state = s0;", "  using no_exception_thrown = int;", "  using no_message_queue = int;",
              "  using transition_table = boost::mp11::mp_list<" + ", ".join(
                  f"f::Row<s{s}, e{e}, s{t}, f::none, {'light' if g else 'f::none'}>" for s, e, t, g in table) + ">;",
              "  template <class M, class E> void no_transition(const E&, M&, int) {}", "};",
              "using machine = boost::msm::back::state_machine<front>;",
              "int run(machine& m) {", "  int n = 0;"]
    lines += [f"  n += static_cast<int>(m.process_event(e{n}{{n}}));" for n in range(events)]
    return "\n".join(lines + ["  return n;", "}"])


def switch(rows):
    states, events, table = shape(rows)
    lines = ["#include <array>", "#include <string_view>", "#include <tuple>",
             "enum class state { " + ", ".join(f"s{n}" for n in range(states)) + " };",
             f"constexpr std::array<std::string_view, {states}> names{{" + ", ".join(f'"s{n}"' for n in range(states)) + "};",
             "std::string_view name(state s) { return names[static_cast<unsigned>(s)]; }"]
    for event in range(events):
        lines += [f"struct e{event} {{ int weight = 0; }};",
                  f"std::tuple<state, bool> on(state s, const e{event}& e) {{", "  switch (s) {"]
        lines += [f"    case state::s{s}: {'if (e.weight >= 100) { break; } ' if g else ''}return {{state::s{t}, true}};"
                  for s, e, t, g in table if e == event]
        lines += ["    default: (void)e; break;", "  }", "  return {s, false};", "}"]
    return "\n".join(lines)


def costs(compiler, sources, repetitions=5):
    """(CPU seconds, peak megabytes) of compiling each of `sources`: the least of several, compiled in turns, since the
    neighbours on a machine only ever add, and not to all alike."""
    found = [(float("inf"), 0.0)] * len(sources)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "table.cpp"
        for _ in range(repetitions):
            for i, source in enumerate(sources):
                path.write_text(source, encoding="utf-8")
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                done = subprocess.run(["/usr/bin/env", "time", "-f", "%M", compiler, "-std=c++20", "-O2", "-c", "-o", "/dev/null",
                                       f"-I{ROOT / 'include'}", str(path)], capture_output=True, text=True, check=True)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                found[i] = (min(found[i][0], seconds), max(found[i][1], int(done.stderr.split()[-1]) / 1024))
    return found


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    for compiler in filter(shutil.which, ["g++", "clang++-22", "clang++-16"]):
        sizes = (10, 20, 40, 80, 160, 320)
        *tables, (by_switch, _) = costs(compiler, [*map(lifecycle, sizes), switch(40)])
        seconds = {}
        for rows, (seconds[rows], megabytes) in zip(sizes, tables):
            print(f"model.compile_time.seconds.{rows}_rows.{compiler} {seconds[rows]:.2f}")
            print(f"model.compile_time.megabytes.{rows}_rows.{compiler} {megabytes:.0f}")
        print(f"model.compile_time.growth.160_over_80_rows.{compiler} {seconds[160] / seconds[80]:.2f}")
        (raw, _), = costs(compiler, [raw_msm(40)], 2)
        print(f"model.compile_time.over_msm.40_rows.{compiler} {seconds[40] / raw:.3f}")
        print(f"model.compile_time.over_switch.40_rows.{compiler} {seconds[40] / by_switch:.2f}", flush=True)


if __name__ == "__main__":
    main()
