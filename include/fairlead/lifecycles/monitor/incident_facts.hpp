// SPDX-License-Identifier: BSL-1.0
// What is known of an incident: who could have answered, what it has cost, and what is to be learned from it.
#ifndef FAIRLEAD_LIFECYCLES_MONITOR_INCIDENT_FACTS_HPP
#define FAIRLEAD_LIFECYCLES_MONITOR_INCIDENT_FACTS_HPP

#include <cstdint>
#include <string>

#include "../../identity/timestamp.hpp"

namespace fairlead::monitor {

/// What users suffer, the worst first.
enum class incident_severity : std::uint8_t { critical, major, minor, cosmetic };

/// Who is on call, and when.
struct on_call_shift {
  std::string principal{};
  timestamp begins{};
  timestamp ends{};
  std::uint32_t level = 0;  ///< escalations after which this one may answer too

  friend bool operator==(const on_call_shift&, const on_call_shift&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("principal", self.principal);
    visit("begins", self.begins);
    visit("ends", self.ends);
    visit("level", self.level);
  }
};
/// What the incident has cost, as counted at triage.
struct incident_impact {
  incident_severity severity = {};
  std::uint32_t visible_minutes = 0;  ///< in which users have noticed
  std::uint64_t records_lost = 0;
  std::uint32_t reports_before_alert = 0;  ///< of users, who knew before monitoring did

  friend bool operator==(const incident_impact&, const incident_impact&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("severity", self.severity);
    visit("visible_minutes", self.visible_minutes);
    visit("records_lost", self.records_lost);
    visit("reports_before_alert", self.reports_before_alert);
  }
};
/// From what on an incident is worth a postmortem. Lost data and blind monitoring always are.
/// @source Site Reliability Engineering, chapter 15: common postmortem triggers; the numbers are our choice
struct postmortem_policy {
  incident_severity severity = incident_severity::major;
  std::uint32_t visible_minutes = 5;
  std::uint32_t resolution_minutes = 240;

  friend bool operator==(const postmortem_policy&, const postmortem_policy&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("severity", self.severity);
    visit("visible_minutes", self.visible_minutes);
    visit("resolution_minutes", self.resolution_minutes);
  }
};
/// What happened at one moment, as the postmortem tells it.
struct timeline_entry {
  timestamp at{};
  std::string text{};

  friend bool operator==(const timeline_entry&, const timeline_entry&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("at", self.at);
    visit("text", self.text);
  }
};
/// What is to be done so that it does not happen again.
struct action_item {
  std::string text{};
  std::string ticket{};  ///< empty while there is none

  friend bool operator==(const action_item&, const action_item&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("text", self.text);
    visit("ticket", self.ticket);
  }
};

}  // namespace fairlead::monitor

#endif
