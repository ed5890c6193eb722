// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/merkle_digest.hpp.
#include <fairlead/artifacts/merkle_digest.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/artifacts/graph_difference.hpp>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;

namespace {

// Not cryptographic, but different for different short texts, and there without libcrypto.
digest plain_hash(std::string_view text) {
  std::uint64_t value = 14'695'981'039'346'656'037U;
  for (const char c : text) { value = (value ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U; }
  std::string digits = "sha256:";
  for (int i = 0; i != 64; ++i) {
    digits += "0123456789abcdef"[(value >> (i % 16 * 4)) & 15U];
    value += i % 16 == 15 ? value * 31 : 0;
  }
  return digest::parse(digits);
}

}  // namespace

TEST_CASE("a change of one artifact changes the digests of its impact, and no others") {
  std::mt19937 random(50);
  for (int round = 0; round != 100; ++round) {
    const pair_of_graphs both(random, 30);
    const auto before = merkle_digests(both.frozen, plain_hash);
    artifact_graph changed;
    const auto chosen = static_cast<artifact_position>(test::below(random, both.plain.size));
    for (artifact_position v = 0; v != both.plain.size; ++v) {
      const auto id =
          changed.add_artifact({both.frozen.key(v), "renamed", both.frozen.version(v), v == chosen ? "sha256:00" : ""});
      changed.set_completeness(id, both.frozen.completeness_of(v));
    }
    for (artifact_position v = 0; v != both.plain.size; ++v) {
      for (const artifact_position to : both.frozen.dependencies(v)) {
        changed.add_dependency({v}, {to}, both.frozen.kinds(v, to));
      }
    }
    for (const dangling_reference& each : both.frozen.dangling()) {
      changed.add_dangling(*changed.find(each.from), each.reference);
    }
    const graph_snapshot after_graph = freeze(changed, cycle_policy::condense);
    const auto after = merkle_digests(after_graph, plain_hash);
    const auto impact = both.frozen.impact(chosen);
    for (artifact_position v = 0; v != both.plain.size; ++v) {
      REQUIRE((before[v] != after[v]) == std::binary_search(impact.begin(), impact.end(), v));
      if (v % 7 == 0) { REQUIRE(merkle_digest(both.frozen, v, plain_hash) == before[v]); }
    }
    REQUIRE(std::set(before.begin(), before.end()).size() == before.size());
    REQUIRE(merkle_digests(freeze(test::built(both.plain, random), cycle_policy::condense), plain_hash) == before);
  }
}

TEST_CASE("kinds, completeness and dangling references are part of what an artifact needs") {
  const auto of = [](dependency_kind kinds, bool known, bool dangling) {
    artifact_graph graph;
    graph.add_artifact({"a", "", "", ""});
    graph.add_artifact({"b", "", "", ""});
    graph.add_dependency({0}, {1}, kinds);
    if (known) { graph.set_completeness({1}, completeness::known); }
    if (dangling) { graph.add_dangling({1}, "lost"); }
    const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
    return merkle_digest(frozen, frozen.at("a"), plain_hash);
  };
  const std::set<digest> all{of(dependency_kind::runtime, false, false), of(dependency_kind::build, false, false),
                             of(dependency_kind::runtime, true, false), of(dependency_kind::runtime, false, true)};
  CHECK(all.size() == 4);
}
