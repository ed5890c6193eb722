// SPDX-License-Identifier: BSL-1.0
// One thing under configuration management: as it should be, drifted from that, or on its way back.
#ifndef FAIRLEAD_LIFECYCLES_CONFIGURE_CONFIG_ITEM_HPP
#define FAIRLEAD_LIFECYCLES_CONFIGURE_CONFIG_ITEM_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "../release/deploy_gate.hpp"

namespace fairlead::configure {

/// In sync is what was compared, digest by digest; a suspension or an operator's repair ends in another comparison.
/// @source Puppet, corrective and intentional changes; Terraform, drift and health assessments; Argo CD, Synced and
///         OutOfSync; ITIL, configuration baseline
struct config_item : lifecycle {
  using stock = config_item;
  static constexpr std::string_view name = "config_item";

  struct unmanaged : initial {};
  struct in_sync {};
  struct drifted : waiting {
    static constexpr auto patience = hours{24};
  };
  struct remediating : waiting {
    static constexpr auto patience = hours{1};
  };
  struct suspended : waiting {
    static constexpr auto patience = hours{168};  // none lasts longer, see `data::longest_hours`
  };
  struct needs_operator : waiting, lifecycle::needs_operator {
    static constexpr auto patience = minutes{30};
  };
  struct retired : terminal {};

  /// Why the item is changed: back to what it should be, or because it should be something else.
  enum class change_kind : std::uint8_t { none, corrective, intentional };

  /// Who has suspended management of the item, why, and until when; the host fires `deadline` at its end.
  using suspension = exception_record;

  struct baseline_set {
    actor by{};
    digest desired{};
    approval_record approval{};
  };
  struct drift_detected {
    digest observed{};
    actor changed_by{};  ///< nobody, where that could not be found out
    evidence source{};
  };
  struct desired_changed {
    actor by{};
    digest desired{};
    approval_record approval{};
  };
  struct remediate {
    actor by{};
    std::optional<override_statement> override_by{};
  };
  struct accept_drift {
    actor by{};
    approval_record approval{};  ///< of what was observed
  };
  struct self_healed {
    digest observed{};
    evidence source{};
  };
  struct converged {
    digest observed{};
    evidence source{};
  };
  struct remediation_failed {
    std::string reason{};
  };
  struct suspend {
    actor by{};
    std::string reason{};
    timestamp expires{};
  };
  struct resume {
    actor by{};
  };
  struct operator_fixed {
    actor by{};
    evidence source{};
  };
  struct retire {
    actor by{};
    std::string reason{};
  };

  struct data {
    std::string item{};
    std::string environment{};
    actor author{};     ///< of the drift
    digest desired{};   ///< the baseline
    digest observed{};  ///< when it was looked at last
    change_kind change = change_kind::none;
    std::vector<std::string> authorities{};  ///< principals who may suspend
    std::uint32_t longest_hours = 168;       ///< of a suspension; our choice
    std::optional<suspension> suspended_by{};
    std::vector<std::string> audit_trail{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("item", self.item);
      visit("environment", self.environment);
      visit("author", self.author);
      visit("desired", self.desired);
      visit("observed", self.observed);
      visit("change", self.change);
      visit("authorities", self.authorities);
      visit("longest_hours", self.longest_hours);
      visit("suspended_by", self.suspended_by);
      visit("audit_trail", self.audit_trail);
    }
  };

  struct baseline_approved {
    verdict operator()(const baseline_set& event, const data&, timestamp at) const;
  };
  struct change_authorized {
    verdict operator()(const desired_changed& event, const data&, timestamp at) const;
    verdict operator()(const accept_drift& event, const data& of, timestamp at) const;
  };
  struct differs {
    verdict operator()(const drift_detected& event, const data& of) const;
  };
  /// What was observed is what should be there.
  struct verified_in_sync {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      if (!event.observed) { return cannot_determine("the digest of what was observed"); }
      if (event.observed == of.desired) { return pass(); }
      return refuse("observed " + event.observed.abbreviated() + ", not " + of.desired.abbreviated());
    }
  };
  struct authority {
    verdict operator()(const suspend& event, const data& of) const;
  };

