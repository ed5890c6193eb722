// SPDX-License-Identifier: BSL-1.0
// Definitions of freeze.hpp. Edges are scattered three times and no more, since that is what freezing costs: by what is
// depended on, then straight into their final places, then the other way round. What memory is touched for the first
// time costs as much again, so that arrays take over from each other where they can.
#ifndef FAIRLEAD_ARTIFACTS_FREEZE_IPP
#define FAIRLEAD_ARTIFACTS_FREEZE_IPP

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <numeric>
#include <ranges>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "detail/dangling_texts.hpp"
#include "detail/edge_words.hpp"
#include "detail/key_order.hpp"
#include "detail/note_table.hpp"
#include "detail/prefetch.hpp"
#include "detail/strong_components.hpp"
#include "detail/turned.hpp"
#include "freeze.hpp"

namespace fairlead {
namespace detail {

/// @tparam Word  unsigned, as wide as a vertex and a note together: see `edge_words`
template <class Word>
class freezer {
public:
  freezer(const artifact_graph& graph, edge_census counted)
      : graph_(graph),
        ids_(static_cast<std::uint32_t>(graph.artifact_count())),
        is_large_(graph.dependencies().size() >= edges_worth_prefetching),
        texts_(graph.texts()),
        notes_(graph),
        words_(counted, ids_),
        out_degree_(std::move(counted.out_degree)),
        first_up_(std::move(counted.in_degree)) {}

  [[nodiscard]] graph_snapshot run() {
    by_key_ = ids_by_key(graph_, texts_);
    gather();
    peel();
    if (!rest_.empty()) { condense(); }
    number();
    return graph_snapshot(write());
  }

private:
  static constexpr std::uint32_t unsettled = 0xffffffff;
  static constexpr std::size_t ahead = 16;  // as many lines as a processor fetches at once

  // Sorts the recorded edges by what is depended on. Those that repeat do not matter yet.
  void gather() {
    std::inclusive_scan(first_up_.begin(), first_up_.end(), first_up_.begin());
    up_.resize(first_up_.back());
    const auto recorded = graph_.dependencies();
    const std::size_t fetched = is_large_ ? recorded.size() : 0;
    const bool any_retired = graph_.retired_count() != 0;
    for (std::size_t i = 0; i != recorded.size(); ++i) {
      if (i + 2 * ahead < fetched) { prefetch(&first_up_[recorded[i + 2 * ahead].to.value]); }
      if (i + ahead < fetched) { prefetch(up_.data() + first_up_[recorded[i + ahead].to.value]); }
      const dependency& each = recorded[i];
      if (!any_retired || stays(graph_, each)) {
        up_[--first_up_[each.to.value]] = words_.word(each.from.value, notes_.raw(each));
      }
    }
  }

  [[nodiscard]] std::span<const Word> words_above(std::uint32_t id) const {
    return std::span(up_).subspan(first_up_[id], first_up_[id + 1] - first_up_[id]);
  }

  template <class Visit>
  void each_above(std::uint32_t id, Visit&& visit) const {
    const auto vertex_of = words_.vertex_of();
    for (const Word each : words_above(id)) { visit(vertex_of(each)); }
  }

  // Kahn's order, upwards from the leaves: whatever neither lies in a cycle nor depends on one gets its wave.
  void peel() {
    of_id_ = out_degree_;
    std::vector<std::uint32_t>& ready = id_at_;
    ready.resize(by_key_.size());
    std::size_t count = 0;
    for (std::uint32_t id = 0; id != ids_; ++id) {
      if (graph_.retired_count() != 0 && graph_.is_retired({id})) {
        of_id_[id] = unsettled;
      } else if (out_degree_[id] == 0) {
        ready[count++] = id;
      }
    }
    std::uint32_t wave = 0;
    for (std::size_t next = 0, end = count; next != end; end = count) {
      ++wave;
      for (; next != end; ++next) {
        if (next + 3 * ahead < count) { prefetch(&first_up_[ready[next + 3 * ahead]]); }
        if (next + 2 * ahead < count) { prefetch(up_.data() + first_up_[ready[next + 2 * ahead]]); }
        if (next + ahead / 2 < count) {
          each_above(ready[next + ahead / 2], [&](std::uint32_t above) { prefetch(&of_id_[above]); });
        }
        each_above(ready[next], [&](std::uint32_t above) {
          if (--of_id_[above] == 0) {
            of_id_[above] = wave;  // nothing that it waits for is left to count down
            ready[count++] = above;
          }
        });
      }
    }
    if (count != by_key_.size()) { find_rest(count); }
  }

