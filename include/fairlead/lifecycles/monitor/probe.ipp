// SPDX-License-Identifier: BSL-1.0
// The definitions of probe.hpp.
#ifndef FAIRLEAD_LIFECYCLES_MONITOR_PROBE_IPP
#define FAIRLEAD_LIFECYCLES_MONITOR_PROBE_IPP

#include <algorithm>
#include <cstddef>

#include "probe.hpp"

namespace fairlead::monitor {

FAIRLEAD_INLINE const probe::threshold& probe::data::needed_for(answer result) const noexcept {
  return result == answer::ok ? to_be_up : to_be_down;
}

FAIRLEAD_INLINE std::uint32_t probe::data::alike(answer result) const noexcept {
  const threshold& wanted = needed_for(result);
  std::uint32_t count = 1;
  std::uint32_t looked_at = 1;
  for (auto each = recent.rbegin(); each != recent.rend() && looked_at < wanted.of; ++each, ++looked_at) {
    if (*each == result) { ++count; }
  }
  return count;
}

FAIRLEAD_INLINE verdict probe::new_sample::operator()(const sample& event, const data& of, timestamp at) const {
  if (event.taken > at) { return refuse("the sample is said to be from the future"); }
  return event.taken > of.last_taken ? pass() : refuse("a sample as new as this has been counted already");
}

FAIRLEAD_INLINE verdict probe::answers_in_time::operator()(const sample& event, const data& of) const {
  return event.latency_milliseconds <= of.latency_limit_milliseconds
             ? pass()
             : refuse("an answer after " + std::to_string(event.latency_milliseconds) + " ms is bad: the limit is " +
                      std::to_string(of.latency_limit_milliseconds) + " ms");
}

FAIRLEAD_INLINE verdict probe::enough::operator()(const sample& event, const data& of) const {
  const threshold& wanted = of.needed_for(event.result);
  const std::uint32_t count = of.alike(event.result);
  const std::string text = std::to_string(count) + " of the last " + std::to_string(wanted.of) + " samples are " +
                           (event.result == answer::ok ? "ok" : "bad") + ", " + std::to_string(wanted.needed) +
                           " are needed";
  return count >= wanted.needed ? pass(text) : refuse(text);
}

FAIRLEAD_INLINE void probe::record_sample::operator()(const sample& event, data& of) const {
  of.last_taken = event.taken;
  of.recent.push_back(event.result);
  const std::size_t kept = std::max(of.to_be_up.of, of.to_be_down.of);
  if (of.recent.size() > kept) { of.recent.erase(of.recent.begin()); }
}

FAIRLEAD_INLINE void probe::record_pause::operator()(const probe::pause& event, data& of) const {
  of.pause = pausing{event.by, event.reason, event.expires};
}

}  // namespace fairlead::monitor

#endif
