#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Prints a call of describe.cpp's for each stock lifecycle that the headers have: no list has to be kept."""

import pathlib
import sys

import stock

for stage_name, lifecycle_name in stock.stock(pathlib.Path(sys.argv[1])):
    print(f'describe<fairlead::{stage_name}::{lifecycle_name}>(folder, "{stage_name}", "{lifecycle_name}");')
