// SPDX-License-Identifier: BSL-1.0
// The waves and cycles of graph_snapshot.hpp: what has to look into cyclic groups. Part of graph_snapshot.ipp.
#ifndef FAIRLEAD_ARTIFACTS_GRAPH_WAVES_IPP
#define FAIRLEAD_ARTIFACTS_GRAPH_WAVES_IPP

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <ranges>
#include <utility>
#include <vector>

#include "detail/cycle_search.hpp"
#include "detail/strong_components.hpp"
#include "detail/text_table.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {
namespace detail {

/// Sorts `level[v] - 1` of each of `members` into waves; members of one wave keep their order. In four parts that take
/// turns: a place that moves on for many members in a row makes each of them wait for the one before.
template <class Members, class Level>
[[nodiscard]] wave_list waves_by_level(const Members& members, const std::vector<Level>& level, std::uint32_t waves) {
  constexpr std::size_t parts = 4;
  const std::size_t length = (members.size() + parts - 1) / parts;
  std::vector<std::array<std::uint32_t, parts>> next(waves);
  const auto each = [&](auto&& visit) {
    for (std::size_t i = 0; i != length; ++i) {
      for (std::size_t part = 0, at = i; part != parts && at < members.size(); ++part, at += length) {
        const auto v = static_cast<artifact_position>(members[at]);
        visit(v, next[level[v] - 1U][part]);
      }
    }
  };
  each([](artifact_position, std::uint32_t& count) { ++count; });
  std::uint32_t sum = 0;
  for (auto& wave : next) {
    for (std::uint32_t& count : wave) { sum += std::exchange(count, sum); }
  }
  std::vector<artifact_position> ordered(members.size());
  each([&](artifact_position v, std::uint32_t& place) { ordered[place++] = v; });
  std::vector<std::uint32_t> ends;
  ends.reserve(waves);
  for (const auto& wave : next) { ends.push_back(wave.back()); }
  return {std::move(ordered), std::move(ends)};
}

/// `some` of a cyclic group, parted into what still is a group over `kinds`; what a part depends on comes before it.
[[nodiscard]] inline std::vector<std::vector<artifact_position>> parts_of(const snapshot_data& data, cyclic_group group,
                                                                          std::span<const artifact_position> some,
                                                                          dependency_kind kinds) {
  if (data.all_of(kinds)) { return {{some.begin(), some.end()}}; }
  const std::vector<std::uint32_t> component = components_within(data, group, kinds);
  std::vector<std::vector<artifact_position>> parts(std::size_t{*std::max_element(component.begin(), component.end())} +
                                                    1);
  for (const artifact_position v : some) { parts[component[v - group.first]].push_back(v); }
  std::erase_if(parts, [](const auto& part) { return part.empty(); });
  return parts;
}

/// The waves of all artifacts of an ascending, closed set; `counts(v)` tells whether v fills a wave or only lies
/// between.
template <class Counts>
std::uint32_t raise_levels(const snapshot_data& data, std::span<const artifact_position> closed, dependency_kind kinds,
                           std::vector<std::uint32_t>& level, Counts&& counts) {
  std::uint32_t waves = 0;
  auto group = data.cyclic.begin();
  const auto settle = [&](std::span<const artifact_position> part) {
    std::uint32_t reached = 0;
    bool counted = false;
    for (const artifact_position v : part) { level[v] = 0; }  // does not count for its own part
    for (const artifact_position v : part) {
      data.each(data.dependencies, v, kinds,
                [&](artifact_position below) { reached = std::max(reached, level[below]); });
      counted = counts(v) || counted;
    }
    reached += counted ? 1 : 0;
    waves = std::max(waves, reached);
    for (const artifact_position v : part) { level[v] = reached; }
  };
  for (std::size_t first = 0; first != closed.size();) {
    while (group != data.cyclic.end() && group->last <= closed[first]) { ++group; }
    std::size_t last = first + 1;
    if (group == data.cyclic.end() || group->first > closed[first]) {
      settle(closed.subspan(first, 1));
    } else {
      while (last != closed.size() && closed[last] < group->last) { ++last; }
      for (const auto& part : parts_of(data, *group, closed.subspan(first, last - first), kinds)) { settle(part); }
    }
    first = last;
  }
  return waves;
}

/// The larger of each two bytes. @pre all are below 128
[[nodiscard]] inline std::uint64_t larger_bytes(std::uint64_t a, std::uint64_t b) noexcept {
  constexpr std::uint64_t high = 0x8080808080808080;
  const std::uint64_t is_a = ((a | high) - b) & high;
  return b ^ ((a ^ b) & (is_a - (is_a >> 7U)));
}

/// Graphs of more waves have levels that do not fit into what `larger_bytes` takes.
constexpr std::size_t most_byte_waves = 127;

/// raise_levels() for all artifacts of a graph without cycles. How many dependencies an artifact has is chance, and
/// each loop over them would be predicted wrong once: so a batch of artifacts of one wave first looks up the levels of
/// all that it depends on, in one loop, and then takes the largest of eight at a time.
/// @tparam Levels  unsigned, a byte for each of the notes that are packed into one byte
/// @pre there are at most `most_byte_waves`
template <class Levels>
std::uint32_t raise_all_levels(const snapshot_data& data, dependency_kind kinds, std::vector<std::uint8_t>& level) {
  constexpr std::uint32_t most_vertices = 512;
  constexpr std::uint32_t most_edges = 4096;
  constexpr std::size_t width = sizeof(Levels);
  const adjacency& edges = data.dependencies;
  std::array<Levels, 256> counted{};  // by a byte of notes: all ones for each that is of `kinds`
  for (std::size_t byte = 0; byte != counted.size(); ++byte) {
    std::array<std::uint8_t, width> ones{};
    for (std::size_t i = 0; i != width; ++i) {
      const std::size_t note = (byte >> (8 / width * i)) % (std::size_t{1} << (8 / width));
      if (note < data.note_kinds.size() && overlaps(data.note_kinds[note], kinds)) { ones[i] = 0xff; }
    }
    counted[byte] = std::bit_cast<Levels>(ones);
  }
  std::array<std::uint64_t, 9> first_bytes{};
  for (unsigned count = 1; count != first_bytes.size(); ++count) {
    first_bytes[count] = ~std::uint64_t{0} >> (64 - 8 * count);
  }
  std::array<std::uint8_t, most_edges + 16> below{};
  std::array<std::uint64_t, most_vertices> reached{};
  std::uint8_t waves = 0;
  artifact_position first = 0;
  for (const std::uint32_t wave_end : data.wave_ends) {
    while (first != wave_end) {
      const std::uint32_t base = edges.first[first] / 8 * 8;  // where a byte of notes begins
      std::uint32_t count = std::min(wave_end - first, most_vertices);
      while (edges.first[first + count] - base > most_edges) { count /= 2; }
      if (count == 0) {
        data.each(edges, first, kinds, [&](artifact_position v) { level[first] = std::max(level[first], level[v]); });
        waves = std::max(waves, ++level[first++]);
        continue;
      }
      const std::size_t end = edges.first[first + count];
      for (std::size_t i = edges.first[first]; i != end; ++i) { below[i - base] = level[edges.neighbours[i]]; }
      for (std::size_t i = base; i < end; i += width) {
        Levels some = 0;
        std::memcpy(&some, &below[i - base], width);
        some &= counted[edges.notes.byte(i / width)];
        std::memcpy(&below[i - base], &some, width);
      }
      for (std::uint32_t k = 0; k != count; ++k) {
        const char* at = reinterpret_cast<const char*>(below.data()) + (edges.first[first + k] - base);
        std::uint32_t rest = edges.first[first + k + 1] - edges.first[first + k];
        std::uint64_t word = word_at(at) & first_bytes[std::min(rest, 8U)];
        while (rest > 8) {
          rest -= 8, at += 8;
          word = larger_bytes(word, word_at(at) & first_bytes[std::min(rest, 8U)]);
        }
        reached[k] = word;
      }
      for (std::uint64_t& each : reached) {
        each = larger_bytes(each, each >> 32U);
        each = larger_bytes(each, each >> 16U);
        each = larger_bytes(each, each >> 8U);
      }
      for (std::uint32_t k = 0; k != count; ++k) {
        level[first + k] = static_cast<std::uint8_t>(reached[k] + 1U);
        waves = std::max(waves, level[first + k]);
      }
      first += count;
    }
  }
  return waves;
}

}  // namespace detail

