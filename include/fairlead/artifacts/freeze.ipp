// SPDX-License-Identifier: BSL-1.0
// Definitions of freeze.hpp. All work is done on ranks (the place of an artifact in the order of keys), which is what
// makes the result independent of the order of arrival.
#ifndef FAIRLEAD_ARTIFACTS_FREEZE_IPP
#define FAIRLEAD_ARTIFACTS_FREEZE_IPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>

#include "freeze.hpp"

namespace fairlead {
namespace detail {

/// The same edges seen from their other end. Neighbours come out sorted. O(V + E).
[[nodiscard]] inline adjacency transpose(const adjacency& edges) {
  const std::size_t count = edges.size();
  adjacency turned;
  turned.first.assign(count + 1, 0);
  turned.neighbours.resize(edges.neighbours.size());
  turned.kinds.resize(edges.kinds.size());
  for (const artifact_position to : edges.neighbours) { ++turned.first[to]; }
  std::exclusive_scan(turned.first.begin(), turned.first.end(), turned.first.begin(), std::uint32_t{0});
  for (artifact_position from = 0; from != count; ++from) {
    for (std::uint32_t i = edges.first[from]; i != edges.first[from + 1]; ++i) {
      const std::uint32_t slot = turned.first[edges.neighbours[i]]++;
      turned.neighbours[slot] = from;
      if (!edges.kinds.empty()) { turned.kinds[slot] = edges.kinds[i]; }
    }
  }
  // Each start has become the start of the next one.
  std::copy_backward(turned.first.begin(), turned.first.end() - 1, turned.first.end());
  turned.first[0] = 0;
  return turned;
}

class freezer {
public:
  explicit freezer(const artifact_graph& graph) : graph_(graph), count_(graph.artifact_count()) {}

  [[nodiscard]] graph_snapshot run() {
    rank_by_key();
    gather();
    peel();
    if (!rest_.empty()) { condense(); }
    number();
    return graph_snapshot(write());
  }

private:
  static constexpr std::uint32_t unsettled = 0xffffffff;

  void rank_by_key() {
    std::vector<std::string_view> keys(count_);
    for (std::uint32_t i = 0; i != count_; ++i) { keys[i] = graph_.at({i}).key; }
    by_rank_.resize(count_);
    std::iota(by_rank_.begin(), by_rank_.end(), std::uint32_t{0});
    std::sort(by_rank_.begin(), by_rank_.end(), [&](auto a, auto b) { return keys[a] < keys[b]; });
    rank_.resize(count_);
    for (std::uint32_t rank = 0; rank != count_; ++rank) { rank_[by_rank_[rank]] = rank; }
  }

  // Sorts the recorded edges by source and target, and merges those that repeat.
  void gather() {
    const auto recorded = graph_.dependencies();
    if (recorded.size() >= std::numeric_limits<std::uint32_t>::max()) {
      throw error(errc::capacity_exceeded, "more than 4,294,967,294 dependencies: split the graph");
    }
    adjacency loose;
    loose.first.assign(count_ + 1, 0);
    loose.neighbours.resize(recorded.size());
    loose.kinds.resize(recorded.size());
    for (const dependency& each : recorded) { ++loose.first[rank_[each.to.value]]; }
    std::inclusive_scan(loose.first.begin(), loose.first.end(), loose.first.begin());
    for (const dependency& each : recorded) {
      const std::uint32_t slot = --loose.first[rank_[each.to.value]];
      loose.neighbours[slot] = rank_[each.from.value];
      loose.kinds[slot] = each.kinds;
    }
    down_ = transpose(loose);
    merge_repeated();
    up_ = transpose(down_);
  }

  void merge_repeated() {
    std::uint32_t kept = 0;
    std::uint32_t begin = 0;
    for (std::uint32_t v = 0; v != count_; ++v) {
      const std::uint32_t end = down_.first[v + 1];
      const std::uint32_t first_kept = kept;
      for (std::uint32_t i = begin; i != end; ++i) {
        if (kept != first_kept && down_.neighbours[kept - 1] == down_.neighbours[i]) {
          down_.kinds[kept - 1] |= down_.kinds[i];
        } else {
          down_.neighbours[kept] = down_.neighbours[i];
          down_.kinds[kept++] = down_.kinds[i];
        }
      }
      begin = end;
      down_.first[v + 1] = kept;
    }
    down_.neighbours.resize(kept);
    down_.kinds.resize(kept);
  }

