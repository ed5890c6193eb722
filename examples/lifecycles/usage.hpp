// SPDX-License-Identifier: BSL-1.0
// What the usages share: a name to ask for each by, and what all of them use.
#ifndef FAIRLEAD_EXAMPLES_LIFECYCLES_USAGE_HPP
#define FAIRLEAD_EXAMPLES_LIFECYCLES_USAGE_HPP

#include <chrono>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include <fairlead/identity/sha256.hpp>
#include <fairlead/machine/table_machine.hpp>

using fairlead::sha256_of;
using fairlead::table_machine;
using fairlead::timestamp;
using namespace std::chrono_literals;

/// A lifecycle at work. An object of this type at namespace scope makes it known to the program.
class usage {
public:
  /// Writes what happens to the stream. Time is an input: it begins at the moment that is given.
  using function = void (*)(std::ostream&, timestamp);

  /// @param lifecycle  "stage/name", as the folders of include/fairlead/lifecycles have it
  usage(const std::string& lifecycle, function shown) { all()[lifecycle] = shown; }
  static std::map<std::string, function>& all() {
    static std::map<std::string, function> usages;
    return usages;
  }
};

#endif