FAIRLEAD_INLINE wave_list graph_snapshot::waves() const {
  std::vector<artifact_position> all(artifact_count());
  std::iota(all.begin(), all.end(), artifact_position{0});
  return {std::move(all), data_->wave_ends};
}

FAIRLEAD_INLINE wave_list graph_snapshot::waves(dependency_kind kinds) const {
  if (data_->all_of(kinds)) { return waves(); }
  // There are no more waves than with all kinds.
  if (is_acyclic() && wave_count() <= detail::most_byte_waves) {
    const auto sorted = [&](auto&& raise) {
      std::vector<std::uint8_t> level(artifact_count());
      const std::uint32_t count = raise(*data_, kinds, level);
      return detail::waves_by_level(std::views::iota(std::size_t{0}, level.size()), level, count);
    };
    switch (data_->dependencies.notes.bits()) {
      case 1:
        return sorted(detail::raise_all_levels<std::uint64_t>);
      case 2:
        return sorted(detail::raise_all_levels<std::uint32_t>);
      case 4:
        return sorted(detail::raise_all_levels<std::uint16_t>);
      default:
        break;  // more than sixteen different notes are rare
    }
  }
  std::vector<artifact_position> all(artifact_count());
  std::iota(all.begin(), all.end(), artifact_position{0});
  std::vector<std::uint32_t> level(artifact_count());
  const std::uint32_t count = detail::raise_levels(*data_, all, kinds, level, [](artifact_position) { return true; });
  return detail::waves_by_level(all, level, count);
}

