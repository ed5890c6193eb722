// SPDX-License-Identifier: BSL-1.0
// Whether a target answers, told from samples: one bad answer raises a suspicion, only several say that it is down.
#ifndef FAIRLEAD_LIFECYCLES_MONITOR_PROBE_HPP
#define FAIRLEAD_LIFECYCLES_MONITOR_PROBE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::monitor {

/// @source synthetic monitoring with N of M thresholds (Amazon CloudWatch, "M out of N" datapoints to alarm);
/// Kubernetes
///         probes, failureThreshold and successThreshold
struct probe : lifecycle {
  using stock = probe;
  static constexpr std::string_view name = "probe";

  struct unknown : initial, waiting {
    static constexpr auto patience = minutes{10};
  };
  struct up {};
  struct suspect : waiting {
    static constexpr auto patience = minutes{5};
  };
  struct down : waiting {
    static constexpr auto patience = hours{1};
  };
  struct paused : waiting {
    static constexpr auto patience = hours{24};  // no pause lasts longer, see `data::longest_hours`
  };
  struct retired : terminal {};

  enum class answer : std::uint8_t { ok, bad };

  struct sample {
    answer result = answer::bad;
    timestamp taken{};
    std::uint32_t latency_milliseconds = 0;
    evidence source{};
  };
  struct pause {
    actor by{};
    std::string reason{};
    timestamp expires{};
  };
  struct resume {
    actor by{};
  };
  struct retire {
    actor by{};
  };

  /// It takes `needed` samples of one kind among the last `of`.
  struct threshold {
    std::uint32_t needed = 1;
    std::uint32_t of = 1;

    friend bool operator==(const threshold&, const threshold&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("needed", self.needed);
      visit("of", self.of);
    }
  };
  /// Who has paused the probe, why, and until when; the host fires `deadline` at its end.
  using pausing = exception_record;

  struct data {
    std::string target{};
    std::string environment{};
    threshold to_be_up{2, 3};                         ///< our choice
    threshold to_be_down{3, 5};                       ///< our choice: as failureThreshold, with two lucky answers
    std::uint32_t latency_limit_milliseconds = 1000;  ///< a slower answer is none. @source Kubernetes, timeoutSeconds
    std::uint32_t longest_hours = 24;                 ///< of a pause; our choice
    std::vector<answer> recent{};                     ///< since the last verdict, the newest last
    timestamp last_taken{};
    std::optional<pausing> pause{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("target", self.target);
      visit("environment", self.environment);
      visit("to_be_up", self.to_be_up);
      visit("to_be_down", self.to_be_down);
      visit("latency_limit_milliseconds", self.latency_limit_milliseconds);
      visit("longest_hours", self.longest_hours);
      visit("recent", self.recent);
      visit("last_taken", self.last_taken);
      visit("pause", self.pause);
    }

    [[nodiscard]] const threshold& needed_for(answer result) const noexcept;
    /// How many of the last samples say the same as `result`, which is counted as the newest.
    [[nodiscard]] std::uint32_t alike(answer result) const noexcept;
  };

  /// A sample counts once, and in the order of time.
  struct new_sample {
    verdict operator()(const sample& event, const data& of, timestamp at) const;
  };
  struct answers_in_time {
    verdict operator()(const sample& event, const data& of) const;
  };
  struct enough {
    verdict operator()(const sample& event, const data& of) const;
  };

  struct record_sample {
    void operator()(const sample& event, data& of) const;
  };
  /// Flap damping: after a verdict, the other one has to be earned by new samples alone.
  struct count_anew {
    template <class Event>
    void operator()(const Event&, data& of) const {
      of.recent.clear();
    }
  };
  struct record_pause {
    void operator()(const probe::pause& event, data& of) const;
  };
  struct drop_pause {
    template <class Event>
    void operator()(const Event&, data& of) const {
      of.pause.reset();
      of.recent.clear();
    }
  };