  void find_rest(std::size_t settled) {
    std::vector<bool> is_settled(ids_);
    for (std::size_t i = 0; i != settled; ++i) { is_settled[id_at_[i]] = true; }
    for (const std::uint32_t id : by_key_) {
      if (is_settled[id]) { continue; }
      rest_.push_back(id);
      of_id_[id] = 0;
    }
    for (std::size_t i = 0; i != settled; ++i) {
      const std::uint32_t wave = of_id_[id_at_[i]] + 1;
      each_above(id_at_[i], [&](std::uint32_t above) {
        if (!is_settled[above]) { of_id_[above] = std::max(of_id_[above], wave); }
      });
    }
  }

  // Groups what is left, and gives the groups their waves as peel() did for single artifacts.
  void condense() {
    // Against the direction of dependence: the groups are the same.
    const strong_components found = strong_components_of(
        rest_, first_up_, [vertex_of = words_.vertex_of(), edges = std::span(up_)](std::uint32_t edge) {
          return vertex_of(edges[edge]);
        });
    component_.assign(ids_, unsettled);
    std::uint32_t groups = 0;
    for (std::size_t last = found.members.size(); last != 0;) {
      std::size_t first = last - 1;
      while (first != 0 && found.number[found.members[first - 1]] == found.number[found.members[first]]) { --first; }
      const auto members = std::span(found.members).subspan(first, last - first);
      if (members.size() > 1) {
        std::uint32_t wave = 0;
        for (const std::uint32_t id : members) {
          component_[id] = groups;
          wave = std::max(wave, of_id_[id]);
        }
        for (const std::uint32_t id : members) { of_id_[id] = wave; }
        ++groups;
      }
      for (const std::uint32_t id : members) { let_wait_for(id); }
      last = first;
    }
    members_.first.assign(std::size_t{groups} + 1, 0);
    for (const std::uint32_t id : rest_) {
      if (component_[id] != unsettled) { ++members_.first[component_[id]]; }
    }
    std::inclusive_scan(members_.first.begin(), members_.first.end(), members_.first.begin());
    members_.neighbours.resize(members_.first.back());
    for (const std::uint32_t id : std::views::reverse(rest_)) {
      if (component_[id] != unsettled) { members_.neighbours[--members_.first[component_[id]]] = id; }
    }
  }

  // What depends on `id`, unless in a circle, comes in a later wave. @pre the wave of `id` is settled
  void let_wait_for(std::uint32_t id) {
    const std::uint32_t wave = of_id_[id] + 1;
    const std::uint32_t own = component_[id];
    each_above(id, [&](std::uint32_t above) {
      if (own == unsettled || component_[above] != own) { of_id_[above] = std::max(of_id_[above], wave); }
    });
  }

  // Positions by wave, in it by the first key of the group, in that by key.
  void number() {
    std::vector<std::uint32_t> next;
    for (const std::uint32_t wave : of_id_) {
      if (wave == unsettled) { continue; }
      if (wave >= next.size()) { next.resize(std::size_t{wave} + 1, 0); }
      ++next[wave];
    }
    std::exclusive_scan(next.begin(), next.end(), next.begin(), std::uint32_t{0});
    const auto settle = [&](std::uint32_t id, std::uint32_t position) {
      of_id_[id] = position;
      id_at_[position] = id;
    };
    for (std::size_t i = 0; i != by_key_.size(); ++i) {
      if (i + ahead < by_key_.size()) { prefetch(&of_id_[by_key_[i + ahead]]); }
      const std::uint32_t id = by_key_[i];
      if (rest_.empty() || component_[id] == unsettled) {
        settle(id, next[of_id_[id]]++);
      } else if (const auto members = members_.of(component_[id]); members.front() == id) {
        std::uint32_t& place = next[of_id_[id]];
        if (members.size() > 1) { cyclic_.push_back({place, place + static_cast<artifact_position>(members.size())}); }
        for (const std::uint32_t member : members) { settle(member, place++); }
      }
      by_key_[i] = of_id_[id];
    }
    wave_ends_ = std::move(next);
    std::sort(cyclic_.begin(), cyclic_.end(), [](auto a, auto b) { return a.first < b.first; });
  }

