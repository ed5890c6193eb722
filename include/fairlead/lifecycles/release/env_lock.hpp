// SPDX-License-Identifier: BSL-1.0
// The lock of an environment: one holder at a time, by a lease that lapses into a person's hands, never into the
// next's.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_ENV_LOCK_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_ENV_LOCK_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::release {

/// A lease that has lapsed does not free the lock: what its holder has begun may still be running. Either the holder
/// comes back, or an operator sees that nothing moves any more and unlocks.
/// @source GoCD pipeline lock (lockOnFailure, unlockWhenFinished); Terraform state lock and force-unlock; GitLab
///         resource_group; fencing tokens as in Chubby's sequencers
struct env_lock : lifecycle {
  using stock = env_lock;
  static constexpr std::string_view name = "env_lock";

  struct free : initial {};
  /// Its patience is the length of a lease.
  struct held : waiting {
    static constexpr auto patience = minutes{15};
  };
  struct orphaned : waiting, needs_operator {
    static constexpr auto patience = minutes{30};
  };
  struct retired : terminal {};

  /// Which of those that wait for the lock is next.
  /// @source GitLab resource_group process modes: oldest_first, newest_first
  enum class order : std::uint8_t { oldest_first, newest_first };

  /// Somebody who waits for the lock.
  struct request {
    std::string principal{};
    std::uint64_t sequence = 0;  ///< grows with every request for this environment

    friend bool operator==(const request&, const request&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("principal", self.principal);
      visit("sequence", self.sequence);
    }
  };
  /// What still ran in the environment when somebody looked.
  struct activity_report {
    std::string environment{};
    std::uint32_t running = 0;  ///< operations that were still changing the environment
    timestamp observed{};
    evidence source{};

    friend bool operator==(const activity_report&, const activity_report&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("environment", self.environment);
      visit("running", self.running);
      visit("observed", self.observed);
      visit("source", self.source);
    }
  };

  struct acquire {
    actor by{};
    std::vector<request> queue{};  ///< all that wait, whoever acquires among them; in no order
  };
  struct renew {
    actor by{};
    std::uint64_t token = 0;
  };
  struct release {
    actor by{};
    std::uint64_t token = 0;
  };
  struct owner_resumed {
    actor by{};
    std::uint64_t token = 0;
  };
  struct force_unlock {
    actor by{};
    activity_report activity{};
  };
  struct env_decommissioned {};

  struct data {
    std::string environment{};
    order policy = order::oldest_first;
    actor requester{};        ///< who asked for the lock and holds it; nobody if it is free
    std::uint64_t token = 0;  ///< fencing token of the last grant; it never falls
    timestamp expires{};      ///< end of the lease that was granted or extended last
    timestamp orphaned_at{};
    std::vector<std::string> audit_trail{};  ///< leases that lapsed and locks that were forced, one line each

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("environment", self.environment);
      visit("policy", self.policy);
      visit("requester", self.requester);
      visit("token", self.token);
      visit("expires", self.expires);
      visit("orphaned_at", self.orphaned_at);
      visit("audit_trail", self.audit_trail);
    }
  };

  struct requester_is_head_of_queue {
    verdict operator()(const acquire& event, const data& lock) const;
  };
  struct is_owner {
    template <class Event>
    verdict operator()(const Event& event, const data& lock) const {
      return event.by == lock.requester
                 ? pass()
                 : refuse("the lock is held by " + lock.requester.id + ", not by " + event.by.id);
    }
  };
  /// The token is that of the last grant: an earlier run under the same name does not touch this one's lock.
  struct token_current {
    template <class Event>
    verdict operator()(const Event& event, const data& lock) const {
      return event.token != 0 && event.token == lock.token
                 ? pass()
                 : refuse("the token " + std::to_string(event.token) + " is not that of the last grant, " +
                          std::to_string(lock.token));
    }
  };
  struct lease_runs {
    verdict operator()(const renew&, const data& lock, timestamp at) const;
  };
  /// Somebody has looked since the lease lapsed, and nothing was running.
  struct environment_quiescent {
    verdict operator()(const force_unlock& event, const data& lock, timestamp at) const;
  };

  struct set_owner {
    void operator()(const acquire& event, data& lock) const { lock.requester = event.by; }
  };
  struct issue_fencing_token {
    void operator()(const acquire&, data& lock, timestamp at) const;
  };
  struct extend_lease {
    template <class Event>
    void operator()(const Event&, data& lock, timestamp at) const {
      lock.expires = at + held::patience;
    }
  };
  struct clear_owner {
    template <class Event>
    void operator()(const Event&, data& lock) const {
      lock.requester = actor{};
      lock.expires = timestamp{};
    }
  };
  struct record_orphan {
    void operator()(const deadline&, data& lock, timestamp at) const;
  };
  struct audit {
    void operator()(const force_unlock& event, data& lock) const;
  };

  /// What the holder presents to the environment from now on.
  struct lease_granted {
    fairlead::lease lease{};
    static lease_granted from(const data& lock);
  };
  /// A message about the lock as it stands after the transition.
  template <class Self>
  struct about_lock {
    std::string environment{};
    std::string owner{};
    std::uint64_t token = 0;
    static Self from(const data& lock) {
      Self signal;
      signal.environment = lock.environment;
      signal.owner = lock.requester.id;
      signal.token = lock.token;
      return signal;
    }
  };
  /// To the environment: turn down what comes with this token, until a lease is granted for it again.
  struct fence_owner : about_lock<fence_owner> {};
  struct page_operator : about_lock<page_operator> {};

  // clang-format off
  using transitions = table<
      row<free,     acquire,            held,     when<requester_is_head_of_queue>,                    then<set_owner, issue_fencing_token, raise<lease_granted>>>,
      row<held,     renew,              held,     when<is_owner, token_current, lease_runs>,           then<extend_lease, raise<lease_granted>>>,
      row<held,     release,            free,     when<is_owner, token_current>,                       then<clear_owner>>,
      row<held,     deadline,           orphaned, when<>,                                              then<record_orphan, raise<fence_owner>>>,
      row<orphaned, owner_resumed,      held,     when<is_owner, token_current>,                       then<extend_lease, raise<lease_granted>>>,
      row<orphaned, force_unlock,       free,     when<by_operator, not_self, environment_quiescent>,  then<audit, clear_owner>>,
      row<orphaned, deadline,           stay,     when<>,                                              then<raise<page_operator>>>,
      row<free,     env_decommissioned, retired>>;
  // clang-format on

  using invariants =
      prove<never_accepts<held, acquire>, never_accepts<orphaned, acquire>,
            entry_requires<free, any_of<is_owner, by_operator>>, no_edge<held, retired>,
            event_requires<force_unlock, not_self>, event_leads_only_to<deadline, orphaned>,
            always_passes<orphaned, retired, free>, event_requires<acquire, requester_is_head_of_queue>,
            event_requires<renew, is_owner>, event_requires<renew, token_current>,
            event_requires<release, token_current>, event_leads_only_to<release, free>,
            event_requires<owner_resumed, is_owner>, event_requires<force_unlock, environment_quiescent>,
            event_leads_only_to<force_unlock, free>, entry_requires<free, any_of<on<release>, on<force_unlock>>>,
            entry_requires<orphaned, on<deadline>>>;
};

static_assert(holds<env_lock>);

}  // namespace fairlead::release

#if FAIRLEAD_DEFINE_INLINE
#include "env_lock.ipp"
#endif

#endif
