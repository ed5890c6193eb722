// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/vcs/branch.hpp>

#include "rows.hpp"

using fairlead::vcs::branch;
using tests::content;

namespace {

const fairlead::actor dora{"dora", {"admin"}};
const fairlead::evidence source{"https://git.example/main", {}};
const fairlead::override_statement exception{"cleo", "a leak", "INC-7"};

fairlead::vcs::branch_protection one_review() {
  fairlead::vcs::branch_protection rules{};
  rules.review = fairlead::approval_policy{};
  rules.review->voters = {"ada", "bob", "cleo"};
  return rules;
}
// Its tip is 'a'; cleo decides on freezes.
branch::data open() {
  branch::data data{};
  data.name = "main";
  data.author = "uma";
  data.authorities = {"cleo", "ada"};
  data.tip = content('a');
  return data;
}
branch::data guarded() {
  auto data = open();
  data.rules = one_review();
  return data;
}
branch::data frozen() {
  auto data = guarded();
  data.frozen_by = branch::freeze_statement{"cleo", "release", tests::later};
  return data;
}
// Ada's change, approved by bob, as the commit 'b' on the tip.
branch::merge merge() {
  return {"mia", {"I42", "main", "ada", "ada", {"bob"}, {content('b'), content('a'), 1, ""}, {}}, {}};
}
branch::merge excepted() {
  auto event = merge();
  event.exception = exception;
  return event;
}
branch::erase erase() { return {"uma", {content('a'), "next", source}, {}}; }

}  // namespace

TEST_CASE("every row of branch fires, and every refusal says why") {
  tests::rows<branch> rows;
  CHECK(rows.fires("active", open(), branch::protect{"dora", one_review()}, "protected").data() == guarded());
  CHECK(rows.fires("active", open(), erase(), "deleted").data().audit_trail.empty());
  for (const char* state : {"active", "protected"}) {
    const auto merged = rows.fires(state, guarded(), merge(), state);
    CHECK(merged.data().tip == content('b'));
    CHECK(merged.data().last_change == "I42");
  }
  CHECK(rows.fires("protected", guarded(), branch::freeze{"cleo", "release", tests::later}, "frozen").data() ==
        frozen());
  const auto opened = rows.fires("protected", guarded(), branch::unprotect{dora, "ada", "moved"}, "active");
  CHECK_FALSE(opened.data().rules.review);
  CHECK(opened.data().audit_trail == std::vector<std::string>{"unprotected by dora for ada: moved"});
  CHECK(rows.fires("frozen", frozen(), excepted(), "frozen").data().audit_trail ==
        std::vector<std::string>{"I42 merged in spite of the freeze, as cleo allowed: a leak (INC-7)"});
  const auto thawed = rows.fires("frozen", frozen(), branch::thaw{"cleo", "released"}, "protected");
  CHECK_FALSE(thawed.data().frozen_by);
  CHECK(thawed.data().audit_trail.back() == "thawed by cleo: released");
  CHECK(rows.fires("frozen", frozen(), fairlead::deadline{}, "protected").data() == guarded());
  rows.complete();

  rows.refuses("protected", guarded(), branch::freeze{"bob", "release", tests::later},
               "authority: bob does not decide on freezes of main");
  rows.refuses("protected", guarded(), branch::freeze{{"cleo", {}, true}, "release", tests::later}, "authority");
  rows.refuses("protected", guarded(), branch::freeze{"cleo", "release", tests::now}, "has_expiry: it must be said");
  rows.refuses("protected", guarded(), branch::freeze{"cleo", "release", tests::now + std::chrono::hours{337}},
               "has_expiry: this may last 336 hours at most");
  rows.refuses("protected", guarded(), branch::freeze{"cleo", "", tests::later}, "reason_given");
  rows.refuses("frozen", frozen(), branch::thaw{"bob", "now"}, "authority: bob does not decide on freezes of main");
  rows.refuses("protected", guarded(), branch::unprotect{"bob", "ada", ""}, "admin: bob is no admin");
  rows.refuses("protected", guarded(), branch::unprotect{{"ci", {"admin"}, true}, "ada", ""}, "admin: ci is no admin");
  rows.refuses("protected", guarded(), branch::unprotect{dora, {}, ""}, "not_self: somebody else has to ask for it");
  rows.refuses("protected", guarded(), branch::unprotect{dora, "dora", ""}, "not_self: neither who asks for it");
  rows.refuses("protected", guarded(), branch::unprotect{{"uma", {"admin"}}, "ada", ""}, "not_self: neither");
}

