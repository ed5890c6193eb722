#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The layers of include/fairlead: who may include whom, and which library of others is allowed where."""

import pathlib
import re
import sys

import house

# Below all layers.
GROUND = {"config.hpp", "error.hpp"}
# What the headers of a layer may include of others, by how it begins; of C++ and C, whose headers have no folder, all.
OTHERS = {
    "identity": ("bits/chrono.h",),  # of libstdc++, see duration.hpp
    "machine": ("boost/any.hpp", "boost/mp11/", "boost/mpl/", "boost/msm/"),
    "artifacts": ("boost/graph/", "boost/iterator/", "boost/property_map/"),
    "archive": ("boost/crc.hpp", "cereal/", "sys/"),
}
# Of machine/, the engine and what adopts a front end of Boost.MSM.
MSM = re.compile(r"machine/(msm|adopt|adopted_machine|detail/msm_\w+)\.hpp")


def rank(path):
    """The place of a header in the order of layers: -1 for the ground, None if it has none."""
    inside = path.relative_to(house.HEADERS)
    if str(inside) in GROUND:
        return -1
    layer = inside.parts[0] if len(inside.parts) > 1 else inside.stem
    return house.LAYERS.index(layer) if layer in house.LAYERS else None


def headers(root):
    return house.files(root, house.HEADERS, ".hpp", ".ipp")


def each_include(root):
    for path in headers(root):
        for line, kind, name in house.includes(house.read(root, path)):
            yield path, f"{path}:{line}: ", kind, name


def every_header_has_a_layer(root):
    return [f"{path}: neither a layer's ({', '.join(house.LAYERS)}) nor one of {', '.join(sorted(GROUND))}"
            for path in headers(root) if rank(path) is None]


def includes_lead_downwards(root):
    found = []
    for path, place, kind, name in each_include(root):
        if kind == "angled" and name.startswith("fairlead/"):
            found.append(f"{place}<{name}> inside include/: write it relative to the file")
        if kind == "angled":
            continue
        target = house.resolve(path, name)
        if not (root / target).is_file() or house.HEADERS not in target.parents:
            found.append(f"{place}\"{name}\" is no file of {house.HEADERS}")
            continue
        own, other = rank(path), rank(target)
        if own is not None and other is not None and other > own:
            found.append(f"{place}\"{name}\" lies in a higher layer")
    return found


def others_stay_in_their_layer(root):
    found = []
    for path, place, kind, name in each_include(root):
        own = rank(path)
        if kind != "angled" or "/" not in name or name.startswith("fairlead/") or own is None:
            continue
        layer = "the ground" if own < 0 else house.LAYERS[own]
        if not name.startswith(OTHERS.get(layer, ())):
            found.append(f"{place}<{name}> is not allowed in {layer}")
    return found


def boost_json_stays_in_src(root):
    return [f"{place}<{name}>: Boost.JSON is for src/ only" for _, place, _, name in each_include(root)
            if name.startswith("boost/json")]


def boost_msm_stays_where_it_is_run_or_read(root):
    return [f"{place}<{name}>: Boost.MSM is for machine/msm.hpp, adopt.hpp, adopted_machine.hpp and detail/msm_* only"
            for path, place, _, name in each_include(root)
            if name.startswith("boost/msm") and not MSM.fullmatch(str(path.relative_to(house.HEADERS)))]


RULES = {
    "every header has a layer": every_header_has_a_layer,
    "includes lead downwards": includes_lead_downwards,
    "others stay in their layer": others_stay_in_their_layer,
    "Boost.JSON stays in src": boost_json_stays_in_src,
    "Boost.MSM stays where it is run or read": boost_msm_stays_where_it_is_run_or_read,
}

if __name__ == "__main__":
    sys.exit(house.run(RULES, pathlib.Path(sys.argv[1])))
