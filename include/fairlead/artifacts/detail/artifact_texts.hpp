// SPDX-License-Identifier: BSL-1.0
// The texts of the artifacts of a snapshot, where the builder keeps them. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_ARTIFACT_TEXTS_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_ARTIFACT_TEXTS_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "text_table.hpp"

namespace fairlead::detail {

/// Shares the characters with the builder, which may go on adding meanwhile: copying them would be a fifth of freezing.
class artifact_texts {
public:
  artifact_texts() = default;
  /// @param fields  numbers in `others` of name, version and digest of each artifact, or nothing if all are empty
  artifact_texts(const text_table& keys, const text_table& others, std::vector<std::uint32_t> fields)
      : keys_(keys.texts()), others_(others.texts()), fields_(std::move(fields)) {
    bytes_ = (keys_ ? keys_->bytes() : 0) + (others_ ? others_->bytes() : 0);
  }

  [[nodiscard]] std::string_view key(std::uint32_t id) const noexcept { return (*keys_)[id]; }
  /// Of the first `count` artifacts, as `text_store::each` has it.
  template <class Visit>
  void each_key(std::size_t count, Visit&& visit) const {
    if (count != 0) { keys_->each(count, visit); }
  }
  /// @param field  0 name, 1 version, 2 digest
  [[nodiscard]] std::string_view field(std::uint32_t id, std::size_t field) const noexcept {
    if (fields_.empty()) { return {}; }
    const std::uint32_t number = fields_[std::size_t{id} * 3 + field];
    return number == text_table::none ? std::string_view{} : (*others_)[number];
  }
  /// When it was made.
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_ + fields_.capacity() * sizeof(fields_[0]); }

private:
  std::shared_ptr<const text_store> keys_, others_;
  std::vector<std::uint32_t> fields_;
  std::size_t bytes_ = 0;
};

}  // namespace fairlead::detail

#endif
