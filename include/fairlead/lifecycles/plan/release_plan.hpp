// SPDX-License-Identifier: BSL-1.0
// A release train: its scope is frozen, then its code, and it leaves when its gates and a quorum of people let it.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_RELEASE_PLAN_HPP
#define FAIRLEAD_LIFECYCLES_PLAN_RELEASE_PLAN_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../identity/semantic_version.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../approval_policy.hpp"
#include "../guards.hpp"
#include "release_train.hpp"

namespace fairlead::plan {

/// What does not become ready in time slips, and is then frozen, reviewed and decided on anew: no decision is carried
/// over to another candidate. Once it has left, a train arrives or comes back to be decided on; nobody cancels it.
/// @source Debian, freeze policy (freezes in steps, exceptions by the release team); Fedora, go/no-go meetings and
///         no-go procedure; Octopus, lifecycles
struct release_plan : lifecycle {
  using stock = release_plan;
  static constexpr std::string_view name = "release_plan";

  struct draft : initial {};
  struct scope_open {};
  struct scope_frozen {};
  struct code_frozen : waiting {
    static constexpr auto patience = hours{168};
  };
  struct go_no_go : waiting {
    static constexpr auto patience = hours{72};
  };
  struct committed : waiting {
    static constexpr auto patience = hours{24};
  };
  struct released : terminal {};
  struct canceled : terminal {};

  struct publish {
    actor by{};
    train_dates dates{};
    std::vector<train_member> members{};
  };
  struct feature_freeze {
    actor by{};
    std::vector<std::string> scope{};  ///< tickets of what is going to be in the release
  };
  struct admit {
    actor by{};
    std::string item{};  ///< ticket
    actor asked_by{};
    std::string reason{};
  };
  struct code_freeze {
    actor by{};
    std::string version{};
    digest contents{};                    ///< of the candidate as a whole
    std::vector<train_member> members{};  ///< owners do not count here
  };
  struct readiness_review {
    actor by{};
    evidence notes{};
    std::vector<std::string> items{};  ///< tickets that the notes tell of
  };
  struct go {
    actor by{};
    digest contents{};  ///< that was decided on
    std::vector<gate_reading> gates{};
    std::vector<actor> votes{};
  };
  struct no_go {
    actor by{};
    std::string reason{};
  };
  struct all_members_live {
    std::vector<health_report> health{};  ///< one for each member
  };
  struct train_aborted {
    actor by{};
    std::string reason{};
  };
  struct cancel {
    actor by{};
    std::string reason{};
  };

  struct data {
    std::string id{};
    actor author{};     ///< of the plan
    actor requester{};  ///< who has presented the candidate
    approval_policy approvals{};
    std::vector<std::string> release_team{};  ///< principals who may make an exception to the freeze of the scope
    std::vector<std::string> gates{};         ///< that the candidate has to pass
    /// By which the train is put off each time.
    /// @source Fedora, release criteria not met at a go/no-go meeting: the whole schedule slips by a week
    std::uint32_t slip_hours = 168;
    train_dates dates{};
    std::vector<train_member> members{};
    std::vector<std::string> scope{};
    std::string version{};
    digest contents{};
    evidence notes{};
    std::uint32_t slips = 0;
    std::vector<std::string> audit_trail{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("author", self.author);
      visit("requester", self.requester);
      visit("approvals", self.approvals);
      visit("release_team", self.release_team);
      visit("gates", self.gates);
      visit("slip_hours", self.slip_hours);
      visit("dates", self.dates);
      visit("members", self.members);
      visit("scope", self.scope);
      visit("version", self.version);
      visit("contents", self.contents);
      visit("notes", self.notes);
      visit("slips", self.slips);
      visit("audit_trail", self.audit_trail);
    }
  };

  struct dates_set {
    verdict operator()(const publish& event, const data&, timestamp at) const { return event.dates.set(at); }
  };
  struct owners_set {
    verdict operator()(const publish& event) const;
  };
  struct scope_set {
    verdict operator()(const feature_freeze& event) const { return distinct(event.scope, "ticket in the scope"); }
  };
  /// Whoever works towards the date of a freeze can rely on it.
  struct date_reached {
    verdict operator()(const feature_freeze&, const data& of, timestamp at) const;
    verdict operator()(const code_freeze&, const data& of, timestamp at) const;

  private:
    static verdict reached(timestamp date, timestamp at);
  };
  struct freeze_exception {
    verdict operator()(const admit& event, const data& of) const;
  };
  struct candidate_cut {
    verdict operator()(const code_freeze& event, const data& of) const;
  };
  struct notes_ready {
    verdict operator()(const readiness_review& event, const data& of) const;
  };
  struct all_gates_satisfied {
    verdict operator()(const go& event, const data& of) const;
  };
  struct same_candidate {
    verdict operator()(const go& event, const data& of) const;
  };
  struct quorum_met {
    verdict operator()(const go& event, const data& of) const;
  };
  struct members_healthy {
    verdict operator()(const all_members_live& event, const data& of) const;
  };

