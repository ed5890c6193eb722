// SPDX-License-Identifier: BSL-1.0
// Definitions of live_graph.hpp. Searches go from unit to unit: a cyclic group of the snapshot is entered whole, and
// named by its first member.
#ifndef FAIRLEAD_ARTIFACTS_LIVE_GRAPH_IPP
#define FAIRLEAD_ARTIFACTS_LIVE_GRAPH_IPP

#include <algorithm>
#include <utility>

#include "detail/edge_words.hpp"
#include "freeze.hpp"
#include "live_graph.hpp"
#include "subgraph.hpp"

namespace fairlead {

FAIRLEAD_INLINE live_graph::live_graph(const graph_snapshot& start)
    : start_(start),
      cyclic_(!start.is_acyclic()),
      heads_(start.artifact_count()),
      order_(start.artifact_count()),
      seen_(start.artifact_count(), 0),
      next_order_(static_cast<std::uint32_t>(start.artifact_count())) {
  for (std::uint32_t v = 0; v != order_.size(); ++v) { order_[v] = unit(v).first; }
}

FAIRLEAD_INLINE std::optional<artifact_id> live_graph::find(std::string_view key) const noexcept {
  if (const auto known = start_.find(key)) { return artifact_id{*known}; }
  const auto known = arrived_.find(key);
  if (!known) { return std::nullopt; }
  return artifact_id{static_cast<std::uint32_t>(start_.artifact_count()) + known->value};
}

FAIRLEAD_INLINE std::string_view live_graph::key(artifact_id id) const {
  require(id);
  const auto known = static_cast<std::uint32_t>(start_.artifact_count());
  return id.value < known ? start_.key(id.value) : arrived_.key({id.value - known});
}

FAIRLEAD_INLINE artifact_id live_graph::add_artifact(const artifact& added) {
  const auto start_count = static_cast<std::uint32_t>(start_.artifact_count());
  if (const auto known = start_.find(added.key)) {
    const auto differs = [](std::string_view there, std::string_view text) { return !text.empty() && text != there; };
    if (differs(start_.name(*known), added.name) || differs(start_.version(*known), added.version) ||
        differs(start_.digest(*known), added.digest)) {
      throw error(errc::duplicate_artifact,
                  "the artifact \"" + std::string(added.key) +
                      "\" differs from the one of the snapshot: give it its own key, or build the snapshot anew");
    }
    return {*known};
  }
  order_.reserve(order_.size() == order_.capacity() ? 2 * order_.size() + 16 : 0);
  heads_.reserve(heads_.size() == heads_.capacity() ? 2 * heads_.size() + 16 : 0);
  seen_.reserve(seen_.size() == seen_.capacity() ? 2 * seen_.size() + 16 : 0);
  const artifact_id id{start_count + arrived_.add_artifact(added).value};
  if (id.value == order_.size()) {
    order_.push_back(next_order_++);
    heads_.push_back({});
    seen_.push_back(0);
  }
  return id;
}

// Forgets what a search has met, however it ends.
struct live_graph::forgetting {
  live_graph& graph;
  ~forgetting() {
    for (auto* found : {&graph.below_, &graph.above_}) {
      for (const std::uint32_t v : *found) { graph.seen_[v] = 0; }
      found->clear();
    }
  }
};

FAIRLEAD_INLINE insertion live_graph::may_depend(artifact_id from, artifact_id to) {
  require(from);
  require(to);
  if (order_[to.value] <= order_[from.value]) { return {}; }
  const forgetting when_done{*this};
  const search found = collect(below_, unit(to.value).first, side::down, order_[from.value], unit(from.value).first,
                               static_cast<std::size_t>(-1));
  return {found == search::complete ? std::vector<artifact_id>() : path(from.value, to.value)};
}

FAIRLEAD_INLINE insertion live_graph::add_dependency(artifact_id from, artifact_id to, dependency_kind kinds) {
  require(from);
  require(to);
  if (!overlaps(kinds, all_dependency_kinds)) {
    throw error(errc::invalid_value, "a dependency of no kind: name at least one, for example runtime",
                std::string(key(from)));
  }
  detail::require_countable(dependency_count() + 1);
  if (from == to) { return {}; }
  reserve_for_insertion();
  // Equal orders are members of one cyclic group: nothing new.
  if (order_[to.value] > order_[from.value] && !make_room(from.value, to.value)) {
    return {path(from.value, to.value)};
  }
  down_.push_back({to.value, std::exchange(heads_[from.value].down, static_cast<std::uint32_t>(added_.size()))});
  up_.push_back({from.value, std::exchange(heads_[to.value].up, static_cast<std::uint32_t>(added_.size()))});
  added_.push_back({from, to, kinds & all_dependency_kinds});
  return {};
}

FAIRLEAD_INLINE void live_graph::reserve_for_insertion() {
  if (added_.size() != added_.capacity() && down_.size() != down_.capacity() && up_.size() != up_.capacity()) {
    return;
  }
  const std::size_t wanted = 2 * added_.size() + 16;
  added_.reserve(wanted);
  down_.reserve(wanted);
  up_.reserve(wanted);
}

// Gives `to` a place before `from`; false if it needs `from`.
FAIRLEAD_INLINE bool live_graph::make_room(std::uint32_t from, std::uint32_t to) {
  const std::uint32_t upper = unit(from).first;
  const std::uint32_t lower = unit(to).first;
  // Past this a new order is cheaper than searching, sorting and moving.
  const std::size_t most = (artifact_count() + dependency_count()) / 4 + 64;
  steps_ = 0;
  const forgetting when_done{*this};
  search found = collect(below_, lower, side::down, order_[from], upper, most);
  if (found == search::complete) { found = collect(above_, upper, side::up, order_[to], lower, most); }
  if (found == search::complete) { swap_order(); }
  return found == search::too_long ? order_anew(upper, lower) : found == search::complete;
}

// The units that `start` leads to and whose order is not yet beyond `limit`.
FAIRLEAD_INLINE live_graph::search live_graph::collect(std::vector<std::uint32_t>& found, std::uint32_t start,
                                                       side where, std::uint32_t limit, std::uint32_t goal,
                                                       std::size_t most) {
  found.push_back(start);
  seen_[start] = 1;
  for (std::size_t next = 0; next != found.size(); ++next) {
    const detail::cyclic_group members = unit(found[next]);
    for (std::uint32_t v = members.first; v != members.last; ++v) {
      bool met = false;
      each_neighbour(v, where, [&](std::uint32_t other) {
        ++steps_;
        const bool beyond = where == side::down ? order_[other] < limit : order_[other] > limit;
        if (beyond) { return; }
        const std::uint32_t first = unit(other).first;
        met = met || first == goal;
        if (seen_[first] != 0) { return; }
        found.push_back(first);
        seen_[first] = 1;
      });
      if (met) { return search::met_goal; }
      if (steps_ > most) { return search::too_long; }
    }
  }
  return search::complete;
}

// The places of both sides stay taken, but all that `to` needs comes to stand before all that needs `from`.
FAIRLEAD_INLINE void live_graph::swap_order() {
  const auto earlier = [this](std::uint32_t a, std::uint32_t b) { return order_[a] < order_[b]; };
  std::sort(below_.begin(), below_.end(), earlier);
  std::sort(above_.begin(), above_.end(), earlier);
  slots_.clear();
  for (const auto* found : {&below_, &above_}) {
    for (const std::uint32_t v : *found) { slots_.push_back(order_[v]); }
  }
  std::sort(slots_.begin(), slots_.end());
  auto slot = slots_.begin();
  for (const auto* found : {&below_, &above_}) {
    for (const std::uint32_t first : *found) {
      for (std::uint32_t v = first; v != unit(first).last; ++v) { order_[v] = *slot; }
      ++slot;
    }
  }
}

// Kahn's order of everything, with the new dependency; false, and nothing changed, if there is none.
FAIRLEAD_INLINE bool live_graph::order_anew(std::uint32_t from, std::uint32_t to) {
  const auto count = static_cast<std::uint32_t>(artifact_count());
  std::vector<std::uint32_t> pending(count, 0);
  std::vector<std::uint32_t> ready;
  std::vector<std::uint32_t> order(count);
  std::uint32_t units = 0;
  for (std::uint32_t v = 0; v != count; ++v) {
    const std::uint32_t own = unit(v).first;
    units += own == v ? 1U : 0U;
    each_neighbour(v, side::down, [&](std::uint32_t other) { pending[own] += order_[other] != order_[v] ? 1U : 0U; });
  }
  ++pending[from];
  for (std::uint32_t v = 0; v != count; ++v) {
    if (pending[v] == 0 && unit(v).first == v) { ready.push_back(v); }
  }
  for (std::uint32_t next = 0; next != ready.size(); ++next) {
    const auto settle = [&](std::uint32_t other) {
      if (--pending[other] == 0) { ready.push_back(other); }
    };
    const detail::cyclic_group members = unit(ready[next]);
    for (std::uint32_t v = members.first; v != members.last; ++v) {
      order[v] = next;
      each_neighbour(v, side::up, [&](std::uint32_t other) {
        if (order_[other] != order_[v]) { settle(unit(other).first); }
      });
    }
    if (members.first == to) { settle(from); }
  }
  if (ready.size() != units) { return false; }
  order_.swap(order);
  next_order_ = units;
  return true;
}

// From `to` down to `from`, the fewest steps. Whatever lies on the way stands between them in the order.
FAIRLEAD_INLINE std::vector<artifact_id> live_graph::path(std::uint32_t from, std::uint32_t to) const {
  std::vector<std::uint32_t> previous(artifact_count(), nothing);
  std::vector<std::uint32_t> queue{to};
  previous[to] = to;
  for (std::size_t next = 0; next != queue.size() && previous[from] == nothing; ++next) {
    each_neighbour(queue[next], side::down, [&](std::uint32_t other) {
      if (previous[other] != nothing || order_[other] < order_[from]) { return; }
      previous[other] = queue[next];
      queue.push_back(other);
    });
  }
  std::vector<artifact_id> steps;
  for (std::uint32_t v = from; v != to; v = previous[v]) { steps.push_back({v}); }
  steps.push_back({to});
  std::reverse(steps.begin(), steps.end());
  return steps;
}

FAIRLEAD_INLINE std::string live_graph::spell(const insertion& refused) const {
  constexpr std::size_t spelled_at_most = 32;
  const std::vector<artifact_id>& cycle = refused.cycle;
  std::string text;
  for (std::size_t i = 0; i != cycle.size(); ++i) {
    if (cycle.size() > spelled_at_most && i == spelled_at_most / 2) {
      text.append("(").append(std::to_string(cycle.size() - spelled_at_most)).append(" more) -> ");
      i = cycle.size() - spelled_at_most / 2;
    }
    text.append(key(cycle[i])).append(" -> ");
  }
  return cycle.empty() ? text : text.append(key(cycle.front()));
}

FAIRLEAD_INLINE graph_snapshot live_graph::freeze() const {
  artifact_graph graph = thaw(start_);
  for (std::uint32_t id = 0; id != arrived_.artifact_count(); ++id) { graph.add_artifact(arrived_.at({id})); }
  for (const dependency& each : added_) { graph.add_dependency(each.from, each.to, each.kinds); }
  return fairlead::freeze(graph, cycle_policy::condense);
}

FAIRLEAD_INLINE void live_graph::require(artifact_id id) const {
  if (id.value >= order_.size()) {
    throw error(errc::unknown_artifact, "artifact " + std::to_string(id.value) + " in a live graph of " +
                                            std::to_string(order_.size()) +
                                            ": use positions of its snapshot, or the ids that add_artifact returned");
  }
}

FAIRLEAD_INLINE detail::cyclic_group live_graph::unit(std::uint32_t v) const noexcept {
  if (!cyclic_ || v >= start_.artifact_count()) { return {v, v + 1}; }
  return detail::snapshot_access::data(start_).group_of(v);
}

template <class Visit>
void live_graph::each_neighbour(std::uint32_t v, side where, Visit&& visit) const {
  const detail::snapshot_data& data = detail::snapshot_access::data(start_);
  if (v < data.size()) {
    for (const artifact_position each : (where == side::down ? data.dependencies : data.dependents).of(v)) {
      visit(each);
    }
  }
  const auto& edges = where == side::down ? down_ : up_;
  std::uint32_t edge = where == side::down ? heads_[v].down : heads_[v].up;
  for (; edge != nothing; edge = edges[edge].next) { visit(edges[edge].other); }
}

}  // namespace fairlead

#endif
