// SPDX-License-Identifier: BSL-1.0
// One digest for an artifact and all that it needs: equal digests mean equal closures. Which hash is the caller's
// choice (identity/sha256.hpp has one), so that this header needs no library.
#ifndef FAIRLEAD_ARTIFACTS_MERKLE_DIGEST_HPP
#define FAIRLEAD_ARTIFACTS_MERKLE_DIGEST_HPP

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "../identity/digest.hpp"
#include "condensation.hpp"
#include "dependency_kind.hpp"
#include "graph_snapshot.hpp"
#include "roots_and_leaves.hpp"

namespace fairlead {

/// A cryptographic hash of bytes, such as `sha256_of`. Called with texts of a few hundred bytes and up.
template <class Hash>
concept digest_function = std::invocable<Hash&, std::string_view> &&
    std::convertible_to<std::invoke_result_t<Hash&, std::string_view>, digest>;

namespace detail {

/// Texts with their sizes in front, so that no two different lists give the same bytes.
class canonical_text {
public:
  canonical_text& add(std::string_view text) {
    text_.append(std::to_string(text.size())).append(":").append(text);
    return *this;
  }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
  std::string text_;
};

template <class Hash>
class merkle_hasher {
public:
  merkle_hasher(const graph_snapshot& graph, Hash& hash, dependency_kind kinds)
      : graph_(graph), hash_(hash), kinds_(kinds), units_(graph, kinds), digests_(graph.artifact_count()) {}

  [[nodiscard]] std::vector<digest> all() && {
    for (release_unit unit = 0; unit != units_.size(); ++unit) { settle(unit); }
    return std::move(digests_);
  }

  [[nodiscard]] digest one(artifact_position v) && {
    for (const artifact_position each : graph_.closure(v, kinds_)) {
      if (!digests_[each]) { settle(units_.unit_of(each)); }
    }
    return digests_[v];
  }

private:
  // Members of a cycle have one digest together, and each its own from that: none of them could be first.
  void settle(release_unit unit) {
    const auto members = units_.members(unit);
    canonical_text text;
    text.add("fairlead merkle 1").add(std::to_string(members.size()));
    for (const artifact_position v : members) { describe(v, unit, text); }
    const digest together = hash_(text.text());
    if (members.size() == 1) {
      digests_[members.front()] = together;
      return;
    }
    for (const artifact_position v : members) {
      digests_[v] = hash_(canonical_text().add("member").add(graph_.key(v)).add(together.to_string()).text());
    }
  }

  void describe(artifact_position v, release_unit unit, canonical_text& text) {
    text.add(graph_.key(v)).add(graph_.version(v)).add(graph_.digest(v));
    text.add(graph_.completeness_of(v) == completeness::known ? "known" : "unknown");
    const auto dangling = dangling_from(graph_, v);
    text.add(std::to_string(dangling.size()));
    for (const dangling_reference& each : dangling) { text.add(each.reference); }
    std::vector<std::pair<std::string, std::string>> needs;
    const auto to = graph_.dependencies(v);
    const auto kinds = graph_.dependency_kinds(v);
    for (std::size_t i = 0; i != to.size(); ++i) {
      const dependency_kind some = kinds[i] & kinds_;
      if (some == dependency_kind::none) { continue; }
      needs.emplace_back(
          units_.unit_of(to[i]) == unit ? "member " + std::string(graph_.key(to[i])) : digests_[to[i]].to_string(),
          to_string(some));
    }
    std::sort(needs.begin(), needs.end());
    text.add(std::to_string(needs.size()));
    for (const auto& [what, why] : needs) { text.add(what).add(why); }
  }

  const graph_snapshot& graph_;
  Hash& hash_;
  dependency_kind kinds_;
  condensation units_;
  std::vector<digest> digests_;
};

}  // namespace detail

/// The digest of `v` with all that it needs: keys, versions, digests, completeness, dangling references, and the kinds
/// of every dependency. Names, provenance and what depends on `v` do not count, nor does the order of input. O(V + E),
/// and a hash for each artifact of the closure.
/// @throws fairlead::error unknown_artifact; whatever `hash` throws
template <digest_function Hash>
[[nodiscard]] digest merkle_digest(const graph_snapshot& graph, artifact_position v, Hash&& hash,
                                   dependency_kind kinds = all_dependency_kinds) {
  return detail::merkle_hasher(graph, hash, kinds).one(v);
}

/// The digests of all artifacts, by position. O(V + E log degree), and a hash for each.
template <digest_function Hash>
[[nodiscard]] std::vector<digest> merkle_digests(const graph_snapshot& graph, Hash&& hash,
                                                 dependency_kind kinds = all_dependency_kinds) {
  return detail::merkle_hasher(graph, hash, kinds).all();
}

}  // namespace fairlead

#endif