FAIRLEAD_INLINE wave_list graph_snapshot::waves_of(std::span<const artifact_position> subset, graph_scratch& scratch,
                                                   dependency_kind kinds) const {
  const std::vector<artifact_position> members = deploy_order(subset);
  spread(members, data_->dependencies, scratch, kinds);
  scratch.number(artifact_count());
  const std::uint32_t count =
      detail::raise_levels(*data_, scratch.found_, kinds, scratch.numbers_,
                           [&](artifact_position v) { return std::binary_search(members.begin(), members.end(), v); });
  return detail::waves_by_level(members, scratch.numbers_, count);
}

FAIRLEAD_INLINE wave_list graph_snapshot::waves_of(std::span<const artifact_position> subset,
                                                   dependency_kind kinds) const {
  graph_scratch scratch;
  return waves_of(subset, scratch, kinds);
}

FAIRLEAD_INLINE bool graph_snapshot::is_acyclic(dependency_kind kinds) const {
  return is_acyclic() || cyclic_groups(kinds).empty();
}

FAIRLEAD_INLINE std::vector<std::vector<artifact_position>> graph_snapshot::cyclic_groups(dependency_kind kinds) const {
  std::vector<std::vector<artifact_position>> all;
  for (const detail::cyclic_group& group : data_->cyclic) {
    std::vector<artifact_position> members(group.last - group.first);
    std::iota(members.begin(), members.end(), group.first);
    for (auto& part : detail::parts_of(*data_, group, members, kinds)) {
      if (part.size() > 1) { all.push_back(std::move(part)); }
    }
  }
  return all;
}

FAIRLEAD_INLINE std::vector<std::vector<artifact_position>> graph_snapshot::cycles(dependency_kind kinds) const {
  std::vector<std::vector<artifact_position>> all;
  for (const detail::cyclic_group& group : data_->cyclic) {
    std::vector<artifact_position> members(group.last - group.first);
    std::iota(members.begin(), members.end(), group.first);
    const auto parts = detail::parts_of(*data_, group, members, kinds);
    std::vector<std::uint32_t> component(members.size());
    for (std::uint32_t number = 0; number != parts.size(); ++number) {
      for (const artifact_position v : parts[number]) { component[v - group.first] = number; }
    }
    detail::cycle_search search(*data_, group, kinds, std::move(component));
    for (const auto& part : parts) {
      if (part.size() > 1) { all.push_back(search.run(part)); }
    }
  }
  return all;
}

}  // namespace fairlead

#endif
