// SPDX-License-Identifier: BSL-1.0
// Where the sources are, for tests that read files: told when a test runs, so that what was compiled in one folder can
// be taken from the cache in another.
#ifndef FAIRLEAD_TESTS_SUPPORT_SOURCE_ROOT_HPP
#define FAIRLEAD_TESTS_SUPPORT_SOURCE_ROOT_HPP

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace tests {

inline std::filesystem::path source_root() {
  const char* root = std::getenv("FAIRLEAD_SOURCE_ROOT");
  if (root == nullptr) {
    throw std::runtime_error("set FAIRLEAD_SOURCE_ROOT to the folder of the sources, as `meson test` does");
  }
  return root;
}

}  // namespace tests

#endif