  // Kahn's order, upwards from the leaves: whatever neither lies in a cycle nor depends on one gets its wave.
  void peel() {
    wave_.assign(count_, 0);
    std::vector<std::uint32_t> pending(count_);
    std::vector<std::uint32_t> ready;
    for (std::uint32_t v = 0; v != count_; ++v) {
      pending[v] = down_.first[v + 1] - down_.first[v];
      if (pending[v] == 0) { ready.push_back(v); }
    }
    for (std::size_t next = 0; next != ready.size(); ++next) {
      const std::uint32_t v = ready[next];
      for (const std::uint32_t above : up_.of(v)) {
        wave_[above] = std::max(wave_[above], wave_[v] + 1);
        if (--pending[above] == 0) { ready.push_back(above); }
      }
    }
    if (ready.size() == count_) { return; }
    for (std::uint32_t v = 0; v != count_; ++v) {
      if (pending[v] != 0) { rest_.push_back(v); }
    }
  }

  // Groups what is left, and gives the groups their waves as peel() did for single artifacts.
  void condense() {
    const std::vector<std::uint32_t> component = components_of_rest();
    component_.assign(count_, unsettled);
    for (std::size_t i = 0; i != rest_.size(); ++i) { component_[rest_[i]] = component[i]; }
    const std::size_t groups = std::size_t{*std::max_element(component.begin(), component.end())} + 1;
    members_.first.assign(groups + 1, 0);
    members_.neighbours.resize(rest_.size());
    for (const std::uint32_t each : component) { ++members_.first[each]; }
    std::inclusive_scan(members_.first.begin(), members_.first.end(), members_.first.begin());
    for (std::size_t i = rest_.size(); i-- != 0;) { members_.neighbours[--members_.first[component[i]]] = rest_[i]; }
    settle_groups();
  }

  [[nodiscard]] std::vector<std::uint32_t> components_of_rest() const {
    using graph_type = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                          boost::no_property, std::uint32_t, std::uint32_t>;
    std::vector<std::uint32_t> compact(count_, unsettled);
    for (std::uint32_t i = 0; i != rest_.size(); ++i) { compact[rest_[i]] = i; }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (std::uint32_t i = 0; i != rest_.size(); ++i) {
      for (const std::uint32_t below : down_.of(rest_[i])) {
        if (compact[below] != unsettled) { edges.emplace_back(i, compact[below]); }
      }
    }
    const graph_type rest(boost::edges_are_sorted, edges.begin(), edges.end(),
                          static_cast<std::uint32_t>(rest_.size()));
    std::vector<std::uint32_t> component(rest_.size());
    boost::strong_components(rest,
                             boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, rest)));
    return component;
  }

  void settle_groups() {
    std::vector<std::uint32_t> pending(members_.size(), 0);
    std::vector<std::uint32_t> wave(members_.size(), 0);
    for (const std::uint32_t v : rest_) {
      const std::uint32_t group = component_[v];
      for (const std::uint32_t below : down_.of(v)) {
        if (component_[below] == unsettled) {
          wave[group] = std::max(wave[group], wave_[below] + 1);
        } else if (component_[below] != group) {
          ++pending[group];
        }
      }
    }
    std::vector<std::uint32_t> ready;
    for (std::uint32_t group = 0; group != members_.size(); ++group) {
      if (pending[group] == 0) { ready.push_back(group); }
    }
    for (std::size_t next = 0; next != ready.size(); ++next) {
      const std::uint32_t group = ready[next];
      for (const std::uint32_t v : members_.of(group)) {
        wave_[v] = wave[group];
        for (const std::uint32_t above : up_.of(v)) {
          const std::uint32_t other = component_[above];
          if (other == group) { continue; }
          wave[other] = std::max(wave[other], wave[group] + 1);
          if (--pending[other] == 0) { ready.push_back(other); }
        }
      }
    }
  }

  // Positions by wave, in it by the first key of the group, in that by key.
  void number() {
    std::vector<std::uint32_t> next;
    for (const std::uint32_t wave : wave_) {
      if (wave >= next.size()) { next.resize(std::size_t{wave} + 1, 0); }
      ++next[wave];
    }
    std::exclusive_scan(next.begin(), next.end(), next.begin(), std::uint32_t{0});
    position_.resize(count_);
    for (std::uint32_t v = 0; v != count_; ++v) {
      std::uint32_t& place = next[wave_[v]];
      if (rest_.empty() || component_[v] == unsettled) {
        position_[v] = place++;
        continue;
      }
      const auto members = members_.of(component_[v]);
      if (members.front() != v) { continue; }
      if (members.size() > 1) { cyclic_.push_back({place, place + static_cast<artifact_position>(members.size())}); }
      for (const std::uint32_t member : members) { position_[member] = place++; }
    }
    wave_ends_ = std::move(next);
    std::sort(cyclic_.begin(), cyclic_.end(), [](auto a, auto b) { return a.first < b.first; });
  }

