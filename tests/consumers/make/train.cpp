// SPDX-License-Identifier: BSL-1.0
// The cargo of the train: a second source file with the same headers, which must link with the first.
#include "train.hpp"

fairlead::graph_snapshot cargo() {
  fairlead::artifact_graph graph;
  const auto shop = graph.add_artifact({"pkg:generic/shop@2.0.0", "shop", "2.0.0", ""});
  const auto cart = graph.add_artifact({"pkg:generic/cart@1.4.0", "cart", "1.4.0", ""});
  const auto core = graph.add_artifact({"pkg:generic/core@1.0.0", "core", "1.0.0", ""});
  graph.add_dependency(shop, cart);
  graph.add_dependency(cart, core);
  return fairlead::freeze(graph, fairlead::cycle_policy::reject);
}
