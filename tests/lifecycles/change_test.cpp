// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/vcs/change.hpp>

#include "rows.hpp"

using fairlead::vcs::branch_condition;
using fairlead::vcs::change;
using fairlead::vcs::vote_value;
using tests::content;

namespace {

const fairlead::evidence log{"https://ci.example/9", {}};
constexpr auto approve = vote_value::approve;
constexpr auto reject = vote_value::reject;

// Ada's change; Uma has uploaded the current revision, 'a'. It takes two of bob, cleo and dora.
change::data reviewed() {
  change::data data{};
  data.id = "I42";
  data.branch = "main";
  data.author = "ada";
  data.requester = "uma";
  data.policy.requirements = {{"Code-Review", {}}};
  data.policy.requirements[0].policy.quorum = 2;
  data.policy.requirements[0].policy.voters = {"ada", "uma", "bob", "cleo", "dora"};
  data.policy.checks = {"unit"};
  data.revision = content('a');
  data.patchset = 1;
  return data;
}
change::data voted(std::vector<fairlead::vcs::label_vote> votes) {
  auto data = reviewed();
  data.votes = std::move(votes);
  return data;
}
fairlead::vcs::label_vote vote(const char* by, vote_value value) { return {by, "Code-Review", value, content('a')}; }
change::data approved() { return voted({vote("bob", approve), vote("cleo", approve)}); }
// Merged onto '0' for the test.
change::data gating() {
  auto data = approved();
  data.base = content('0');
  return data;
}
change::review review(fairlead::actor by, vote_value value) {
  return {std::move(by), content('a'), "Code-Review", value, ""};
}
change::enqueue enqueue() {
  return {"ada",
          {{"unit", content('a'), 0, log}},
          {content('a'), content('0'), {}, log},
          {"main", branch_condition::open, content('0'), tests::now, log}};
}
// The merge of 'a' onto '0' is '2'.
change::gate_passed passed() {
  return {content('a'), content('2'), {content('2'), content('0'), 2, ""}, {{"unit", content('2'), 0, log}}};
}

}  // namespace

TEST_CASE("every row of change fires, and every refusal says why") {
  tests::rows<change> rows;
  rows.fires("draft", reviewed(), change::mark_ready{"ada"}, "in_review");
  const auto uploaded = rows.fires("draft", reviewed(), change::new_patchset{"bob", content('b')}, "draft");
  CHECK(uploaded.data().revision == content('b'));
  CHECK(uploaded.data().requester == fairlead::actor("bob"));
  CHECK(uploaded.data().patchset == 2);
  const auto one = rows.fires("in_review", reviewed(), review("bob", approve), "in_review");
  CHECK(one.data().votes == std::vector{vote("bob", approve)});
  CHECK(rows.fires("in_review", one.data(), review("cleo", approve), "approved").data() == approved());
  rows.fires("in_review", voted({vote("dora", reject), vote("bob", approve)}), review("cleo", approve), "in_review");
  rows.fires("in_review", reviewed(), review("dora", reject), "changes_requested");
  rows.fires("approved", approved(), review("dora", reject), "changes_requested");
  rows.fires("in_review", reviewed(), fairlead::deadline{}, "in_review");
  for (const char* state : {"in_review", "changes_requested", "approved"}) {
    CHECK(rows.fires(state, approved(), change::new_patchset{"uma", content('b')}, "in_review").data().votes.empty());
  }
  CHECK(rows.fires("changes_requested", voted({vote("dora", reject)}), change::veto_withdrawn{"dora", "Code-Review"},
                   "in_review")
            .data() == reviewed());
  rows.fires("changes_requested", reviewed(), fairlead::deadline{}, "abandoned");
  CHECK(rows.fires("approved", approved(), review("dora", approve), "approved").data().votes.size() == 3);
  CHECK(rows.fires("approved", approved(), enqueue(), "gating").data() == gating());
  CHECK(rows.fires("approved", approved(), fairlead::deadline{}, "in_review").data() == reviewed());
  CHECK(rows.fires("gating", gating(), passed(), "merged").data().merge.id == content('2'));
  CHECK(rows.fires("gating", gating(), change::gate_failed{content('a'), content('0'), log}, "changes_requested")
            .data()
            .reasons.back() == "the gate failed: https://ci.example/9");
  CHECK(rows.fires("gating", gating(), change::gate_reset{content('1')}, "gating").data().base == content('1'));
  const auto moved = rows.fires("gating", gating(), change::new_patchset{"uma", content('b')}, "in_review");
  CHECK(moved.data().votes.empty());
  CHECK_FALSE(moved.data().base);
  CHECK(rows.fires("gating", gating(), change::dequeue{"ada", "not yet"}, "approved").data().reasons.back() ==
        "ada: not yet");
  CHECK(rows.fires("gating", gating(), fairlead::deadline{}, "approved").data() == approved());
  for (const char* state : {"draft", "in_review", "changes_requested", "approved"}) {
    rows.fires(state, approved(), change::abandon{"ada", "no use"}, "abandoned");
  }
  CHECK(rows.fires("abandoned", approved(), change::restore{"ada"}, "draft").data() == reviewed());
  rows.fires("abandoned", reviewed(), fairlead::deadline{}, "purged");
  rows.complete();

  auto empty = reviewed();
  empty.revision = {};
  rows.refuses("draft", empty, change::mark_ready{"ada"}, "revision_known: there is nothing to review");
  rows.refuses("in_review", reviewed(), change::new_patchset{"ada", content('a')},
               "other_revision: this patch set is the current one");
  rows.refuses("gating", gating(), change::new_patchset{"ada", {}}, "other_revision: the digest of the patch set");
  rows.refuses("approved", approved(), change::abandon{"ada", " "}, "reason_given");
  rows.refuses("gating", gating(), change::gate_failed{content('a'), content('1'), log},
               "same_merge: another merge has failed");
  rows.refuses("gating", gating(), change::gate_failed{content('b'), content('0'), log}, "same_merge");
}

