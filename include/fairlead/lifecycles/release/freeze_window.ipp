// SPDX-License-Identifier: BSL-1.0
// The definitions of freeze_window.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_FREEZE_WINDOW_IPP
#define FAIRLEAD_LIFECYCLES_RELEASE_FREEZE_WINDOW_IPP

#include <algorithm>

#include "freeze_window.hpp"

namespace fairlead::release {

FAIRLEAD_INLINE std::optional<freeze_window::window> freeze_window::data::occurrence_at(timestamp at) const {
  if (first.ends <= first.begins) { return std::nullopt; }
  if (at < first.ends) { return first; }
  if (!recurs) { return std::nullopt; }
  const std::int64_t length = length_of(first);
  const timestamp not_ended = at.later_by(-length).later_by(1);
  const auto begins = recurs->next(first.begins, std::max(not_ended, first.begins.later_by(1)));
  if (!begins || begins->later_by(length) <= at) { return std::nullopt; }
  return window{first.id, *begins, begins->later_by(length)};
}

FAIRLEAD_INLINE std::int64_t freeze_window::length_of(const window& of) {
  return of.begins.nanoseconds < 0 && of.ends.nanoseconds > INT64_MAX + of.begins.nanoseconds
             ? INT64_MAX
             : of.ends.nanoseconds - of.begins.nanoseconds;
}

FAIRLEAD_INLINE verdict freeze_window::now_in_interval::operator()(const deadline&, const data& freeze,
                                                                   timestamp at) const {
  const auto one = freeze.occurrence_at(at);
  if (!one) { return refuse("the window has no occurrence any more"); }
  return one->active(at) ? pass() : fairlead::wait(one->begins, "the window has not begun");
}

FAIRLEAD_INLINE verdict freeze_window::occurrence_ahead::operator()(const deadline&, const data& freeze,
                                                                    timestamp at) const {
  return freeze.occurrence_at(at) ? pass() : refuse("the window has no occurrence any more");
}

FAIRLEAD_INLINE verdict freeze_window::recurs::operator()(const ended&, const data& freeze, timestamp at) const {
  return freeze.occurrence_at(at) ? pass("the window comes again") : refuse("the window does not come again");
}

FAIRLEAD_INLINE verdict freeze_window::interval_over::operator()(const ended&, const data& freeze, timestamp at) const {
  return at >= freeze.current.ends
             ? pass()
             : fairlead::wait(freeze.current.ends, "the window " + freeze.current.id + " is still active");
}

FAIRLEAD_INLINE verdict freeze_window::later_end::operator()(const extended& event, const data& freeze,
                                                             timestamp at) const {
  if (event.until <= freeze.current.ends || event.until <= at) {
    return refuse("an extension ends later than the window does");
  }
  return event.until <= freeze.began + active::patience ? pass()
                                                        : refuse("a freeze lasts 31 days at most: plan another");
}

FAIRLEAD_INLINE void freeze_window::begin_occurrence::operator()(const deadline&, data& freeze, timestamp at) const {
  freeze.current = freeze.occurrence_at(at).value_or(window{});
  freeze.began = at;
}

FAIRLEAD_INLINE void freeze_window::audit::operator()(const lifted& event, data& freeze) const {
  freeze.audit_trail.push_back("lifted by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void freeze_window::audit::operator()(const extended& event, data& freeze) const {
  freeze.audit_trail.push_back("extended by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void freeze_window::audit::operator()(const cancel& event, data& freeze) const {
  freeze.audit_trail.push_back("canceled by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE freeze_window::emit_freeze freeze_window::emit_freeze::from(const data& freeze) {
  return {freeze.environments, freeze.current, freeze.reason};
}
FAIRLEAD_INLINE freeze_window::emit_thaw freeze_window::emit_thaw::from(const data& freeze) {
  return {freeze.environments, freeze.first.id};
}
FAIRLEAD_INLINE freeze_window::rearm_timer freeze_window::rearm_timer::from(const data& freeze) {
  return {freeze.current.begins};
}

}  // namespace fairlead::release

#endif
