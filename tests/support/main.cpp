// SPDX-License-Identifier: BSL-1.0
// doctest's main program, shared by the tests of every layer.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
