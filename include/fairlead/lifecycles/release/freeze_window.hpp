// SPDX-License-Identifier: BSL-1.0
// A span of time in which environments are frozen, once or again and again.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_FREEZE_WINDOW_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_FREEZE_WINDOW_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../elements.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "../recurrence.hpp"
#include "deploy_gate.hpp"

namespace fairlead::release {

/// A window freezes at the time that it names, never before: one that lies ahead blocks nothing now. A gate is frozen
/// as long as any window of its environment is active.
/// @source Octopus deployment freezes (recurring, overridden with a reason); Harness freeze windows; Kargo
///         PromotionWindow (RRULE)
struct freeze_window : lifecycle {
  using stock = freeze_window;
  static constexpr std::string_view name = "freeze_window";

  /// Looks every so often whether the window has begun. `rearm_timer` says when it will.
  struct planned : initial, waiting {
    static constexpr auto patience = minutes{5};
  };
  /// Its patience is the longest freeze there is: one that nobody has ended by then thaws by itself.
  struct active : waiting {
    static constexpr auto patience = hours{31 * 24};
  };
  struct over : terminal {
    static constexpr std::string_view name = "ended";
  };
  struct canceled : terminal {};

  struct cancel {
    actor by{};
    std::string reason{};
  };
  struct ended {};
  struct lifted {
    actor by{};
    std::string reason{};
  };
  struct extended {
    actor by{};
    std::string reason{};
    timestamp until{};
  };

  using window = deploy_gate::window;

  struct data {
    actor author{};  ///< who declared the freeze
    std::vector<actor> authorities{};
    std::vector<std::string> environments{};  ///< those that are frozen
    std::string reason{};                     ///< what the freeze is for
    window first{};                           ///< first occurrence
    std::optional<recurrence> recurs{};       ///< how the first one comes again, equally long
    window current{};                         ///< occurrence that is in force, or else the next one as last planned
    timestamp began{};                        ///< when the freeze that is in force came into force
    std::vector<std::string> audit_trail{};   ///< what authorities changed, one line each

    /// The occurrence that is active at `at`, or else the next one after; none if there is none any more. Overlapping
    /// occurrences: the one that ends first. The work is that of `recurrence::next`.
    [[nodiscard]] std::optional<window> occurrence_at(timestamp at) const;
    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("author", self.author);
      visit("authorities", self.authorities);
      visit("environments", self.environments);
      visit("reason", self.reason);
      visit("first", self.first);
      visit("recurs", self.recurs);
      visit("current", self.current);
      visit("began", self.began);
      visit("audit_trail", self.audit_trail);
    }
  };
  /// Nanoseconds, held within the range of std::int64_t.
  [[nodiscard]] static std::int64_t length_of(const window& of);

  struct now_in_interval {
    verdict operator()(const deadline&, const data& freeze, timestamp at) const;
  };
  struct occurrence_ahead {
    verdict operator()(const deadline&, const data& freeze, timestamp at) const;
  };
  /// After this occurrence there will be another.
  struct recurs {
    verdict operator()(const ended&, const data& freeze, timestamp at) const;
  };
  struct interval_over {
    verdict operator()(const ended&, const data& freeze, timestamp at) const;
  };
  struct authority {
    template <class Event>
    verdict operator()(const Event& event, const data& freeze) const {
      return detail::contains(freeze.authorities, event.by)
                 ? pass()
                 : refuse(event.by.id + " has no authority over this freeze");
    }
  };
  /// An extension ends later than the window does now, and within the longest freeze there is.
  struct later_end {
    verdict operator()(const extended& event, const data& freeze, timestamp at) const;
  };

  struct begin_occurrence {
    void operator()(const deadline&, data& freeze, timestamp at) const;
  };
  struct plan_next {
    template <class Event>
    void operator()(const Event&, data& freeze, timestamp at) const {
      freeze.current = freeze.occurrence_at(at).value_or(window{});
    }
  };
  struct extend {
    void operator()(const extended& event, data& freeze) const { freeze.current.ends = event.until; }
  };
  struct audit {
    void operator()(const lifted& event, data& freeze) const;
    void operator()(const extended& event, data& freeze) const;
    void operator()(const cancel& event, data& freeze) const;
  };

  /// To the gates of the environments: what freezes them, until when, and why.
  struct emit_freeze {
    std::vector<std::string> environments{};
    window cause{};
    std::string reason{};
    static emit_freeze from(const data& freeze);
  };
  /// To the gates of the environments: the window `id` freezes them no longer.
  struct emit_thaw {
    std::vector<std::string> environments{};
    std::string id{};
    static emit_thaw from(const data& freeze);
  };
  /// To whoever keeps the time: `deadline` is due at `at`, and not only when the patience runs out.
  struct rearm_timer {
    timestamp at{};
    static rearm_timer from(const data& freeze);
  };

  // clang-format off
  using transitions = table<
      row<planned, deadline, active,   when<now_in_interval>,                          then<begin_occurrence, raise<emit_freeze>>>,
      row<planned, deadline, stay,     when<not_<now_in_interval>, occurrence_ahead>,  then<plan_next, raise<rearm_timer>>>,
      row<planned, deadline, over,     when<not_<now_in_interval>, not_<occurrence_ahead>>>,
      row<planned, cancel,   canceled, when<authority>,                                then<audit>>,
      row<active,  ended,    over,     when<interval_over, not_<recurs>>,              then<raise<emit_thaw>>>,
      row<active,  ended,    planned,  when<interval_over, recurs>,                    then<plan_next, raise<emit_thaw>, raise<rearm_timer>>>,
      row<active,  lifted,   over,     when<authority, not_self, reason_given>,        then<audit, raise<emit_thaw>>>,
      row<active,  extended, stay,     when<authority, reason_given, later_end>,       then<audit, extend>>,
      row<active,  deadline, over,     when<>,                                         then<raise<emit_thaw>>>>;
  // clang-format on

  using invariants =
      prove<entry_requires<active, any_of<now_in_interval, authority>>, event_requires<lifted, not_self>,
            event_requires<extended, reason_given>, no_edge<active, canceled>, unconditional<active, deadline>,
            event_leads_only_to<lifted, over>, event_requires<cancel, authority>, event_requires<lifted, authority>,
            event_requires<ended, interval_over>, event_requires<extended, authority>,
            event_requires<extended, later_end>, entry_requires<canceled, on<cancel>>,
            event_leads_only_to<ended, over, planned>, event_leads_only_to<deadline, over>::from<active>,
            event_leads_only_to<extended, active>>;
};

static_assert(holds<freeze_window>);

}  // namespace fairlead::release

#if FAIRLEAD_DEFINE_INLINE
#include "freeze_window.ipp"
#endif

#endif
