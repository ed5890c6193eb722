// SPDX-License-Identifier: BSL-1.0
// A user of the headers alone: versions, a frozen graph, lifecycles as values. It links nothing of fairlead's.
#include <cstdio>
#include <string>

#include <fairlead/identity/semantic_version.hpp>

#include "train.hpp"

#if !FAIRLEAD_DEFINE_INLINE
#error "without the library the headers must bring their definitions along"
#endif

static_assert(fairlead::holds<fairlead::package::approval>);

int main() {
  const fairlead::graph_snapshot graph = cargo();
  for (const auto wave : graph.waves()) {
    for (const auto artifact : wave) { std::puts(std::string(graph.key(artifact)).c_str()); }
  }
  const auto from = fairlead::semantic_version::parse("1.4.0-rc.2");
  const auto to = fairlead::semantic_version::parse("1.4.0");
  std::puts(from < to ? "1.4.0-rc.2 comes before 1.4.0" : "the order of versions is wrong");
  std::printf("%zu states\n", fairlead::description_of<train>.states.size());
  return 0;
}
