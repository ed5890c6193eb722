// SPDX-License-Identifier: BSL-1.0
// Definitions of freeze.hpp. Edges are scattered three times and no more, since that is what freezing costs: by what is
// depended on, then straight into their final places, then the other way round.
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

#include "detail/dangling_texts.hpp"
#include "detail/key_order.hpp"
#include "detail/note_table.hpp"
#include "detail/prefetch.hpp"
#include "detail/strong_components.hpp"
#include "detail/turned.hpp"
#include "freeze.hpp"

namespace fairlead {
namespace detail {

class freezer {
public:
  explicit freezer(const artifact_graph& graph)
      : graph_(graph), ids_(static_cast<std::uint32_t>(graph.artifact_count())), notes_(graph) {}

  [[nodiscard]] graph_snapshot run() {
    by_key_ = ids_by_key(graph_);
    gather();
    peel();
    if (!rest_.empty()) { condense(); }
    number();
    return graph_snapshot(write());
  }

private:
  static constexpr std::uint32_t unsettled = 0xffffffff;

  // Beside each other, because they are touched together, in random order.
  struct state {
    std::uint32_t pending;
    std::uint32_t wave;
  };

  [[nodiscard]] bool stays(const dependency& edge) const {
    return graph_.retired_count() == 0 || (!graph_.is_retired(edge.from) && !graph_.is_retired(edge.to));
  }

  // Sorts the recorded edges by what is depended on. Those that repeat do not matter yet.
  void gather() {
    const auto recorded = graph_.dependencies();
    if (recorded.size() >= std::numeric_limits<std::uint32_t>::max()) {
      throw error(errc::capacity_exceeded, "more than 4,294,967,294 dependencies: split the graph");
    }
    out_degree_.assign(ids_, 0);
    up_.first.assign(std::size_t{ids_} + 1, 0);
    for (const dependency& each : recorded) {
      if (!stays(each)) { continue; }
      ++out_degree_[each.from.value];
      ++up_.first[each.to.value];
      uniform_ = uniform_ && each.kinds == recorded.front().kinds && each.provenance == recorded.front().provenance;
    }
    std::inclusive_scan(up_.first.begin(), up_.first.end(), up_.first.begin());
    up_.neighbours.resize(up_.first.back());
    if (uniform_) {
      if (!recorded.empty()) { (void)notes_.number(notes_.raw(recorded.front())); }
    } else {
      raw_up_.resize(up_.neighbours.size());
    }
    for (const dependency& each : recorded) {
      if (!stays(each)) { continue; }
      const std::uint32_t slot = --up_.first[each.to.value];
      up_.neighbours[slot] = each.from.value;
      if (!uniform_) { raw_up_[slot] = notes_.raw(each); }
    }
  }

  // Kahn's order, upwards from the leaves: whatever neither lies in a cycle nor depends on one gets its wave.
  void peel() {
    state_.resize(ids_);
    std::vector<std::uint32_t> ready;
    ready.reserve(by_key_.size());
    for (std::uint32_t id = 0; id != ids_; ++id) {
      state_[id] = {out_degree_[id], 0};
      if (out_degree_[id] == 0) { ready.push_back(id); }
    }
    for (std::size_t next = 0; next != ready.size(); ++next) {
      const std::uint32_t wave = state_[ready[next]].wave + 1;
      for (const std::uint32_t above : up_.of(ready[next])) {
        state& there = state_[above];
        there.wave = std::max(there.wave, wave);
        if (--there.pending == 0) { ready.push_back(above); }
      }
    }
    if (ready.size() == ids_) { return; }
    for (const std::uint32_t id : by_key_) {
      if (state_[id].pending != 0) { rest_.push_back(id); }
    }
  }

  // Groups what is left, and gives the groups their waves as peel() did for single artifacts.
  void condense() {
    std::vector<std::uint32_t> place(ids_, unsettled);
    const auto rest_size = static_cast<std::uint32_t>(rest_.size());
    for (std::uint32_t i = 0; i != rest_size; ++i) { place[rest_[i]] = i; }
    // Against the direction of dependence: the groups are the same.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (std::uint32_t i = 0; i != rest_size; ++i) {
      for (const std::uint32_t above : up_.of(rest_[i])) { edges.emplace_back(i, place[above]); }
    }
    const std::vector<std::uint32_t> component = strong_components_of(rest_size, edges);
    component_.assign(ids_, unsettled);
    for (std::size_t i = 0; i != rest_.size(); ++i) { component_[rest_[i]] = component[i]; }
    const std::size_t groups = std::size_t{*std::max_element(component.begin(), component.end())} + 1;
    members_.first.assign(groups + 1, 0);
    members_.neighbours.resize(rest_.size());
    for (const std::uint32_t each : component) { ++members_.first[each]; }
    std::inclusive_scan(members_.first.begin(), members_.first.end(), members_.first.begin());
    for (std::size_t i = rest_.size(); i-- != 0;) { members_.neighbours[--members_.first[component[i]]] = rest_[i]; }
    settle_groups();
  }

