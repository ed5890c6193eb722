// SPDX-License-Identifier: BSL-1.0
// The definitions of release_train.hpp.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_RELEASE_TRAIN_IPP
#define FAIRLEAD_LIFECYCLES_PLAN_RELEASE_TRAIN_IPP

#include "release_train.hpp"

namespace fairlead::plan {

FAIRLEAD_INLINE verdict train_dates::set(timestamp at) const {
  if (feature_freeze <= at) { return refuse("the feature freeze must lie ahead"); }
  return feature_freeze < code_freeze && code_freeze < go_no_go && go_no_go < release
             ? pass()
             : refuse("feature freeze, code freeze, go/no-go and release follow each other");
}

FAIRLEAD_INLINE void train_dates::put_off(timestamp when) noexcept {
  if (when <= code_freeze) { return; }
  const bool far = code_freeze.nanoseconds < 0 && when.nanoseconds > INT64_MAX + code_freeze.nanoseconds;
  const std::int64_t delay = far ? INT64_MAX : when.nanoseconds - code_freeze.nanoseconds;
  code_freeze = when;
  go_no_go = go_no_go.later_by(delay);
  release = release.later_by(delay);
}

FAIRLEAD_INLINE bool gate_reading::lets_pass(const digest& contents) const {
  return static_cast<bool>(contents) && subject == contents && reads != state::unsatisfied && !source.reference.empty();
}

}  // namespace fairlead::plan

#endif