TEST_CASE("a vote counts of whom the label admits, on the current revision, and not for oneself") {
  tests::rows<change> rows;
  rows.refuses("in_review", reviewed(), review("ada", approve), "not_self: the author");
  rows.refuses("in_review", reviewed(), review("uma", approve), "not_self: the requester");
  rows.refuses("approved", approved(), review("uma", approve), "not_self: the requester");
  rows.refuses("in_review", reviewed(), review("eve", approve), "eligible: eve may not vote on Code-Review");
  rows.refuses("in_review", reviewed(), review("eve", reject), "eligible: eve may not vote on Code-Review");
  rows.refuses("in_review", reviewed(), review({"bob", {}, true}, approve), "eligible: a robot reviews nothing");
  auto event = review("bob", approve);
  event.label = "Verified";
  rows.refuses("in_review", reviewed(), event, "eligible: no submit requirement is on the label 'Verified'");
  event = review("bob", approve);
  event.revision = content('b');
  rows.refuses("in_review", reviewed(), event, "current_revision: the vote is for sha256:bbbbbbbbbbbb");
  rows.refuses("approved", approved(), event, "current_revision: the vote is for sha256:bbbbbbbbbbbb");
}

TEST_CASE("a veto outlives patch sets, and only its reviewer takes it back") {
  tests::rows<change> rows;
  const auto vetoed = voted({vote("dora", reject)});
  rows.refuses("changes_requested", vetoed, change::veto_withdrawn{"bob", "Code-Review"},
               "own_veto: bob has not vetoed this on Code-Review");
  rows.refuses("changes_requested", voted({vote("bob", approve)}), change::veto_withdrawn{"bob", "Code-Review"},
               "own_veto");
  fairlead::table_machine<change> it = tests::in_state<change>("changes_requested", vetoed);
  auto bob = review("bob", approve);
  auto cleo = review("cleo", approve);
  auto dora = review("dora", approve);
  for (auto* each : {&bob, &cleo, &dora}) { each->revision = content('b'); }
  CHECK(it.fire(change::new_patchset{"uma", content('b')}, tests::now));
  CHECK(it.fire(bob, tests::now));
  CHECK(it.fire(cleo, tests::now));
  CHECK(it.is<change::in_review>());
  CHECK(it.fire(dora, tests::now));
  CHECK(it.is<change::approved>());
}