  [[nodiscard]] std::shared_ptr<const snapshot_data> write() {
    auto data = std::make_shared<snapshot_data>();
    write_dependencies(*data);
    data->dependents = turned(data->dependencies, notes_.size(), std::move(spare_));
    std::move(notes_).write(*data);
    data->texts = std::move(texts_);
    data->complete.reserve(id_at_.size());
    for (std::size_t p = 0; p != id_at_.size(); ++p) {
      if (p + ahead < id_at_.size()) { prefetch(&graph_.artifacts_[id_at_[p + ahead]]); }
      data->complete.push_back(graph_.artifacts_[id_at_[p]].known);
    }
    data->id_at = std::move(id_at_);
    write_dangling(graph_, *data);
    data->by_key = std::move(by_key_);
    data->wave_ends = std::move(wave_ends_);
    data->cyclic = std::move(cyclic_);
    return data;
  }

  // Going through what is depended on in order of position makes every list come out sorted, and repetitions meet.
  void write_dependencies(snapshot_data& data) {
    std::vector<std::uint32_t>& first = data.dependencies.first;
    first.resize(id_at_.size() + 1);
    for (std::size_t p = 0; p != id_at_.size(); ++p) { first[p + 1] = first[p] + out_degree_[id_at_[p]]; }
    out_degree_ = {};
    std::vector<Word> down(up_.size());
    is_large_ ? scatter_batches(down, first) : scatter(down, first);
    // Each start has become the start of the next one.
    std::copy_backward(first.begin(), first.end() - 1, first.end());
    first.front() = 0;
    if constexpr (std::is_same_v<Word, std::uint32_t>) { spare_ = std::move(up_); }
    up_ = {};
    first_up_ = {};
    of_id_ = {};
    merge_and_note(down, first);
    write_neighbours(std::move(down), data.dependencies);
  }

  void scatter(std::span<Word> down, std::span<std::uint32_t> next) const {
    const auto vertex_of = words_.vertex_of();
    const std::span<const std::uint32_t> position_of(of_id_);
    for (std::uint32_t p = 0; p != id_at_.size(); ++p) {
      for (const Word each : words_above(id_at_[p])) {
        const std::uint32_t id = vertex_of(each);
        down[next[position_of[id]]++] = each - id + p;
      }
    }
  }

  // The same in batches, so that the memory of many edges is on its way at once.
  void scatter_batches(std::span<Word> down, std::span<std::uint32_t> next) const {
    struct edge_on_its_way {
      std::uint32_t from;
      Word to;
    };
    constexpr std::size_t batch_size = 256;
    std::vector<edge_on_its_way> batch;
    batch.reserve(batch_size);
    const auto place = [&] {
      for (edge_on_its_way& each : batch) { each.from = of_id_[each.from]; }
      for (const edge_on_its_way& each : batch) { prefetch(&next[each.from]); }
      for (const edge_on_its_way& each : batch) { prefetch(down.data() + next[each.from]); }
      for (const edge_on_its_way& each : batch) { down[next[each.from]++] = each.to; }
      batch.clear();
    };
    for (std::uint32_t p = 0; p != id_at_.size(); ++p) {
      if (p + 2 * ahead < id_at_.size()) { prefetch(&first_up_[id_at_[p + 2 * ahead]]); }
      if (p + ahead < id_at_.size()) { prefetch(up_.data() + first_up_[id_at_[p + ahead]]); }
      for (const Word each : words_above(id_at_[p])) {
        const std::uint32_t id = words_.vertex(each);
        batch.push_back({id, each - id + p});
        if (batch.size() == batch_size) { place(); }
      }
    }
    place();
  }