  template <class Self>
  struct about_target {
    std::string target{};
    std::string environment{};
    timestamp last_taken{};
    static Self from(const data& of) {
      Self signal;
      signal.target = of.target;
      signal.environment = of.environment;
      signal.last_taken = of.last_taken;
      return signal;
    }
  };
  struct raise_down : about_target<raise_down> {
    static constexpr std::string_view name = "raise";
  };
  struct raise_no_data : about_target<raise_no_data> {};
  struct clear : about_target<clear> {};
  struct renotify : about_target<renotify> {};

  using is_ok = is<&sample::result, answer::ok>;
  using is_bad = is<&sample::result, answer::bad>;

  // clang-format off
  using transitions = table<
      row<unknown, sample,   up,      when<is_ok, new_sample, answers_in_time, enough>,       then<record_sample, count_anew>>,
      row<unknown, sample,   stay,    when<is_ok, new_sample, answers_in_time, not_<enough>>, then<record_sample>>,
      row<unknown, sample,   down,    when<is_bad, new_sample, enough>,                       then<record_sample, count_anew, raise<raise_down>>>,
      row<unknown, sample,   stay,    when<is_bad, new_sample, not_<enough>>,                 then<record_sample>>,
      row<unknown, deadline, down,    when<>,                                                 then<count_anew, raise<raise_no_data>>>,
      row<up,      sample,   stay,    when<is_ok, new_sample, answers_in_time>,               then<record_sample>>,
      row<up,      sample,   suspect, when<is_bad, new_sample>,                               then<record_sample>>,
      row<suspect, sample,   up,      when<is_ok, new_sample, answers_in_time>,               then<record_sample>>,
      row<suspect, sample,   stay,    when<is_bad, new_sample, not_<enough>>,                 then<record_sample>>,
      row<suspect, sample,   down,    when<is_bad, new_sample, enough>,                       then<record_sample, count_anew, raise<raise_down>>>,
      row<suspect, deadline, down,    when<>,                                                 then<count_anew, raise<raise_no_data>>>,
      row<down,    sample,   up,      when<is_ok, new_sample, answers_in_time, enough>,       then<record_sample, count_anew, raise<clear>>>,
      row<down,    sample,   stay,    when<is_ok, new_sample, answers_in_time, not_<enough>>, then<record_sample>>,
      row<down,    sample,   stay,    when<is_bad, new_sample>,                               then<record_sample>>,
      row<down,    deadline, stay,    when<>,                                                 then<raise<renotify>>>,
      row<any_of<unknown, up, suspect, down>,
                   pause,    paused,  when<has_expiry, reason_given>,                         then<record_pause>>,
      row<paused,  resume,   unknown, when<>,                                                 then<drop_pause>>,
      row<paused,  deadline, unknown, when<>,                                                 then<drop_pause>>,
      row<any_of<unknown, up, suspect, down, paused>,
                   retire,   retired>>;
  // clang-format on

  using invariants =
      prove<no_edge<up, down>, event_requires<pause, has_expiry>, event_requires<pause, reason_given>,
            entry_requires<down, any_of<enough, on<deadline>>>, entry_requires<up, answers_in_time>,
            event_requires<sample, new_sample>, event_requires<sample, answers_in_time>::where<is_ok>,
            exits_only_to<paused, unknown, retired>, always_passes<paused, up, unknown>,
            always_passes<paused, down, unknown>, unconditional<any_of<unknown, up, suspect, down, paused>, retire>,
            entry_requires<suspect, is_bad>, entry_requires<unknown, any_of<on<resume>, on<deadline>>>,
            exits_only_to<down, up, paused, retired>, event_leads_only_to<sample, unknown, up, suspect, down>,
            event_leads_only_to<deadline, down>::from<any_of<unknown, suspect, down>>,
            event_leads_only_to<deadline, unknown>::from<paused>, event_leads_only_to<resume, unknown>>;
};

static_assert(holds<probe>);

}  // namespace fairlead::monitor

#if FAIRLEAD_DEFINE_INLINE
#include "probe.ipp"
#endif

#endif
