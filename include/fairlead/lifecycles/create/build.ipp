// SPDX-License-Identifier: BSL-1.0
// The definitions of build.hpp.
#ifndef FAIRLEAD_LIFECYCLES_CREATE_BUILD_IPP
#define FAIRLEAD_LIFECYCLES_CREATE_BUILD_IPP

#include <algorithm>

#include "../elements.hpp"
#include "build.hpp"

namespace fairlead::create {

FAIRLEAD_INLINE verdict build::worker_assigned::operator()(const build_started& event, const data& of) const {
  if (event.worker.id.empty()) { return refuse("no worker has taken the build"); }
  for (const std::string& each : of.needs) {
    if (!detail::contains(event.worker.labels, each)) {
      return refuse("the worker " + event.worker.id + " does not offer " + each);
    }
  }
  return pass();
}

FAIRLEAD_INLINE verdict build::digests_recorded::operator()(const build_finished& event, const data& of) const {
  if (event.outputs.empty()) { return refuse("the build has made nothing"); }
  for (const output& each : event.outputs) {
    if (!each.content) { return refuse("the digest of " + each.key + " is not known"); }
    if (times(event, each.key) != 1) { return refuse(each.key + " was made more than once"); }
  }
  for (const std::string& each : of.expected) {
    if (times(event, each) == 0) { return refuse(each + " was not made"); }
  }
  return event.provenance.reference.empty() ? refuse("the outputs have no provenance") : pass();
}

FAIRLEAD_INLINE std::ptrdiff_t build::digests_recorded::times(const build_finished& event, const std::string& key) {
  return std::ranges::count_if(event.outputs, [&](const output& each) { return each.key == key; });
}

FAIRLEAD_INLINE void build::record_provenance::operator()(const build_finished& event, data& of) const {
  of.outputs = event.outputs;
  of.provenance = event.provenance;
}

FAIRLEAD_INLINE void build::record_reason::operator()(const deadline&, data& of) const {
  of.reason = of.assigned.id.empty() ? "no worker took the build in time" : "the worker did not finish in time";
}

FAIRLEAD_INLINE void build::record_gap::operator()(const build_finished& event, data& of) const {
  of.reason = std::string(digests_recorded{}(event, of).reason());
}

FAIRLEAD_INLINE build::reported build::emit_build_finished::outcome_of(const build_finished& event, const data& of) {
  if (event.outcome == result::failure) { return reported::failure; }
  return of.outputs.empty() ? reported::error : reported::success;
}

FAIRLEAD_INLINE build::emit_build_started build::emit_build_started::from(const data& of) {
  return {of.id, of.assigned.id};
}

}  // namespace fairlead::create

#endif
