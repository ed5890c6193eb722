// SPDX-License-Identifier: BSL-1.0
// Version and build mode of fairlead: the macros that every other header may rely on, and nothing else.
#ifndef FAIRLEAD_CONFIG_HPP
#define FAIRLEAD_CONFIG_HPP

#if defined(_MSVC_LANG) ? _MSVC_LANG < 202002L : __cplusplus < 202002L
#error "fairlead needs C++20: compile with -std=c++20 (Meson: cpp_std=c++20, CMake: cxx_std_20)"
#endif

#define FAIRLEAD_VERSION_MAJOR 0
#define FAIRLEAD_VERSION_MINOR 1
#define FAIRLEAD_VERSION_PATCH 0
#define FAIRLEAD_VERSION "0.1.0"

// FAIRLEAD_COMPILED comes with the `fairlead` dependency: definitions are taken from libfairlead.
// Without it, or with FAIRLEAD_HEADER_ONLY, the headers bring their own definitions along.
#if defined(FAIRLEAD_HEADER_ONLY) || !defined(FAIRLEAD_COMPILED)
#define FAIRLEAD_DEFINE_INLINE 1
#define FAIRLEAD_INLINE inline
#else
#define FAIRLEAD_DEFINE_INLINE 0
#define FAIRLEAD_INLINE
#endif

#endif
