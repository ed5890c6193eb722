// SPDX-License-Identifier: BSL-1.0
// Guards that several stock lifecycles share. Each reads a member of a fixed name from the event or the data:
// `by` (who acts), `reason`, `health`, `lease`, `override_by`, `expires`; and `author` or `requester` of the subject,
// or `longest_hours` that an exception to it may last.
#ifndef FAIRLEAD_LIFECYCLES_GUARDS_HPP
#define FAIRLEAD_LIFECYCLES_GUARDS_HPP

#include <string>
#include <string_view>

#include "../identity/duration.hpp"
#include "../model/verdict.hpp"
#include "evidence.hpp"

namespace fairlead {

/// The role that may act on a state that needs an operator.
inline constexpr std::string_view operator_role = "operator";
/// The role that may act in spite of a freeze.
inline constexpr std::string_view break_glass_role = "break_glass";

/// Separation of duties: whoever acts is neither the author nor the requester of the subject. No role is exempt.
struct not_self {
  template <class Event, class Data>
    requires requires(const Event& event) { event.by; }
  verdict operator()(const Event& event, const Data& data) const {
    if constexpr (requires { data.author; }) {
      if (event.by == data.author) { return refuse("the author may not do this to their own subject"); }
    }
    if constexpr (requires { data.requester; }) {
      if (event.by == data.requester) { return refuse("the requester may not do this to their own subject"); }
    }
    return pass();
  }
};

/// The event says why.
struct reason_given {
  template <class Event>
    requires requires(const Event& event) { event.reason.empty(); }
  verdict operator()(const Event& event) const {
    return event.reason.find_first_not_of(" \t\n") != std::string::npos ? pass() : refuse("a reason must be given");
  }
};

/// Whoever acts is a person with the operator role; a robot may not take an operator's place.
struct by_operator {
  static constexpr std::string_view name = "operator";
  template <class Event>
    requires requires(const Event& event) { event.by; }
  verdict operator()(const Event& event) const {
    if (event.by.is_robot()) { return refuse("an operator is a person"); }
    if (!event.by.has_role(operator_role)) { return refuse(event.by.id + " does not have the role operator"); }
    return pass();
  }
};

/// The override that the event carries names somebody who may give it, and says why.
struct break_glass {
  template <class Event>
    requires requires(const Event& event) { event.override_by; }
  verdict operator()(const Event& event) const {
    if (!event.override_by) { return refuse("a freeze needs an override by somebody with the role break_glass"); }
    if (!event.override_by->by.has_role(break_glass_role)) {
      return refuse(event.override_by->by.id + " does not have the role break_glass");
    }
    return event.override_by->reason.empty() ? refuse("an override must say why") : pass();
  }
};

/// An exception ends: at a moment that lies ahead, and not farther than the subject's policy allows.
struct has_expiry {
  template <class Event, class Data>
    requires requires(const Event& event, const Data& data) {
      event.expires;
      data.longest_hours;
    }
  verdict operator()(const Event& event, const Data& data, timestamp at) const {
    if (event.expires <= at) { return refuse("it must be said until when, and that must lie ahead"); }
    return event.expires <= at + hours{1} * data.longest_hours
               ? pass()
               : refuse("this may last " + std::to_string(data.longest_hours) + " hours at most");
  }
};

/// There is a release to go back to.
struct last_good_exists {
  template <class Event, class Data>
    requires requires(const Data& data) { data.last_good; }
  verdict operator()(const Event&, const Data& data) const {
    return static_cast<bool>(data.last_good) ? pass() : refuse("nothing was ever verified here: there is no last good");
  }
};

/// What is to be (or to stay) live after a rollback is the last good release, and its checks pass.
struct target_healthy {
  template <class Event, class Data>
    requires requires(const Event& event, const Data& data) { event.health.healthy(data.last_good); }
  verdict operator()(const Event& event, const Data& data) const {
    if (event.health.healthy(data.last_good)) { return pass(); }
    return refuse("last good is not healthy: " + std::to_string(event.health.passing) + " of " +
                  std::to_string(event.health.total) + " checks of " + event.health.subject.abbreviated() + " pass");
  }
};

}  // namespace fairlead

#endif
