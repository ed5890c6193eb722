// SPDX-License-Identifier: BSL-1.0
// The durations of <chrono> without its calendar, time zones and streams, which cost 0.2 s and 20 MB to parse (g++ 12),
// in every translation unit that uses a lifecycle. libstdc++ keeps them in a header of its own since release 12.
#ifndef FAIRLEAD_IDENTITY_DURATION_HPP
#define FAIRLEAD_IDENTITY_DURATION_HPP

#include <version>

// IWYU pragma: begin_exports
#if defined(_GLIBCXX_RELEASE) && _GLIBCXX_RELEASE >= 12 && __has_include(<bits/chrono.h>)
#include <bits/chrono.h>
#else
#include <chrono>
#endif
// IWYU pragma: end_exports

#endif