  struct set_desired {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.desired = event.desired;
    }
  };
  struct record_drift {
    void operator()(const drift_detected& event, data& of) const;
  };
  struct record_observed {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.observed = event.observed;
      of.change = change_kind::none;
    }
  };
  struct intend {
    void operator()(const desired_changed&, data& of) const { of.change = change_kind::intentional; }
  };
  struct correct {
    void operator()(const remediate&, data& of) const { of.change = change_kind::corrective; }
  };
  struct rebaseline {
    void operator()(const accept_drift& event, data& of) const;
  };
  struct record_suspension {
    void operator()(const suspend& event, data& of) const;
  };
  struct drop_suspension {
    template <class Event>
    void operator()(const Event&, data& of) const {
      of.suspended_by.reset();
    }
  };
  /// Nobody knows what is there until it is looked at again.
  struct forget_observed {
    template <class Event>
    void operator()(const Event&, data& of) const {
      of.observed = digest{};
      of.author = actor{};
    }
  };
  struct audit_override {
    void operator()(const remediate& event, data& of) const;
  };
  struct audit {
    void operator()(const operator_fixed& event, data& of) const;
  };
  struct record_retirement {
    void operator()(const retire& event, data& of) const;
  };

  template <class Self>
  struct about_item {
    std::string item{};
    std::string environment{};
    digest desired{};
    digest observed{};
    change_kind change{};
    static Self from(const data& of) {
      Self signal;
      signal.item = of.item;
      signal.environment = of.environment;
      signal.desired = of.desired;
      signal.observed = of.observed;
      signal.change = of.change;
      return signal;
    }
  };
  struct emit_drift : about_item<emit_drift> {};
  /// The item is to be made what it should be.
  struct apply_desired : about_item<apply_desired> {};
  /// The item is to be looked at.
  struct compare_again : about_item<compare_again> {};
  struct page_operator : about_item<page_operator> {};
  struct escalate : about_item<escalate> {};

  using gate_open = in<release::deploy_gate::open>;

  // clang-format off
  using transitions = table<
      row<unmanaged,      baseline_set,       in_sync,        when<baseline_approved>,                     then<set_desired>>,
      row<in_sync,        drift_detected,     drifted,        when<differs>,                               then<record_drift, raise<emit_drift>>>,
      row<in_sync,        desired_changed,    remediating,    when<change_authorized>,                     then<set_desired, intend, raise<apply_desired>>>,
      row<drifted,        remediate,          remediating,    when<gate_open>,                             then<correct, raise<apply_desired>>>,
      row<drifted,        remediate,          remediating,    when<not_<gate_open>, break_glass>,          then<correct, audit_override, raise<apply_desired>>>,
      row<drifted,        accept_drift,       in_sync,        when<change_authorized, not_self>,           then<rebaseline>>,
      row<drifted,        self_healed,        in_sync,        when<verified_in_sync>,                      then<record_observed>>,
      row<drifted,        deadline,           needs_operator, when<>,                                      then<raise<page_operator>>>,
      row<remediating,    converged,          in_sync,        when<verified_in_sync>,                      then<record_observed>>,
      row<remediating,    remediation_failed, needs_operator, when<>,                                      then<raise<page_operator>>>,
      row<remediating,    deadline,           needs_operator, when<>,                                      then<raise<page_operator>>>,
      row<any_of<in_sync, drifted>,
                          suspend,            suspended,      when<authority, has_expiry, reason_given>,   then<record_suspension>>,
      row<suspended,      resume,             drifted,        when<>,                                      then<drop_suspension, forget_observed, raise<compare_again>>>,
      row<suspended,      deadline,           drifted,        when<>,                                      then<drop_suspension, forget_observed, raise<compare_again>>>,
      row<needs_operator, operator_fixed,     drifted,        when<by_operator>,                           then<audit, forget_observed, raise<compare_again>>>,
      row<needs_operator, deadline,           stay,           when<>,                                      then<raise<escalate>>>,
      row<any_of<unmanaged, in_sync, drifted, suspended, needs_operator>,
                          retire,             retired,        when<reason_given>,                          then<record_retirement>>>;
  // clang-format on

  using invariants =
      prove<event_requires<suspend, has_expiry>, event_requires<suspend, reason_given>, no_edge<suspended, in_sync>,
            no_edge<needs_operator, in_sync>, event_requires<accept_drift, not_self>,
            entry_requires<in_sync, any_of<baseline_approved, verified_in_sync, change_authorized>>,
            entry_requires<remediating, any_of<change_authorized, gate_open, break_glass>>,
            exits_only_to<suspended, drifted, retired>, exits_only_to<needs_operator, drifted, retired>,
            exits_only_to<remediating, in_sync, needs_operator>, never_accepts<suspended, remediate>,
            entry_requires<suspended, authority>, event_requires<drift_detected, differs>,
            entry_requires<needs_operator, any_of<on<remediation_failed>, on<deadline>>>,
            entry_requires<retired, on<retire>>,
            exits_only_to<drifted, in_sync, remediating, suspended, needs_operator, retired>,
            event_leads_only_to<desired_changed, remediating>, event_leads_only_to<remediate, remediating>,
            event_leads_only_to<accept_drift, in_sync>,
            event_leads_only_to<deadline, needs_operator>::from<any_of<drifted, remediating, needs_operator>>,
            event_leads_only_to<deadline, drifted>::from<suspended>, unconditional<suspended, resume>,
            unconditional<remediating, remediation_failed>>;

private:
  static verdict approved(const approval_record& approval, const digest& contents, timestamp at);
};

static_assert(holds<config_item>);

}  // namespace fairlead::configure

#if FAIRLEAD_DEFINE_INLINE
#include "config_item.ipp"
#endif

#endif
