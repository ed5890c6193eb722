// SPDX-License-Identifier: BSL-1.0
// Whether an environment may be deployed to just now: open, restricted, or frozen.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_DEPLOY_GATE_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_DEPLOY_GATE_HPP

#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::release {

/// The gate of one environment. Freezes come from windows (a span of time) or from a policy (until lifted); it opens
/// again only when none of them is active.
/// @source deploy freezes of Octopus, Harness and GitLab; Debian's transition, soft, hard and full freeze
struct deploy_gate : lifecycle {
  using stock = deploy_gate;
  static constexpr std::string_view name = "deploy_gate";

  struct open : initial {};
  struct restricted : waiting {
    static constexpr auto patience = hours{24};
  };
  struct frozen : waiting {
    static constexpr auto patience = hours{24};
  };
  struct retired : terminal {};

  /// One cause of a freeze. A policy without end has `ends` at the end of time.
  struct window {
    std::string id{};
    timestamp begins{};
    timestamp ends{};

    [[nodiscard]] bool active(timestamp at) const noexcept { return begins <= at && at < ends; }
    friend bool operator==(const window&, const window&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("begins", self.begins);
      visit("ends", self.ends);
    }
  };

  struct restrict_deploys {
    static constexpr std::string_view name = "restrict";
    window cause{};
  };
  struct freeze {
    window cause{};
  };
  struct thaw {};
  struct relax {
    actor by{};
    std::string reason{};
  };
  struct env_decommissioned {};

  struct data {
    actor author{};                 ///< who declared the freeze that is in force
    std::vector<window> windows{};  ///< causes announced so far
    std::vector<actor> authorities{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("author", self.author);
      visit("windows", self.windows);
      visit("authorities", self.authorities);
    }
  };

  struct window_or_policy {
    template <class Event>
    verdict operator()(const Event& event, const data&, timestamp at) const {
      if (event.cause.id.empty()) { return refuse("a freeze names its window or policy"); }
      return event.cause.active(at) ? pass() : refuse("the window " + event.cause.id + " is not active at this time");
    }
  };
  struct no_active_window {
    verdict operator()(const thaw&, const data& gate, timestamp at) const;
  };
  struct authority {
    verdict operator()(const relax& event, const data& gate) const;
  };

  struct record_window {
    template <class Event>
    void operator()(const Event& event, data& gate) const {
      gate.windows.push_back(event.cause);
    }
  };
  struct drop_ended_windows {
    void operator()(const deadline&, data& gate, timestamp at) const;
  };
  struct announce {
    std::vector<window> windows{};
    static announce from(const data& gate);
  };
  struct audit {
    actor by{};
    std::string reason{};
    static audit from(const relax& event, const data&);
  };
  struct reevaluate_windows {
    std::vector<window> active{};
    static reevaluate_windows from(const data& gate);
  };

  // clang-format off
  using transitions = table<
      row<open,                             restrict_deploys,   restricted, when<window_or_policy>,    then<record_window, raise<announce>>>,
      row<any_of<open, restricted>,         freeze,             frozen,     when<window_or_policy>,    then<record_window, raise<announce>>>,
      row<restricted,                       thaw,               open,       when<no_active_window>,    then<raise<announce>>>,
      row<frozen,                           thaw,               open,       when<no_active_window>,    then<raise<announce>>>,
      row<frozen,                           relax,              restricted, when<authority, not_self>, then<raise<announce>, raise<audit>>>,
      row<restricted,                       deadline,           stay,       when<>,                    then<drop_ended_windows, raise<reevaluate_windows>>>,
      row<frozen,                           deadline,           stay,       when<>,                    then<drop_ended_windows, raise<reevaluate_windows>>>,
      row<any_of<open, restricted, frozen>, env_decommissioned, retired>>;
  // clang-format on

  using invariants =
      prove<entry_requires<open, no_active_window>, event_requires<relax, not_self>,
            event_leads_only_to<deadline, restricted, frozen>, event_requires<relax, authority>,
            event_requires<freeze, window_or_policy>, entry_requires<frozen, on<freeze>>,
            entry_requires<restricted, any_of<on<restrict_deploys>, on<relax>>>, event_leads_only_to<thaw, open>,
            accepts<any_of<restricted, frozen>, thaw>, entry_requires<retired, on<env_decommissioned>>>;
};

static_assert(holds<deploy_gate>);

}  // namespace fairlead::release

#if FAIRLEAD_DEFINE_INLINE
#include "deploy_gate.ipp"
#endif

#endif
