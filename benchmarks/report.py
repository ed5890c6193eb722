#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Runs the benchmarks and prints ratios, `name value`: what fairlead takes, divided by what its baseline takes in the same run.

Compile times, by the scripts in the folders of the groups, come with seconds and megabytes as well.
Of a family that claims to have no bad case, the slowest is held against its own fastest and each baseline's, too.

A benchmark is called family/fairlead/case, and its baselines family/baseline/case; their ratio is called
group.family.over_baseline.case. It is of the counter `value` where a benchmark has one (bytes, say), else of its CPU time:
the least of nine repetitions that are run in turns; where the same code is linked to several places, the mean of these.
A goal is a line of goals.tsv: name, at_most or at_least, value."""

import argparse
import json
import pathlib
import subprocess
import sys


# Families that should have no bad case.
FLAT = {"by_number"}


def goals_of(path):
    goals = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        name, relation, value = line.split("\t")
        if relation not in ("at_most", "at_least"):
            sys.exit(f"{path}:{number}: neither at_most nor at_least: {relation}")
        goals[name] = (relation, float(value))
    return goals


def ratios_of(programs, group):
    seconds = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}
    times = {}
    for program in programs:
        done = subprocess.run([program, "--benchmark_format=json", "--benchmark_repetitions=9",
                               "--benchmark_enable_random_interleaving=true", "--benchmark_min_time=0.05"],
                              capture_output=True, text=True, check=True)
        least = {}  # neighbours on the machine only ever add
        for each in json.loads(done.stdout)["benchmarks"]:
            if each["run_type"] == "iteration":
                case = tuple(each["run_name"].split("/")[:3])
                time = each.get("value", each["cpu_time"] * seconds[each["time_unit"]])
                least[case] = min(time, least.get(case, time))
        for case, time in least.items():
            times[case] = times.get(case, 0) + time / len(programs)
    for (family, subject, case), time in sorted(times.items()):
        if subject != "fairlead":
            yield f"{group}.{family}.over_{subject}.{case}", times[family, "fairlead", case] / time
    for family in sorted(FLAT & {family for family, _, _ in times}):
        cases = {}
        for (name, subject, _), time in times.items():
            if name == family:
                cases.setdefault(subject, []).append(time)
        slowest = max(cases["fairlead"])
        for subject, of_subject in sorted(cases.items()):
            fastest = "fastest" if subject == "fairlead" else f"fastest_{subject}"
            yield f"{group}.{family}.slowest_over_{fastest}", slowest / min(of_subject)


def lines_of(script):
    """The figures that a script prints as it goes."""
    with subprocess.Popen([sys.executable, "-B", script], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            name, value = line.split()
            yield name, float(value)
    if process.returncode:
        sys.exit(f"{script} failed")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programs", type=pathlib.Path)
    parser.add_argument("goals", type=pathlib.Path)
    parser.add_argument("group", nargs="?")
    parser.add_argument("--check", action="store_true", help="list what misses its goal, and exit with 1 if anything does")
    options = parser.parse_args()
    programs, scripts = {}, {}
    for path in sorted(options.programs.glob("*_benchmark_*[0-9]")):
        programs.setdefault(path.name.partition("_benchmark_")[0], []).append(path)
    for path in sorted(pathlib.Path(__file__).parent.glob("*/*.py")):
        scripts.setdefault(path.parent.name, []).append(path)
    groups = sorted(programs.keys() | scripts.keys())
    if options.group and options.group not in groups:
        sys.exit(f"no such group: {options.group}; there are: {', '.join(groups)}")
    goals = goals_of(options.goals)
    missed = []
    for group in groups:
        if options.group not in (None, group):
            continue
        parts = [ratios_of(programs[group], group)] if group in programs else []
        parts += [lines_of(script) for script in scripts.get(group, [])]
        for name, value in (figure for part in parts for figure in part):
            print(f"{name} {value:.3g}", flush=True)
            relation, goal = goals.get(name, (None, None))
            if (relation == "at_most" and value > goal) or (relation == "at_least" and value < goal):
                missed.append(f"{name} {value:.3g}, the goal is {relation.replace('_', ' ')} {goal}")
    if options.check:
        print("\n".join(["missed:"] + missed if missed else ["every goal is met"]))
        return 1 if missed else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