TEST_CASE("a merge is of a change for this branch, onto its tip, and keeps its rules") {
  tests::rows<branch> rows;
  auto event = merge();
  event.change.commit.base = content('c');
  rows.refuses("active", open(), event, "change_merged: the commit follows sha256:cccccccccccc, the tip is");
  rows.refuses("protected", guarded(), event, "change_merged");
  event = merge();
  event.change.branch = "next";
  rows.refuses("active", open(), event, "change_merged: the change I42 is for next");
  event = merge();
  event.change.commit.id = {};
  rows.refuses("active", open(), event, "change_merged: cannot determine: which change was merged");
  event = merge();
  event.change.change = "";
  rows.refuses("active", open(), event, "change_merged: cannot determine");
  event = merge();
  event.change.approvers = {"ada"};
  rows.refuses("protected", guarded(), event, "rules_met: needs approval: 0 of 1 reviewers");
  event.exception = exception;
  rows.refuses("frozen", frozen(), event, "rules_met: needs approval: 0 of 1 reviewers");
}

TEST_CASE("a freeze lets through what somebody else excepts from it, and says why") {
  tests::rows<branch> rows;
  rows.refuses("frozen", frozen(), merge(), "freeze_exception: main is frozen: an exception is needed");
  auto event = excepted();
  event.exception->by = "bob";
  rows.refuses("frozen", frozen(), event, "freeze_exception: bob does not decide on freezes of main");
  event = excepted();
  event.exception->ticket = "";
  rows.refuses("frozen", frozen(), event, "freeze_exception: an exception says why, and where it is reviewed");
  event.exception = fairlead::override_statement{"cleo", "", "INC-7"};
  rows.refuses("frozen", frozen(), event, "freeze_exception: an exception says why");
  event = excepted();
  event.exception->by = "ada";
  rows.refuses("frozen", frozen(), event, "not_self: nobody excepts their own change from a freeze");
  event = excepted();
  event.by = "ada";
  rows.refuses("frozen", frozen(), event, "not_self");
  event = excepted();
  event.change.uploader = "cleo";
  rows.refuses("frozen", frozen(), event, "not_self");
  event = excepted();
  event.change.commit.base = content('c');
  rows.refuses("frozen", frozen(), event, "change_merged");
}

TEST_CASE("what is on no other branch is deleted only if an admin lets it go") {
  tests::rows<branch> rows;
  auto event = erase();
  event.usage.contained_in = "";
  rows.refuses("active", open(), event, "merged_or_forced: no other branch has what is on main");
  event.usage.contained_in = "main";
  rows.refuses("active", open(), event, "merged_or_forced: no other branch has what is on main");
  event.usage = {content('b'), "next", source};
  rows.refuses("active", open(), event, "merged_or_forced: cannot determine: which branch has sha256:aaaaaaaaaaaa");
  event.usage = {content('a'), "next", {}};
  rows.refuses("active", open(), event, "merged_or_forced: cannot determine");
  event.override_by = fairlead::override_statement{"bob", "a try", ""};
  rows.refuses("active", open(), event, "merged_or_forced: bob is no admin");
  event.override_by = fairlead::override_statement{dora, "", ""};
  rows.refuses("active", open(), event, "merged_or_forced: an override must say why");
  event.override_by->reason = "a try";
  CHECK(rows.fires("active", open(), event, "deleted").data().audit_trail.back() ==
        "deleted at " + content('a').abbreviated() + " by uma, as dora allowed: a try");
}

TEST_CASE("a freeze and its end are announced") {
  std::vector<std::string> heard;
  const auto froze = [&](const branch::emit_freeze& signal) { heard.push_back(signal.name + " for " + signal.reason); };
  const auto thawed = [&](const branch::emit_thaw& signal) { heard.push_back(signal.name + " is open"); };
  auto it = tests::in_state<branch>("protected", guarded());
  CHECK(it.fire(branch::freeze{"cleo", "release", tests::later}, tests::now, fairlead::tell(froze)));
  CHECK_FALSE(it.tick(tests::later, fairlead::tell(thawed)));
  CHECK(it.tick(tests::now + branch::frozen::patience, fairlead::tell(thawed)));
  CHECK(it.is<branch::guarded>());
  CHECK(heard == std::vector<std::string>{"main for release", "main is open"});
}
