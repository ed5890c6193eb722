// SPDX-License-Identifier: BSL-1.0
// One small usage for each stock lifecycle: `lifecycles package/approval` runs one, `lifecycles` all of them.
#include <iostream>

#include "usage.hpp"

int main(int count, char** arguments) {
  const timestamp begin{1'800'000'000'000'000'000};
  if (count < 2) {
    for (const auto& [lifecycle, show] : usage::all()) {
      std::cout << "== " << lifecycle << '\n';
      show(std::cout, begin);
    }
    return 0;
  }
  const auto found = usage::all().find(arguments[1]);
  if (found != usage::all().end()) {
    found->second(std::cout, begin);
    return 0;
  }
  std::cerr << "lifecycles: there is no usage of '" << arguments[1] << "'; there are:";
  for (const auto& each : usage::all()) { std::cerr << ' ' << each.first; }
  std::cerr << '\n';
  return 2;
}
