// SPDX-License-Identifier: BSL-1.0
// A release train: its scope is frozen, then its code, and it leaves when its gates and a quorum of people let it.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_RELEASE_PLAN_HPP
#define FAIRLEAD_LIFECYCLES_PLAN_RELEASE_PLAN_HPP

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "../elements.hpp"
#include "../../identity/duration.hpp"
#include "../../identity/semantic_version.hpp"
#include "../../model/lifecycle.hpp"
#include "../../model/proof.hpp"
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
    static constexpr auto patience = std::chrono::hours{168};
  };
  struct go_no_go : waiting {
    static constexpr auto patience = std::chrono::hours{72};
  };
  struct committed : waiting {
    static constexpr auto patience = std::chrono::hours{24};
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
    verdict operator()(const publish& event) const {
      std::vector<std::string> names{};
      for (const train_member& each : event.members) {
        if (each.owner.id.empty() || each.owner.is_robot()) { return refuse("a person must own " + each.name); }
        names.push_back(each.name);
      }
      return distinct(std::move(names), "member of the train");
    }
  };
  struct scope_set {
    verdict operator()(const feature_freeze& event) const { return distinct(event.scope, "ticket in the scope"); }
  };
  /// Whoever works towards the date of a freeze can rely on it.
  struct date_reached {
    verdict operator()(const feature_freeze&, const data& of, timestamp at) const {
      return reached(of.dates.feature_freeze, at);
    }
    verdict operator()(const code_freeze&, const data& of, timestamp at) const {
      return reached(of.dates.code_freeze, at);
    }

  private:
    static verdict reached(timestamp date, timestamp at) {
      return date <= at ? pass() : fairlead::wait(date, "the date of the freeze has not come");
    }
  };
  struct freeze_exception {
    verdict operator()(const admit& event, const data& of) const {
      if (event.item.empty() || event.reason.empty()) { return refuse("an exception says what for, and why"); }
      if (detail::contains(of.scope, event.item)) { return refuse(event.item + " is in the scope already"); }
      if (event.by.is_robot() || !detail::contains(of.release_team, event.by.id)) {
        return refuse(event.by.id + " does not belong to the release team");
      }
      return event.by == event.asked_by ? refuse("nobody grants an exception that they have asked for") : pass();
    }
  };
  struct candidate_cut {
    verdict operator()(const code_freeze& event, const data& of) const {
      if (!event.contents) { return cannot_determine("the digest of the candidate"); }
      for (const train_member& each : of.members) {
        if (!contents_of(each.name, event.members)) { return refuse("nothing was cut of " + each.name); }
      }
      try {
        (void)semantic_version::parse(event.version);
      } catch (const error& problem) { return refuse(std::string(problem.what())); }
      return pass();
    }
  };
  struct notes_ready {
    verdict operator()(const readiness_review& event, const data& of) const {
      if (event.notes.reference.empty() || !event.notes.content) {
        return refuse("refer to the notes as they are now");
      }
      for (const std::string& item : of.scope) {
        if (!detail::contains(event.items, item)) { return refuse("the notes do not tell of " + item); }
      }
      return pass();
    }
  };
  struct all_gates_satisfied {
    verdict operator()(const go& event, const data& of) const {
      for (const std::string& gate : of.gates) {
        const bool lets_pass = detail::any(
            event.gates, [&](const gate_reading& each) { return each.gate == gate && each.lets_pass(of.contents); });
        if (!lets_pass) { return refuse("the gate " + gate + " does not let " + of.contents.abbreviated() + " pass"); }
      }
      return of.gates.empty() ? cannot_determine("the gates of this train") : pass();
    }
  };
  struct same_candidate {
    verdict operator()(const go& event, const data& of) const {
      if (event.contents == of.contents) { return pass(); }
      return refuse("decided on was " + event.contents.abbreviated() + ", frozen is " + of.contents.abbreviated());
    }
  };
  struct quorum_met {
    verdict operator()(const go& event, const data& of) const {
      const std::size_t votes = counted_voters(of.approvals, event.votes, of.author, of.requester).size();
      return of.approvals.reached_by(votes)
                 ? pass()
                 : needs_approval(std::to_string(votes) + " of " + std::to_string(of.approvals.quorum) + " votes");
    }
  };
  struct members_healthy {
    verdict operator()(const all_members_live& event, const data& of) const {
      for (const train_member& member : of.members) {
        const bool healthy =
            detail::any(event.health, [&](const health_report& each) { return each.healthy(member.contents); });
        if (!healthy) { return refuse("the checks of " + member.name + " do not all pass"); }
      }
      return pass();
    }
  };

  struct record_plan {
    void operator()(const publish& event, data& of) const {
      of.dates = event.dates;
      of.members = event.members;
    }
  };
  struct freeze_scope {
    void operator()(const feature_freeze& event, data& of) const { of.scope = event.scope; }
  };
  struct amend_scope {
    void operator()(const admit& event, data& of) const {
      of.scope.push_back(event.item);
      of.audit_trail.push_back(event.item + " admitted by " + event.by.id + ": " + event.reason);
    }
  };
  struct record_candidate {
    void operator()(const code_freeze& event, data& of) const {
      of.version = event.version;
      of.contents = event.contents;
      for (train_member& each : of.members) { each.contents = contents_of(each.name, event.members); }
    }
  };
  struct record_notes {
    void operator()(const readiness_review& event, data& of) const {
      of.requester = event.by;
      of.notes = event.notes;
    }
  };
  struct record_decision {
    void operator()(const go& event, data& of) const {
      std::string line = "go:";
      for (const std::string& each : counted_voters(of.approvals, event.votes, of.author, of.requester)) {
        line += " " + each;
      }
      of.audit_trail.push_back(std::move(line));
    }
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
      of.dates.put_off(at + std::chrono::hours{1} * of.slip_hours);
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
    static announce_dates from(const data& of) { return {of.id, of.dates, of.slips}; }
  };
  /// The members are to be released together.
  struct commit_train {
    std::string plan{};
    std::string version{};
    std::vector<train_member> members{};
    static commit_train from(const data& of) { return {of.id, of.version, of.members}; }
  };
  struct publish_notes {
    std::string version{};
    evidence notes{};
    static publish_notes from(const data& of) { return {of.version, of.notes}; }
  };
  struct escalate {
    std::string plan{};
    std::string version{};
    std::vector<train_member> members{};  ///< not all of which are live
    static escalate from(const data& of) { return {of.id, of.version, of.members}; }
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
  static verdict distinct(std::vector<std::string> names, const std::string& what) {
    std::ranges::sort(names);
    if (names.empty() || names.front().empty()) { return refuse("name every " + what); }
    const auto again = std::ranges::adjacent_find(names);
    return again == names.end() ? pass() : refuse("the " + what + " " + *again + " stands twice");
  }
  static digest contents_of(const std::string& member_name, const std::vector<train_member>& members) {
    const auto member = std::ranges::find(members, member_name, &train_member::name);
    return member == members.end() ? digest{} : member->contents;
  }
};

static_assert(holds<release_plan>);

}  // namespace fairlead::plan

#endif
