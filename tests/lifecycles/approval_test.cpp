// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/package/approval.hpp>

#include <fairlead/error.hpp>

#include "rows.hpp"

using fairlead::package::approval;
using decision = approval::decision;

namespace {

const fairlead::digest subject = tests::content('a');
const fairlead::preapproval standard{"STD-1", "prod/", tests::later, {"prod/bank"}};

approval::data asked() {
  approval::data data{};
  data.subject = subject;
  data.scope = "prod/shop";
  data.author = "ada";
  data.requester = "ci";
  data.policy = {2, {"bob", "cleo", "ada", "ci"}, "approver", {"boss"}, {"STD-1"}};
  return data;
}
approval::data asked_and_approved_by(const std::string& voter) {
  approval::data data = asked();
  data.ballots.push_back({voter, decision::approved, ""});
  return data;
}
approval::vote vote(fairlead::actor by, decision choice = decision::approved) {
  return {std::move(by), choice, subject, "", {}};
}

}  // namespace

TEST_CASE("every row of approval fires, and every refusal says why") {
  tests::rows<approval> rows;
  CHECK(rows.fires("requested", asked(), vote("bob"), "requested").data().ballots.size() == 1);
  CHECK(rows.fires("requested", asked_and_approved_by("bob"), vote("cleo"), "approved").data().ballots.size() == 2);
  rows.fires("requested", asked(), vote("bob", decision::rejected), "rejected");
  rows.fires("requested", asked(), vote("bob", decision::request_changes), "changes_requested");
  CHECK(rows.fires("requested", asked(), vote("bob", decision::deferred), "requested").data().ballots.empty());
  auto delegation = vote("bob", decision::delegate);
  delegation.delegate_to = "dora";
  const auto delegated = rows.fires("requested", asked(), delegation, "requested");
  CHECK(delegated.data().policy.voters == std::vector<std::string>{"cleo", "ada", "ci", "dora"});
  CHECK(rows.fires("requested", asked(), vote("bob", decision::escalated), "requested").data().policy.voters.back() ==
        "boss");
  rows.fires("requested", asked(), approval::policy_matched{standard}, "approved");
  CHECK(rows.fires("requested", asked_and_approved_by("bob"), approval::retract_vote{"bob"}, "requested")
            .data()
            .ballots.empty());
  rows.fires("requested", asked(), approval::subject_changed{tests::content('b')}, "cancelled");
  CHECK(rows.fires("changes_requested", asked_and_approved_by("bob"), approval::resubmit{"ada", subject}, "requested")
            .data()
            .ballots.empty());
  rows.fires("changes_requested", asked(), approval::cancel{"ci", "not now"}, "cancelled");
  rows.fires("requested", asked(), fairlead::deadline{}, "expired");
  rows.complete();

  rows.refuses("requested", asked(), vote("ada"), "not_self: the author may not");
  rows.refuses("requested", asked(), vote("ci"), "not_self: the requester may not");
  rows.refuses("requested", asked(), vote("eve"), "eligible: eve is not among the voters");
  rows.refuses("requested", asked(), vote(fairlead::actor("bob", {}, true)), "eligible: a robot has no vote");
  rows.refuses("requested", asked_and_approved_by("bob"), vote("bob"), "!voted: bob has voted already");
  auto elsewhere = vote("bob");
  elsewhere.subject = tests::content('b');
  rows.refuses("requested", asked(), elsewhere, "digest_matches: the vote is for sha256:bbb");
  rows.refuses("requested", asked(), vote("bob", decision::delegate),
               "delegate_eligible: to delegate, name who votes instead");
  for (const auto& [other, why] :
       {std::pair("ada", "neither author nor requester"), std::pair("bob", "nobody delegates to themselves")}) {
    delegation.delegate_to = other;
    rows.refuses("requested", asked(), delegation, why);
  }
  rows.refuses("requested", asked(), approval::policy_matched{{"STD-9", "prod/", tests::later, {}}},
               "the preapproval is not in force");
  rows.refuses("requested", asked(), approval::policy_matched{{"STD-1", "prod/", tests::now, {}}},
               "the preapproval has expired");
  rows.refuses("requested", asked(), approval::policy_matched{{"STD-1", "dev/", tests::later, {}}},
               "within_scope: the preapproval covers another scope");
  auto bank = asked();
  bank.scope = "prod/bank";
  rows.refuses("requested", bank, approval::policy_matched{standard}, "!excluded: the preapproval excludes this scope");
  rows.refuses("requested", asked(), approval::retract_vote{"bob"}, "voted: bob has not voted");
  rows.refuses("changes_requested", asked(), approval::resubmit{"ada", tests::content('b')},
               "digest_unchanged: the contents have changed");
  rows.refuses("requested", asked(), approval::cancel{"bob", "no"},
               "requester_or_admin: only the requester or an admin");
  rows.refuses("requested", asked(), approval::cancel{"ci", ""}, "reason_given: a reason must be given");
}

TEST_CASE("whoever has the role may vote without being listed") {
  tests::rows<approval> rows;
  rows.fires("requested", asked(), vote(fairlead::actor("eve", {"approver"})), "requested");
}

TEST_CASE("a person counts once in a quorum, whatever way their votes came about") {
  approval::data data = asked();
  data.ballots = {{"bob", decision::approved, ""}, {"bob", decision::approved, ""}};
  CHECK(data.approvals_with("bob") == 1);
  CHECK(data.approvals_with("cleo") == 2);
}

TEST_CASE("the signal of the last vote tells who approved") {
  approval::emit_approval_closed told{};
  const auto listener = [&](const approval::emit_approval_closed& signal) { told = signal; };
  auto machine = tests::in_state<approval>("requested", asked_and_approved_by("bob"));
  CHECK(machine.fire(vote("cleo"), tests::now, fairlead::tell(listener)));
  CHECK(told.status == fairlead::approval_status::approved);
  CHECK(told.approvers == std::vector<std::string>{"bob", "cleo"});
  CHECK(told.subject == subject);
}

TEST_CASE("a policy that nobody could satisfy is refused when it is made") {
  const auto require = [](const fairlead::approval_policy& policy) {
    fairlead::require_satisfiable(policy, "ada", "ci");
  };
  CHECK_NOTHROW(require({2, {"bob", "cleo"}, "", {}, {}}));
  CHECK_NOTHROW(require({9, {}, "approver", {}, {}}));
  CHECK_THROWS_AS(require({0, {"bob"}, "", {}, {}}), fairlead::error);
  CHECK_THROWS_WITH(
      require({2, {"bob", "bob", "ada", "ci"}, "", {}, {}}),
      "the approval policy asks for 2 votes, but only 1 voters are neither author nor requester; add voters or "
      "lower the quorum");
}