TEST_CASE("a change enters the gate with checks of its own revision, onto a branch that takes it") {
  tests::rows<change> rows;
  auto event = enqueue();
  event.checks[0].failing = 3;
  rows.refuses("approved", approved(), event, "checks_green: the check unit has 3 findings");
  event.checks[0] = {"unit", content('b'), 0, log};
  rows.refuses("approved", approved(), event, "checks_green: the check unit has not been made of sha256:aaaaaaaaaaaa");
  event = enqueue();
  event.trial.conflicts = {"src/main.cpp"};
  rows.refuses("approved", approved(), event, "mergeable: there is a conflict in src/main.cpp");
  event.trial = {content('a'), content('1'), {}, log};
  rows.refuses("approved", approved(), event, "mergeable: cannot determine: whether this revision can be merged");
  event.trial = {content('b'), content('0'), {}, log};
  rows.refuses("approved", approved(), event, "mergeable: cannot determine");
  event.trial = {content('a'), content('0'), {}, {}};
  rows.refuses("approved", approved(), event, "mergeable: cannot determine");
  event = enqueue();
  event.branch.condition = branch_condition::frozen;
  rows.refuses("approved", approved(), event, "the freeze of main");
  event.branch.condition = branch_condition::deleted;
  rows.refuses("approved", approved(), event, "branch_open: there is no branch main");
  for (const auto& seen : {fairlead::vcs::branch_report{"next", branch_condition::open, content('0'), tests::now, log},
                           {"main", branch_condition::open, content('0'), tests::earlier, log},
                           {"main", branch_condition::open, content('0'), tests::later, log},
                           {"main", branch_condition::open, content('0'), tests::now, {}},
                           {"main", branch_condition::open, {}, tests::now, log}}) {
    event.branch = seen;
    rows.refuses("approved", approved(), event, "branch_open: cannot determine: whether main is open now");
  }
}

TEST_CASE("what is merged is exactly what was tested") {
  tests::rows<change> rows;
  auto event = passed();
  event.revision = content('b');
  rows.refuses("gating", gating(), event, "tested_exact_merge: another revision was tested");
  event = passed();
  event.merge.base = content('1');
  rows.refuses("gating", gating(), event, "tested_exact_merge: it was tested on");
  event = passed();
  event.tested = content('3');
  rows.refuses("gating", gating(), event, "another commit was tested than is to be merged");
  event = passed();
  event.checks[0].subject = content('a');
  rows.refuses("gating", gating(), event, "the check unit has not been made of");
  event = passed();
  event.tested = event.merge.id = {};
  event.checks[0].subject = {};
  rows.refuses("gating", gating(), event, "tested_exact_merge: cannot determine");
  auto nowhere = gating();
  nowhere.base = {};
  event = passed();
  event.merge.base = {};
  rows.refuses("gating", nowhere, event, "the gate is on none");
}

namespace {

struct witness {
  std::vector<std::string>& heard;
  void operator()(const change::emit_change_created& signal) const { heard.push_back("created " + signal.id); }
  void operator()(const change::emit_change_reviewed& signal) const { heard.push_back("vote of " + signal.vote.by.id); }
  void operator()(const change::test_merge& signal) const { heard.push_back("test on " + signal.base.abbreviated()); }
  void operator()(const change::emit_change_merged& signal) const {
    CHECK(signal.merge.commit.id == content('2'));
    CHECK(signal.merge.uploader == fairlead::actor("uma"));
    heard.push_back("merged into " + signal.merge.branch);
    for (const auto& each : signal.merge.approvers) { heard.push_back("approved by " + each.id); }
  }
};

}  // namespace

TEST_CASE("a change goes its way from draft to merged, and the world is told") {
  std::vector<std::string> heard;
  const witness all{heard};
  const auto hear = fairlead::tell(all);
  fairlead::table_machine<change> it{reviewed(), tests::now};
  CHECK(it.fire(change::mark_ready{"ada"}, tests::now, hear));
  CHECK(it.fire(review("bob", approve), tests::now, hear));
  CHECK(it.fire(review("cleo", approve), tests::now, hear));
  CHECK(it.fire(enqueue(), tests::now, hear));
  CHECK(it.fire(change::gate_reset{content('1')}, tests::now, hear));
  CHECK_FALSE(it.fire(passed(), tests::now, hear));
  CHECK(it.fire(change::gate_reset{content('0')}, tests::now, hear));
  CHECK(it.fire(passed(), tests::now, hear));
  CHECK(it.is<change::merged>());
  CHECK(heard ==
        std::vector<std::string>{"created I42", "vote of bob", "vote of cleo", "test on " + content('0').abbreviated(),
                                 "test on " + content('1').abbreviated(), "test on " + content('0').abbreviated(),
                                 "merged into main", "approved by bob", "approved by cleo"});
}
