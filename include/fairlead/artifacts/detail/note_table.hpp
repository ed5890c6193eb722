// SPDX-License-Identifier: BSL-1.0
// What freezing knows of edges besides their ends: kinds and provenance, each different combination stored once.
// Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_NOTE_TABLE_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_NOTE_TABLE_HPP

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "../artifact_graph.hpp"
#include "snapshot_data.hpp"

namespace fairlead::detail {

/// One record of an edge: kinds in the low half, in the high half the provenance by the order of its text, 0 for none.
/// So notes, and the numbers they get, do not depend on the order in which provenances were told.
using raw_note = std::uint32_t;

class note_table {
public:
  explicit note_table(const artifact_graph& graph) {
    for (std::uint32_t i = 1; i <= graph.provenance_count(); ++i) {
      texts_.emplace_back(graph.provenance_text({static_cast<std::uint16_t>(i)}));
    }
    std::sort(texts_.begin(), texts_.end());
    order_.assign(graph.provenance_count() + 1, 0);
    for (std::uint32_t i = 1; i <= graph.provenance_count(); ++i) {
      const std::string_view text = graph.provenance_text({static_cast<std::uint16_t>(i)});
      order_[i] = static_cast<std::uint32_t>(std::lower_bound(texts_.begin(), texts_.end(), text) - texts_.begin()) + 1;
    }
  }

  [[nodiscard]] raw_note raw(const dependency& edge) const noexcept {
    return static_cast<std::uint32_t>(edge.kinds) | (order_[edge.provenance.value] << 16U);
  }

  /// The number of an edge recorded once.
  std::uint32_t number(raw_note note) {
    numbered& recent = recent_[(note ^ (note >> 16U)) % recent_.size()];
    if (recent.note != note) { recent = {note, number_of_single(note)}; }
    return recent.number;
  }

  /// The number of an edge recorded several times: all kinds and all provenances of `records`, which are reordered.
  std::uint32_t number(std::vector<raw_note>& records) {
    raw_note kinds = 0;
    for (raw_note& each : records) {
      kinds |= each & 0xffffU;
      each >>= 16U;
    }
    std::sort(records.begin(), records.end());
    records.erase(std::unique(records.begin(), records.end()), records.end());
    if (records.size() > 1 && records.front() == 0) { records.erase(records.begin()); }
    if (records.size() == 1) { return number(kinds | (records.front() << 16U)); }
    const auto [found, added] = several_.try_emplace({kinds, records}, 0);
    if (added) { found->second = add(kinds, records); }
    return found->second;
  }

  [[nodiscard]] std::size_t size() const noexcept { return kinds_.size(); }

  void write(snapshot_data& data) && {
    data.note_kinds = std::move(kinds_);
    data.note_first = std::move(first_);
    data.provenance = std::move(provenance_);
    data.provenance_texts = std::move(texts_);
  }

private:
  struct numbered {
    raw_note note;
    std::uint32_t number;
  };

  std::uint32_t number_of_single(raw_note note) {
    const auto [found, added] = singles_.try_emplace(note, 0);
    if (added) {
      const std::uint32_t text = note >> 16U;
      found->second = text == 0 ? add(note, {}) : add(note, std::span(&text, 1));
    }
    return found->second;
  }

  std::uint32_t add(raw_note kinds, std::span<const std::uint32_t> texts) {
    kinds_.push_back(static_cast<dependency_kind>(kinds & 0xffffU));
    for (const std::uint32_t text : texts) { provenance_.push_back(text - 1); }
    first_.push_back(static_cast<std::uint32_t>(provenance_.size()));
    return static_cast<std::uint32_t>(kinds_.size() - 1);
  }

  std::vector<std::string> texts_;     // sorted
  std::vector<std::uint32_t> order_;   // of provenance ids: 1 + the index in texts_
  std::array<numbered, 64> recent_{};  // no edge has the note 0
  std::unordered_map<raw_note, std::uint32_t> singles_;
  std::map<std::pair<raw_note, std::vector<std::uint32_t>>, std::uint32_t> several_;
  std::vector<dependency_kind> kinds_;
  std::vector<std::uint32_t> first_{0};
  std::vector<std::uint32_t> provenance_;
};

}  // namespace fairlead::detail

#endif