  void settle_groups() {
    std::vector<std::uint32_t> pending(members_.size(), 0);
    std::vector<std::uint32_t> wave(members_.size(), 0);
    for (const std::uint32_t id : rest_) {
      // What was peeled has left its mark on state_ already.
      wave[component_[id]] = std::max(wave[component_[id]], state_[id].wave);
      for (const std::uint32_t above : up_.of(id)) {
        pending[component_[above]] += component_[above] != component_[id];
      }
    }
    std::vector<std::uint32_t> ready;
    for (std::uint32_t group = 0; group != members_.size(); ++group) {
      if (pending[group] == 0) { ready.push_back(group); }
    }
    for (std::size_t next = 0; next != ready.size(); ++next) {
      const std::uint32_t group = ready[next];
      for (const std::uint32_t id : members_.of(group)) {
        state_[id].wave = wave[group];
        for (const std::uint32_t above : up_.of(id)) {
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
    for (const std::uint32_t id : by_key_) {
      const std::uint32_t wave = state_[id].wave;
      if (wave >= next.size()) { next.resize(std::size_t{wave} + 1, 0); }
      ++next[wave];
    }
    std::exclusive_scan(next.begin(), next.end(), next.begin(), std::uint32_t{0});
    position_.assign(ids_, unsettled);
    for (const std::uint32_t id : by_key_) {
      std::uint32_t& place = next[state_[id].wave];
      if (rest_.empty() || component_[id] == unsettled) {
        position_[id] = place++;
        continue;
      }
      const auto members = members_.of(component_[id]);
      if (members.front() != id) { continue; }
      if (members.size() > 1) { cyclic_.push_back({place, place + static_cast<artifact_position>(members.size())}); }
      for (const std::uint32_t member : members) { position_[member] = place++; }
    }
    wave_ends_ = std::move(next);
    std::sort(cyclic_.begin(), cyclic_.end(), [](auto a, auto b) { return a.first < b.first; });
    id_at_.resize(by_key_.size());
    for (std::uint32_t& id : by_key_) {
      id_at_[position_[id]] = id;
      id = position_[id];
    }
  }

  [[nodiscard]] std::shared_ptr<const snapshot_data> write() {
    auto data = std::make_shared<snapshot_data>();
    state_ = {};
    write_dependencies(data->dependencies);
    up_ = {};
    write_notes(data->dependencies);
    data->dependents = turned(data->dependencies, notes_.size());
    std::move(notes_).write(*data);
    write_texts(*data);
    write_dangling(graph_, *data);
    data->by_key = std::move(by_key_);
    data->wave_ends = std::move(wave_ends_);
    data->cyclic = std::move(cyclic_);
    return data;
  }

  struct cursor {
    std::uint32_t next;
    std::uint32_t last;
  };
  struct edge_on_its_way {
    std::uint32_t from, to;
    raw_note note;
  };

  // Going through what is depended on in order of position makes every list come out sorted, and repetitions meet.
  // In batches, so that the memory of many edges is on its way at once.
  void write_dependencies(adjacency& down) {
    constexpr std::size_t batch_size = 256;
    std::vector<cursor> cursors(id_at_.size());
    down.first.resize(id_at_.size() + 1);
    for (std::size_t p = 0; p != id_at_.size(); ++p) {
      cursors[p] = {down.first[p], unsettled};
      down.first[p + 1] = down.first[p] + out_degree_[id_at_[p]];
    }
    down.neighbours.resize(up_.neighbours.size());
    raw_.resize(raw_up_.size());
    std::vector<edge_on_its_way> batch;
    batch.reserve(batch_size);
    for (std::uint32_t p = 0; p != id_at_.size(); ++p) {
      if (p + 32 < id_at_.size()) { prefetch(&up_.first[id_at_[p + 32]]); }
      if (p + 16 < id_at_.size()) {
        const std::uint32_t row = up_.first[id_at_[p + 16]];
        prefetch(up_.neighbours.data() + row);
        if (!uniform_) { prefetch(raw_up_.data() + row); }
      }
      for (std::uint32_t i = up_.first[id_at_[p]]; i != up_.first[id_at_[p] + 1]; ++i) {
        batch.push_back({up_.neighbours[i], p, uniform_ ? 0 : raw_up_[i]});
        if (batch.size() == batch_size) { place(batch, cursors, down); }
      }
    }
    place(batch, cursors, down);
    raw_up_ = {};
    out_degree_ = {};
    if (repeated_) { close_gaps(down, cursors); }
  }

  void place(std::vector<edge_on_its_way>& batch, std::vector<cursor>& cursors, adjacency& down) {
    for (edge_on_its_way& each : batch) { each.from = position_[each.from]; }
    for (const edge_on_its_way& each : batch) { prefetch(&cursors[each.from]); }
    for (const edge_on_its_way& each : batch) {
      const std::uint32_t next = cursors[each.from].next;
      prefetch(down.neighbours.data() + next);
      if (!uniform_) { prefetch(raw_.data() + next); }
    }
    for (const edge_on_its_way& each : batch) {
      cursor& at = cursors[each.from];
      if (at.last == each.to) {
        repeated_ = true;
        if (!uniform_) { repeats_.emplace_back(at.next - 1, each.note); }
        continue;
      }
      at.last = each.to;
      down.neighbours[at.next] = each.to;
      if (!uniform_) { raw_[at.next] = each.note; }
      ++at.next;
    }
    batch.clear();
  }

  // Repeated edges have left holes at the ends of lists.
  void close_gaps(adjacency& down, const std::vector<cursor>& cursors) {
    std::sort(repeats_.begin(), repeats_.end());
    auto repeat = repeats_.begin();
    std::uint32_t kept = 0;
    for (std::size_t p = 0; p != cursors.size(); ++p) {
      const std::uint32_t begin = std::exchange(down.first[p], kept);
      for (std::uint32_t i = begin; i != cursors[p].next; ++i) {
        for (; repeat != repeats_.end() && repeat->first == i; ++repeat) { repeat->first = kept; }
        down.neighbours[kept] = down.neighbours[i];
        if (!uniform_) { raw_[kept] = raw_[i]; }
        ++kept;
      }
    }
    down.first.back() = kept;
    down.neighbours.resize(kept);
    down.neighbours.shrink_to_fit();
  }

  void write_notes(adjacency& down) {
    if (uniform_) { return; }
    auto repeat = repeats_.begin();
    std::vector<raw_note> records;
    for (std::uint32_t i = 0; i != down.neighbours.size(); ++i) {
      if (repeat == repeats_.end() || repeat->first != i) {
        raw_[i] = notes_.number(raw_[i]);
        continue;
      }
      records.assign(1, raw_[i]);
      for (; repeat != repeats_.end() && repeat->first == i; ++repeat) { records.push_back(repeat->second); }
      raw_[i] = notes_.number(records);
    }
    down.notes = packed_numbers(down.neighbours.size(), notes_.size());
    for (std::uint32_t i = 0; i != down.neighbours.size(); ++i) { down.notes.put(i, raw_[i]); }
    raw_ = {};
    repeats_ = {};
  }

  void write_texts(snapshot_data& data) {
    std::size_t size = 0;
    for (std::uint32_t id = 0; id != ids_; ++id) {
      const artifact each = graph_.at({id});
      size += each.key.size() + each.name.size() + each.version.size() + each.digest.size();
    }
    if (size > std::numeric_limits<std::uint32_t>::max()) {
      throw error(errc::capacity_exceeded, "more than 4 GiB of keys, names, versions and digests: split the graph");
    }
    data.text.reserve(size);
    data.text_first.resize(4 * id_at_.size() + 1);
    data.complete.resize(id_at_.size());
    std::uint32_t arrived = 0;
    std::uint32_t* end = data.text_first.data();
    for (std::uint32_t id = 0; id != ids_; ++id) {
      const std::uint32_t position = position_[id];
      if (position == unsettled) { continue; }
      const artifact each = graph_.at({id});
      id_at_[position] = arrived++;
      for (const std::string_view text : {each.key, each.name, each.version, each.digest}) {
        if (!text.empty()) { data.text += text; }
        *++end = static_cast<std::uint32_t>(data.text.size());
      }
      data.complete[position] = graph_.completeness_of({id});
    }
    data.arrival = std::move(id_at_);
  }

  const artifact_graph& graph_;
  std::uint32_t ids_;
  note_table notes_;
  std::vector<std::uint32_t> by_key_;  // ids, and from number() on their positions
  bool uniform_ = true;                // every edge has the same kinds and provenance
  bool repeated_ = false;
  std::vector<std::uint32_t> out_degree_;  // repeated edges included
  adjacency up_;                           // ids of what depends on each id
  std::vector<raw_note> raw_up_;           // of the edges of up_
  std::vector<state> state_;
  std::vector<std::uint32_t> rest_;       // what peel() left over, by key
  std::vector<std::uint32_t> component_;  // of each of rest_; `unsettled` for the others
  adjacency members_;                     // of each component, by key
  std::vector<std::uint32_t> position_;   // of each id
  std::vector<std::uint32_t> id_at_;      // of each position
  std::vector<raw_note> raw_;             // of each edge; from write_notes() on their numbers
  std::vector<std::pair<std::uint32_t, raw_note>> repeats_;
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

}  // namespace detail

FAIRLEAD_INLINE graph_snapshot freeze(const artifact_graph& graph, cycle_policy cycles, dependency_kind kinds) {
  graph_snapshot snapshot = detail::freezer(graph).run();
  if (cycles == cycle_policy::reject && !snapshot.is_acyclic(kinds)) { detail::reject_cycles(snapshot, kinds); }
  return snapshot;
}

}  // namespace fairlead

#endif