  struct record_plan {
    void operator()(const publish& event, data& of) const;
  };
  struct freeze_scope {
    void operator()(const feature_freeze& event, data& of) const { of.scope = event.scope; }
  };
  struct amend_scope {
    void operator()(const admit& event, data& of) const;
  };
  struct record_candidate {
    void operator()(const code_freeze& event, data& of) const;
  };
  struct record_notes {
    void operator()(const readiness_review& event, data& of) const;
  };
  struct record_decision {
    void operator()(const go& event, data& of) const;
  };
  struct record_reason {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.audit_trail.push_back(event.by.id + ": " + event.reason);
    }
  };
  /// The candidate is given up, and so is what was said of it.
  struct slip {
    template <class Event>
    void operator()(const Event&, data& of, timestamp at) const {
      ++of.slips;
      of.dates.put_off(at + hours{1} * of.slip_hours);
      of.version.clear();
      of.contents = digest{};
      for (train_member& each : of.members) { each.contents = digest{}; }
      of.notes = evidence{};
      of.requester = actor{};
    }
  };

  /// To all who work towards them: the dates, which may have slipped.
  struct announce_dates {
    std::string plan{};
    train_dates dates{};
    std::uint32_t slips = 0;
    static announce_dates from(const data& of);
  };
  /// The members are to be released together.
  struct commit_train {
    std::string plan{};
    std::string version{};
    std::vector<train_member> members{};
    static commit_train from(const data& of);
  };
  struct publish_notes {
    std::string version{};
    evidence notes{};
    static publish_notes from(const data& of);
  };
  struct escalate {
    std::string plan{};
    std::string version{};
    std::vector<train_member> members{};  ///< not all of which are live
    static escalate from(const data& of);
  };

  // clang-format off
  using transitions = table<
      row<draft,        publish,          scope_open,   when<dates_set, owners_set>,       then<record_plan, raise<announce_dates>>>,
      row<scope_open,   feature_freeze,   scope_frozen, when<scope_set, date_reached>,     then<freeze_scope>>,
      row<scope_frozen, admit,            stay,         when<freeze_exception, not_self>,  then<amend_scope>>,
      row<scope_frozen, code_freeze,      code_frozen,  when<candidate_cut, date_reached>, then<record_candidate>>,
      row<code_frozen,  readiness_review, go_no_go,     when<notes_ready>,                 then<record_notes>>,
      row<code_frozen,  deadline,         scope_frozen, when<>,                            then<slip, raise<announce_dates>>>,
      row<go_no_go,     go,               committed,    when<same_candidate, all_gates_satisfied, quorum_met, not_self>,
                                                                                           then<record_decision, raise<commit_train>>>,
      row<go_no_go,     no_go,            scope_frozen, when<reason_given>,                then<record_reason, slip, raise<announce_dates>>>,
      row<go_no_go,     deadline,         scope_frozen, when<>,                            then<slip, raise<announce_dates>>>,
      row<committed,    all_members_live, released,     when<members_healthy>,             then<raise<publish_notes>>>,
      row<committed,    train_aborted,    go_no_go,     when<>,                            then<record_reason>>,
      row<committed,    deadline,         go_no_go,     when<>,                            then<raise<escalate>>>,
      row<any_of<draft, scope_open, scope_frozen, code_frozen, go_no_go>,
                        cancel,           canceled,     when<reason_given>,                then<record_reason>>>;
  // clang-format on

  using invariants =
      prove<always_passes<draft, released, go_no_go>, entry_requires<committed, all_gates_satisfied>,
            entry_requires<committed, same_candidate, quorum_met, not_self>, no_edge<committed, canceled>,
            exits_only_to<committed, released, go_no_go>, entry_requires<released, members_healthy>,
            always_passes<scope_frozen, go_no_go, code_frozen>, no_path<scope_frozen, scope_open>,
            entry_requires<scope_open, dates_set, owners_set>, entry_requires<code_frozen, candidate_cut, date_reached>,
            entry_requires<go_no_go, any_of<notes_ready, on<train_aborted>, on<deadline>>>,
            event_requires<admit, freeze_exception>, event_requires<admit, not_self>, never_accepts<code_frozen, admit>,
            event_requires<feature_freeze, scope_set>, event_requires<feature_freeze, date_reached>,
            event_requires<no_go, reason_given>, event_leads_only_to<train_aborted, go_no_go>,
            event_leads_only_to<no_go, scope_frozen>,
            event_leads_only_to<deadline, scope_frozen>::from<any_of<code_frozen, go_no_go>>,
            event_leads_only_to<deadline, go_no_go>::from<committed>, entry_requires<canceled, reason_given>,
            unconditional<committed, train_aborted>>;

private:
  // Whether `names` are some, none is empty, and no two are the same.
  static verdict distinct(std::vector<std::string> names, const std::string& what);
  static digest contents_of(const std::string& member_name, const std::vector<train_member>& members);
};

static_assert(holds<release_plan>);

}  // namespace fairlead::plan

#if FAIRLEAD_DEFINE_INLINE
#include "release_plan.ipp"
#endif

#endif
