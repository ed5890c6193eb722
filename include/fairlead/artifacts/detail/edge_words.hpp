// SPDX-License-Identifier: BSL-1.0
// Recorded edges as freezing carries them: one end and the note in a single number. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_EDGE_WORDS_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_EDGE_WORDS_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "../artifact_graph.hpp"
#include "note_table.hpp"

namespace fairlead::detail {

/// Whether freezing keeps `edge`: neither end is retired.
[[nodiscard]] inline bool stays(const artifact_graph& graph, const dependency& edge) {
  return graph.retired_count() == 0 || (!graph.is_retired(edge.from) && !graph.is_retired(edge.to));
}

/// What is known of the edges that stay before they are sorted; those that repeat are counted each time.
struct edge_census {
  std::vector<std::uint32_t> out_degree;  ///< by id
  std::vector<std::uint32_t> in_degree;   ///< by id, and a 0 at the end
  std::vector<std::uint8_t> has_kinds;    ///< by the number of the set of kinds; not of bool, which costs more to set
  unsigned provenance_bits;
};

/// @throws fairlead::error capacity_exceeded if so many cannot be numbered
inline void require_countable(std::size_t dependencies) {
  if (dependencies >= std::numeric_limits<std::uint32_t>::max()) {
    throw error(errc::capacity_exceeded, "more than 4,294,967,294 dependencies: split the graph");
  }
}

/// @throws fairlead::error capacity_exceeded
[[nodiscard]] inline edge_census census_of(const artifact_graph& graph) {
  const auto recorded = graph.dependencies();
  require_countable(recorded.size());
  edge_census counted{std::vector<std::uint32_t>(graph.artifact_count()),
                      std::vector<std::uint32_t>(graph.artifact_count() + 1),
                      std::vector<std::uint8_t>(static_cast<std::size_t>(all_dependency_kinds) + 1),
                      static_cast<unsigned>(std::bit_width(graph.provenance_count()))};
  const std::span out(counted.out_degree);
  const std::span in(counted.in_degree);
  const std::span has(counted.has_kinds);
  const bool any_retired = graph.retired_count() != 0;
  for (const dependency& each : recorded) {
    if (any_retired && !stays(graph, each)) { continue; }
    ++out[each.from.value];
    ++in[each.to.value];
    has[static_cast<std::size_t>(each.kinds)] = 1;
  }
  return counted;
}

/// The low bits are a vertex; the high ones a note, raw at first, then by its number.
template <class Word>
class edge_words {
public:
  edge_words(const edge_census& counted, std::size_t vertices)
      : vertex_bits_(bits_of(vertices)),
        vertex_mask_(static_cast<std::uint32_t>((std::uint64_t{1} << vertex_bits_) - 1)),
        provenance_bits_(counted.provenance_bits) {
    number_of_.resize(counted.has_kinds.size());
    for (std::uint32_t kinds = 0; kinds != counted.has_kinds.size(); ++kinds) {
      number_of_[kinds] = static_cast<std::uint32_t>(kinds_.size());
      if (counted.has_kinds[kinds]) { kinds_.push_back(kinds); }
    }
    note_bits_ = bits_of(kinds_.size()) + provenance_bits_;
  }

  /// Whether a word is wide enough for each vertex with each note.
  [[nodiscard]] static bool suffice_for(const edge_census& counted, std::size_t vertices) {
    const edge_words words(counted, vertices);
    return words.vertex_bits_ + words.note_bits_ <= std::numeric_limits<Word>::digits;
  }

  [[nodiscard]] Word word(std::uint32_t vertex, raw_note note) const noexcept {
    const std::uint64_t packed =
        (std::uint64_t{number_of_[note & 0xffffU]} << provenance_bits_) | std::uint64_t{note >> 16U};
    return static_cast<Word>((packed << vertex_bits_) | vertex);
  }
  [[nodiscard]] std::uint32_t vertex(Word word) const noexcept { return vertex_of()(word); }
  /// The same for loops that write vertices: these might be `vertex_mask_`, for all that a compiler knows.
  [[nodiscard]] auto vertex_of() const noexcept {
    return [mask = vertex_mask_](Word word) { return static_cast<std::uint32_t>(word) & mask; };
  }
  /// Whether all edges have the same note, so that words are vertices.
  [[nodiscard]] bool one_note() const noexcept { return note_bits_ == 0; }
  [[nodiscard]] raw_note note(Word word) const noexcept {
    const std::uint64_t packed = std::uint64_t{word} >> vertex_bits_;
    const std::uint64_t provenance = packed & ((std::uint64_t{1} << provenance_bits_) - 1);
    return kinds_[packed >> provenance_bits_] | static_cast<raw_note>(provenance << 16U);
  }
  /// Whether an artifact depends on another one more than once: `words[first[v] .. first[v + 1])` are its edges,
  /// ascending. Counted over all edges at once: a loop over those of each artifact would be predicted wrong at its end.
  [[nodiscard]] bool any_repeated(std::span<const Word> words, std::span<const std::uint32_t> first) const noexcept {
    const auto is_alike = [&, vertex = vertex_of()](std::size_t i) { return vertex(words[i]) == vertex(words[i - 1]); };
    std::size_t alike = 0;
    for (std::size_t i = 1; i < words.size(); ++i) { alike += is_alike(i); }
    for (std::size_t v = 0; v + 1 != first.size(); ++v) {
      if (first[v] != 0 && first[v] != first[v + 1]) { alike -= is_alike(first[v]); }
    }
    return alike != 0;
  }

  /// Merged notes may be more than raw ones.
  [[nodiscard]] bool holds(std::uint32_t number) const noexcept { return (std::uint64_t{number} >> note_bits_) == 0; }
  /// @return the vertex alone where the word does not hold the number
  [[nodiscard]] Word numbered(std::uint32_t vertex, std::uint32_t number) const noexcept {
    return static_cast<Word>((holds(number) ? std::uint64_t{number} << vertex_bits_ : 0) | vertex);
  }
  [[nodiscard]] std::uint32_t number(Word word) const noexcept {
    return static_cast<std::uint32_t>(std::uint64_t{word} >> vertex_bits_);
  }

private:
  // Of numbers below `count`.
  [[nodiscard]] static unsigned bits_of(std::size_t count) noexcept {
    return count == 0 ? 0 : static_cast<unsigned>(std::bit_width(count - 1));
  }

  unsigned vertex_bits_;
  std::uint32_t vertex_mask_;
  unsigned provenance_bits_;
  unsigned note_bits_;
  std::vector<std::uint32_t> number_of_;  // of each set of kinds that occurs
  std::vector<std::uint32_t> kinds_;      // of each number
};

}  // namespace fairlead::detail

#endif
