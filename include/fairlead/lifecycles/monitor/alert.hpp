// SPDX-License-Identifier: BSL-1.0
// A rule over one measured value: quiet, pending, firing, or silenced for a while.
#ifndef FAIRLEAD_LIFECYCLES_MONITOR_ALERT_HPP
#define FAIRLEAD_LIFECYCLES_MONITOR_ALERT_HPP

#include <cstdint>
#include <optional>
#include <string>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::monitor {

/// @source Prometheus AlertState: inactive, pending, firing; Alertmanager's silences
struct alert : lifecycle {
  using stock = alert;
  static constexpr std::string_view name = "alert";

  struct inactive : initial {};
  /// The condition holds, but not for long enough.
  struct pending : waiting {
    static constexpr auto patience = minutes{5};
  };
  struct firing : waiting {
    /// @source Alertmanager's configuration, repeat_interval
    static constexpr auto patience = hours{4};
  };
  struct silenced : waiting {
    static constexpr auto patience = hours{24};  // no silence lasts longer, see `data::longest_hours`
  };
  struct retired : terminal {};

  /// On which side of the threshold the condition holds.
  enum class comparison : std::uint8_t { above, below };

  /// One measured value.
  struct reading {
    double value = 0;
    timestamp taken{};
    evidence source{};

    friend bool operator==(const reading&, const reading&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("value", self.value);
      visit("taken", self.taken);
      visit("source", self.source);
    }
  };
  /// Who has silenced the alert, why, and until when; the host fires `deadline` at its end.
  using muting = exception_record;

  struct condition_true {
    reading now{};
  };
  struct condition_false {
    reading now{};
  };
  struct silence {
    actor by{};
    std::string reason{};
    timestamp expires{};
  };
  struct rule_removed {};

  struct data {
    std::string rule{};
    std::string service{};
    comparison fires{};
    double threshold = 0;
    std::uint32_t for_seconds = 300;       ///< 0 fires at once; otherwise the patience of `pending` decides
    std::uint32_t lookback_seconds = 300;  ///< an older value is stale. @source Prometheus, query.lookback-delta
    std::uint32_t longest_hours = 24;      ///< of a silence; our choice
    reading last{};                        ///< that has changed the state
    std::optional<timestamp> firing_since{};
    std::optional<muting> muted{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("rule", self.rule);
      visit("service", self.service);
      visit("fires", self.fires);
      visit("threshold", self.threshold);
      visit("for_seconds", self.for_seconds);
      visit("lookback_seconds", self.lookback_seconds);
      visit("longest_hours", self.longest_hours);
      visit("last", self.last);
      visit("firing_since", self.firing_since);
      visit("muted", self.muted);
    }
  };

  /// What is unknown or stale neither fires nor resolves.
  struct value_known {
    template <class Event>
    verdict operator()(const Event& event, const data& of, timestamp at) const {
      const reading& now = event.now;
      if (now.value != now.value) { return cannot_determine("the value: there is none"); }
      if (now.taken > at) { return cannot_determine("the value: it is said to be from the future"); }
      return now.taken + seconds{of.lookback_seconds} >= at
                 ? pass()
                 : cannot_determine("the value: the last one is older than " + std::to_string(of.lookback_seconds) +
                                    " seconds");
    }
  };
  struct crosses {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      const double value = event.now.value;
      const bool crossed = of.fires == comparison::above ? value > of.threshold : value < of.threshold;
      const std::string text = std::to_string(value) + (crossed ? " is " : " is not ") +
                               (of.fires == comparison::above ? "above " : "below ") + std::to_string(of.threshold);
      return crossed ? pass(text) : refuse(text);
    }
  };
  struct holds_for_zero {
    verdict operator()(const condition_true&, const data& of) const;
  };

  struct record_reading {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.last = event.now;
    }
  };
  struct begin_firing {
    template <class Event>
    void operator()(const Event&, data& of, timestamp at) const {
      of.firing_since = at;
    }
  };
  struct end_firing {
    void operator()(const condition_false&, data& of) const { of.firing_since.reset(); }
  };
  struct record_silence {
    void operator()(const silence& event, data& of) const { of.muted = muting{event.by, event.reason, event.expires}; }
  };
  struct drop_silence {
    template <class Event>
    void operator()(const Event&, data& of) const {
      of.muted.reset();
    }
  };

  template <class Self>
  struct about_alert {
    std::string rule{};
    std::string service{};
    reading last{};
    static Self from(const data& of) {
      Self signal;
      signal.rule = of.rule;
      signal.service = of.service;
      signal.last = of.last;
      return signal;
    }
  };
  struct notify : about_alert<notify> {};
  struct renotify : about_alert<renotify> {};
  struct notify_resolved : about_alert<notify_resolved> {};

  // clang-format off
  using transitions = table<
      row<inactive, condition_true,  firing,   when<value_known, crosses, holds_for_zero>,       then<record_reading, begin_firing, raise<notify>>>,
      row<inactive, condition_true,  pending,  when<value_known, crosses, not_<holds_for_zero>>, then<record_reading>>,
      row<pending,  condition_false, inactive, when<value_known, not_<crosses>>,                 then<record_reading>>,
      row<pending,  deadline,        firing,   when<>,                                           then<begin_firing, raise<notify>>>,
      row<firing,   condition_false, inactive, when<value_known, not_<crosses>>,                 then<record_reading, end_firing, raise<notify_resolved>>>,
      row<firing,   silence,         silenced, when<has_expiry, reason_given>,                   then<record_silence>>,
      row<firing,   deadline,        stay,     when<>,                                           then<raise<renotify>>>,
      row<silenced, condition_false, inactive, when<value_known, not_<crosses>>,                 then<record_reading, end_firing, drop_silence>>,
      row<silenced, deadline,        firing,   when<>,                                           then<drop_silence, raise<notify>>>,
      row<any_of<inactive, pending, firing, silenced>,
                    rule_removed,    retired>>;
  // clang-format on

  using invariants =
      prove<event_requires<silence, has_expiry>, event_requires<silence, reason_given>,
            entry_requires<silenced, has_expiry>, always_passes<inactive, silenced, firing>,
            exits_only_to<silenced, inactive, firing, retired>, event_requires<condition_true, crosses>,
            event_requires<condition_false, not_<crosses>>, event_requires<condition_false, value_known>,
            event_leads_only_to<deadline, firing>, entry_requires<firing, any_of<holds_for_zero, on<deadline>>>,
            event_leads_only_to<condition_false, inactive>,
            accepts<any_of<pending, firing, silenced>, condition_false>>;
};

static_assert(holds<alert>);

}  // namespace fairlead::monitor

#if FAIRLEAD_DEFINE_INLINE
#include "alert.ipp"
#endif

#endif
