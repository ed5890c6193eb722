// SPDX-License-Identifier: BSL-1.0
// Memory that questions to a `graph_snapshot` work in, kept by the caller between them. It holds no answer to rely on.
#ifndef FAIRLEAD_ARTIFACTS_GRAPH_SCRATCH_HPP
#define FAIRLEAD_ARTIFACTS_GRAPH_SCRATCH_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#include "wave_list.hpp"

namespace fairlead {

namespace detail {
struct scratch_access;
}

/// One per thread: a question uses it exclusively. Grows to the largest snapshot asked (V/8 + 12 V bytes at most), then
/// questions allocate nothing and cost what their answer costs.
class graph_scratch {
  friend class graph_snapshot;
  friend struct detail::scratch_access;

  // What the last question marked is unmarked by the next, so that a small answer never costs a sweep over all.
  void begin(std::size_t artifacts) {
    for (const artifact_position each : found_) { marked_[each / 64] = 0; }
    found_.clear();
    if (marked_.size() * 64 < artifacts) { marked_.resize((artifacts + 63) / 64, 0); }
  }
  [[nodiscard]] bool is_marked(artifact_position position) const noexcept {
    return ((marked_[position / 64] >> (position % 64)) & 1) != 0;
  }
  // Into found_ first: if that throws, no mark is left behind that begin() would not find.
  bool mark(artifact_position position) {
    if (is_marked(position)) { return false; }
    found_.push_back(position);
    marked_[position / 64] |= std::uint64_t{1} << (position % 64);
    return true;
  }
  void number(std::size_t artifacts) {
    if (numbers_.size() < artifacts) { numbers_.resize(artifacts); }
  }

  std::vector<std::uint64_t> marked_;
  std::vector<artifact_position> found_;
  std::vector<std::uint32_t> numbers_;
  std::vector<artifact_position> answer_;
};

}  // namespace fairlead

#endif
