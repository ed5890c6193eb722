// SPDX-License-Identifier: BSL-1.0
// Tells the processor what will be read or written soon: graphs larger than its caches are walked in no order that it
// could foresee. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_PREFETCH_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_PREFETCH_HPP

#include <cstddef>

namespace fairlead::detail {

/// Smaller graphs fit into caches, and come faster by themselves.
inline constexpr std::size_t edges_worth_prefetching = 1'000'000;

/// A hint: any address will do.
inline void prefetch([[maybe_unused]] const void* where) noexcept {
#if defined(__GNUC__)
  __builtin_prefetch(where);
#endif
}

}  // namespace fairlead::detail

#endif
