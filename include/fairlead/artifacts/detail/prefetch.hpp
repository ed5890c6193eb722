// SPDX-License-Identifier: BSL-1.0
// Tells the processor what will be read or written soon: graphs larger than its caches are walked in no order that it
// could foresee. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_PREFETCH_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_PREFETCH_HPP

namespace fairlead::detail {

/// A hint: any address will do.
inline void prefetch([[maybe_unused]] const void* where) noexcept {
#if defined(__GNUC__)
  __builtin_prefetch(where);
#endif
}

}  // namespace fairlead::detail

#endif