  [[nodiscard]] std::shared_ptr<const snapshot_data> write() {
    auto data = std::make_shared<snapshot_data>();
    std::vector<std::uint32_t> rank_at(count_);
    for (std::uint32_t v = 0; v != count_; ++v) { rank_at[position_[v]] = v; }
    up_ = {};
    adjacency loose;
    loose.first.reserve(count_ + 1);
    loose.neighbours.reserve(down_.neighbours.size());
    loose.kinds.reserve(down_.kinds.size());
    for (const std::uint32_t v : rank_at) {
      for (const std::uint32_t below : down_.of(v)) { loose.neighbours.push_back(position_[below]); }
      for (const dependency_kind kinds : down_.kinds_of(v)) { loose.kinds.push_back(kinds); }
      loose.first.push_back(static_cast<std::uint32_t>(loose.neighbours.size()));
    }
    down_ = {};
    data->dependents = transpose(loose);
    data->dependencies = transpose(data->dependents);
    data->dependents.kinds = {};
    write_texts(*data, rank_at);
    write_dangling(*data);
    data->by_key = std::move(position_);
    data->wave_ends = std::move(wave_ends_);
    data->cyclic = std::move(cyclic_);
    return data;
  }

  void write_texts(snapshot_data& data, const std::vector<std::uint32_t>& rank_at) const {
    std::size_t size = 0;
    for (std::uint32_t i = 0; i != count_; ++i) {
      const artifact each = graph_.at({i});
      size += each.key.size() + each.name.size() + each.version.size() + each.digest.size();
    }
    if (size > std::numeric_limits<std::uint32_t>::max()) {
      throw error(errc::capacity_exceeded, "more than 4 GiB of keys, names, versions and digests: split the graph");
    }
    data.text.reserve(size);
    data.text_first.reserve(4 * count_ + 1);
    data.complete.reserve(count_);
    for (const std::uint32_t v : rank_at) {
      const artifact_id id{by_rank_[v]};
      const artifact each = graph_.at(id);
      for (const std::string_view text : {each.key, each.name, each.version, each.digest}) {
        data.text += text;
        data.text_first.push_back(static_cast<std::uint32_t>(data.text.size()));
      }
      data.complete.push_back(graph_.completeness_of(id));
    }
  }

  void write_dangling(snapshot_data& data) const {
    const std::vector<dangling_reference> all = graph_.dangling();
    std::size_t size = 0;
    for (const dangling_reference& each : all) { size += each.from.size() + each.reference.size(); }
    data.dangling_text.reserve(size);
    const auto keep = [&data](std::string_view text) {
      const std::size_t first = data.dangling_text.size();
      data.dangling_text += text;
      return std::string_view(data.dangling_text).substr(first);
    };
    data.dangling.reserve(all.size());
    for (const dangling_reference& each : all) {
      const std::string_view from = keep(each.from);
      data.dangling.push_back({from, keep(each.reference)});
    }
  }

  const artifact_graph& graph_;
  std::size_t count_;
  std::vector<std::uint32_t> by_rank_;  // id of each rank
  std::vector<std::uint32_t> rank_;     // rank of each id
  adjacency down_;                      // to what is depended on
  adjacency up_;                        // to what depends
  std::vector<std::uint32_t> wave_;
  std::vector<std::uint32_t> rest_;       // what peel() left over, ascending
  std::vector<std::uint32_t> component_;  // of each of rest_; `unsettled` for the others
  adjacency members_;                     // of each component, ascending
  std::vector<std::uint32_t> position_;
  std::vector<std::uint32_t> wave_ends_;
  std::vector<cyclic_group> cyclic_;
};

}  // namespace detail

FAIRLEAD_INLINE graph_snapshot freeze(const artifact_graph& graph, cycle_policy cycles) {
  graph_snapshot snapshot = detail::freezer(graph).run();
  if (cycles == cycle_policy::reject && !snapshot.is_acyclic()) {
    const auto all = snapshot.cycles();
    const auto& shortest =
        *std::min_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
    throw error(errc::dependency_cycle, "dependency cycle: " + snapshot.spell(shortest, true) + " (" +
                                            std::to_string(all.size()) +
                                            (all.size() == 1 ? " cyclic group" : " cyclic groups") +
                                            "): remove one of these dependencies, or freeze with condense");
  }
  return snapshot;
}

}  // namespace fairlead

#endif