  // Makes one edge of those that repeat, and gives each edge the number of its note, which may not fit into a word.
  void merge_and_note(std::vector<Word>& down, std::vector<std::uint32_t>& first) {
    if (!words_.any_repeated(down, first)) {
      if (words_.one_note()) {
        if (!down.empty()) { (void)notes_.number(words_.note(down.front())); }
        return;
      }
      for (Word& each : down) { each = words_.numbered(words_.vertex(each), notes_.number(words_.note(each))); }
      return;
    }
    std::uint32_t kept = 0;
    std::vector<raw_note> records;
    for (std::size_t p = 0; p + 1 != first.size(); ++p) {
      std::uint32_t i = std::exchange(first[p], kept);
      const std::uint32_t end = first[p + 1];
      while (i != end) {
        const std::uint32_t to = words_.vertex(down[i]);
        raw_note raw = words_.note(down[i]);
        std::uint32_t number = 0;
        if (++i == end || words_.vertex(down[i]) != to) {
          number = notes_.number(raw);
        } else {
          records.assign(1, raw);
          for (; i != end && words_.vertex(down[i]) == to; ++i) { records.push_back(words_.note(down[i])); }
          number = notes_.number(records);
        }
        if (!words_.holds(number)) { too_large_.emplace_back(kept, number); }
        down[kept++] = words_.numbered(to, number);
      }
    }
    first.back() = kept;
    down.resize(kept);
  }

  void write_neighbours(std::vector<Word>&& down, adjacency& edges) {
    edges.notes = packed_numbers(down.size(), notes_.size());
    if (!edges.notes.uniform()) {
      auto larger = too_large_.begin();
      for (std::uint32_t i = 0; i != down.size(); ++i) {
        const bool is_larger = larger != too_large_.end() && larger->first == i;
        edges.notes.put(i, is_larger ? (larger++)->second : words_.number(down[i]));
      }
    }
    if constexpr (std::is_same_v<Word, std::uint32_t>) {
      for (Word& each : down) { each = words_.vertex(each); }
      edges.neighbours = std::move(down);
      edges.neighbours.shrink_to_fit();
    } else {
      edges.neighbours.reserve(down.size());
      for (const Word each : down) { edges.neighbours.push_back(words_.vertex(each)); }
    }
  }

  const artifact_graph& graph_;
  std::uint32_t ids_;
  bool is_large_;
  artifact_texts texts_;
  note_table notes_;
  edge_words<Word> words_;
  std::vector<std::uint32_t> by_key_;      // ids, and from number() on their positions
  std::vector<std::uint32_t> out_degree_;  // of each id, repeated edges included
  std::vector<std::uint32_t> first_up_;    // of each id: where up_ begins to tell what depends on it
  std::vector<Word> up_;                   // ids and raw notes
  std::vector<std::uint32_t> spare_;       // up_, when it has served
  std::vector<std::uint32_t> of_id_;       // how many it waits for, then its wave, from number() on its position
  std::vector<std::uint32_t> id_at_;       // first what is peeled, from number() on the id of each position
  std::vector<std::uint32_t> rest_;        // what peel() left over, by key
  std::vector<std::uint32_t> component_;   // of what lies in a cycle; `unsettled` for the others
  adjacency members_;                      // of each of these components, by key
  std::vector<std::pair<std::uint32_t, std::uint32_t>> too_large_;  // (edge, number of its note)
  std::vector<std::uint32_t> wave_ends_;
  std::vector<cyclic_group> cyclic_;
};

// Throws what is left to say of a graph that has cycles where none may be.
[[noreturn]] inline void reject_cycles(const graph_snapshot& graph, dependency_kind kinds) {
  const auto all = graph.cycles(kinds);
  const auto& shortest =
      *std::min_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  throw error(errc::dependency_cycle,
              "dependency cycle: " + graph.spell(shortest, true) + " (" + std::to_string(all.size()) +
                  (all.size() == 1 ? " cyclic group" : " cyclic groups") +
                  (overlaps(kinds, all_dependency_kinds) && kinds != all_dependency_kinds ? " of " + to_string(kinds)
                                                                                          : std::string()) +
                  "): remove one of these dependencies, or freeze with condense");
}

[[nodiscard]] inline graph_snapshot frozen(const artifact_graph& graph) {
  edge_census counted = census_of(graph);
  if (edge_words<std::uint32_t>::suffice_for(counted, graph.artifact_count())) {
    return freezer<std::uint32_t>(graph, std::move(counted)).run();
  }
  return freezer<std::uint64_t>(graph, std::move(counted)).run();
}

}  // namespace detail

FAIRLEAD_INLINE graph_snapshot freeze(const artifact_graph& graph, cycle_policy cycles, dependency_kind kinds) {
  graph_snapshot snapshot = detail::frozen(graph);
  if (cycles == cycle_policy::reject && !snapshot.is_acyclic(kinds)) { detail::reject_cycles(snapshot, kinds); }
  return snapshot;
}

}  // namespace fairlead

#endif
