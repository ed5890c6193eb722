// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/plan/release_plan.hpp>

#include "rows.hpp"

using fairlead::plan::gate_reading;
using fairlead::plan::release_plan;
using fairlead::plan::train_dates;
using fairlead::plan::train_member;
using tests::content;

namespace {

using state = gate_reading::state;

const fairlead::evidence minutes{"https://meetings.example/7", {}};
const fairlead::evidence notes{"https://notes.example/2.1", content('e')};

// The feature freeze is now, the code freeze in an hour.
train_dates dates() {
  return {tests::now, tests::later, tests::later + std::chrono::hours{24}, tests::later + std::chrono::hours{48}};
}
train_dates dates_ahead() {
  auto ahead = dates();
  ahead.feature_freeze = tests::now + std::chrono::minutes{1};
  return ahead;
}
release_plan::data draft() {
  release_plan::data data{};
  data.id = "2026.2";
  data.author = "ada";
  data.approvals.quorum = 2;
  data.approvals.voters = {"ada", "bob", "cleo", "dora"};
  data.release_team = {"ada", "cleo"};
  data.gates = {"tests", "security"};
  return data;
}
release_plan::data published() {
  auto data = draft();
  data.dates = dates();
  data.members = {{"shop", "bob", {}}, {"cart", "dora", {}}};
  return data;
}
release_plan::data scope_frozen() {
  auto data = published();
  data.scope = {"REQ-7"};
  data.dates.code_freeze = tests::now;
  return data;
}
release_plan::data code_frozen() {
  auto data = scope_frozen();
  data.version = "2.1.0-rc.1";
  data.contents = content('a');
  data.members = {{"shop", "bob", content('b')}, {"cart", "dora", content('c')}};
  return data;
}
release_plan::data reviewed() {
  auto data = code_frozen();
  data.requester = "bob";
  data.notes = notes;
  return data;
}

const release_plan::publish publish{"ada", dates_ahead(), published().members};
const release_plan::code_freeze freeze{
    "ada", "2.1.0-rc.1", content('a'), {{"cart", {}, content('c')}, {"shop", {}, content('b')}}};
release_plan::go go() {
  return {"cleo",
          content('a'),
          {{"security", content('a'), state::waived, minutes}, {"tests", content('a'), state::satisfied, minutes}},
          {"cleo", "dora"}};
}

}  // namespace

TEST_CASE("every row of release_plan fires, and every refusal says why") {
  tests::rows<release_plan> rows;
  auto expected = published();
  expected.dates = dates_ahead();
  CHECK(rows.fires("draft", draft(), publish, "scope_open").data() == expected);
  CHECK(rows.fires("scope_open", published(), release_plan::feature_freeze{"ada", {"REQ-7"}}, "scope_frozen")
            .data()
            .scope == std::vector<std::string>{"REQ-7"});
  const auto admitted =
      rows.fires("scope_frozen", scope_frozen(), release_plan::admit{"cleo", "REQ-8", "bob", "a leak"}, "scope_frozen");
  CHECK(admitted.data().scope == std::vector<std::string>{"REQ-7", "REQ-8"});
  CHECK(admitted.data().audit_trail.back() == "REQ-8 admitted by cleo: a leak");
  CHECK(rows.fires("scope_frozen", scope_frozen(), freeze, "code_frozen").data() == code_frozen());
  CHECK(rows.fires("code_frozen", code_frozen(), release_plan::readiness_review{"bob", notes, {"REQ-7"}}, "go_no_go")
            .data() == reviewed());
  const auto slipped = rows.fires("code_frozen", code_frozen(), fairlead::deadline{}, "scope_frozen");
  expected = scope_frozen();
  expected.slips = 1;
  expected.dates.code_freeze = tests::now + std::chrono::hours{168};
  expected.dates.go_no_go = expected.dates.go_no_go + std::chrono::hours{168};
  expected.dates.release = expected.dates.release + std::chrono::hours{168};
  CHECK(slipped.data() == expected);
  CHECK(rows.fires("go_no_go", reviewed(), go(), "committed").data().audit_trail.back() == "go: cleo dora");
  expected.audit_trail = {"cleo: not tested"};
  CHECK(rows.fires("go_no_go", reviewed(), release_plan::no_go{"cleo", "not tested"}, "scope_frozen").data() ==
        expected);
  CHECK(rows.fires("go_no_go", reviewed(), fairlead::deadline{}, "scope_frozen").data().slips == 1);
  rows.fires("committed", reviewed(),
             release_plan::all_members_live{{tests::healthy(content('c')), tests::healthy(content('b'))}}, "released");
  CHECK(rows.fires("committed", reviewed(), release_plan::train_aborted{"olga", "errors"}, "go_no_go")
            .data()
            .audit_trail.back() == "olga: errors");
  rows.fires("committed", reviewed(), fairlead::deadline{}, "go_no_go");
  for (const char* from : {"draft", "scope_open", "scope_frozen", "code_frozen", "go_no_go"}) {
    CHECK(rows.fires(from, reviewed(), release_plan::cancel{"ada", "merged into 2026.3"}, "canceled")
              .data()
              .audit_trail.back() == "ada: merged into 2026.3");
  }
  rows.complete();

  auto wrong = publish;
  wrong.dates.feature_freeze = tests::now;
  rows.refuses("draft", draft(), wrong, "dates_set: the feature freeze must lie ahead");
  wrong.dates = dates_ahead();
  wrong.dates.release = wrong.dates.go_no_go;
  rows.refuses("draft", draft(), wrong, "dates_set: feature freeze, code freeze, go/no-go and release follow");
  wrong = publish;
  wrong.members.front().owner = {"ci", {}, true};
  rows.refuses("draft", draft(), wrong, "owners_set: a person must own shop");
  wrong.members = {{"shop", "bob", {}}, {"shop", "dora", {}}};
  rows.refuses("draft", draft(), wrong, "owners_set: the member of the train shop stands twice");
  wrong.members.clear();
  rows.refuses("draft", draft(), wrong, "owners_set: name every member of the train");
  rows.refuses("scope_open", published(), release_plan::feature_freeze{"ada", {}}, "scope_set: name every ticket");
  rows.refuses("scope_open", published(), release_plan::feature_freeze{"ada", {"REQ-7", "REQ-7"}},
               "scope_set: the ticket in the scope REQ-7 stands twice");
  auto early = published();
  early.dates = dates_ahead();
  rows.refuses("scope_open", early, release_plan::feature_freeze{"ada", {"REQ-7"}}, "date_reached: not yet: the date");
  rows.refuses("scope_frozen", scope_frozen(), release_plan::admit{"cleo", "REQ-8", "bob", ""},
               "freeze_exception: an exception says what for, and why");
  rows.refuses("scope_frozen", scope_frozen(), release_plan::admit{"cleo", "REQ-7", "bob", "a leak"},
               "freeze_exception: REQ-7 is in the scope already");
  rows.refuses("scope_frozen", scope_frozen(), release_plan::admit{"dora", "REQ-8", "bob", "a leak"},
               "freeze_exception: dora does not belong to the release team");
  rows.refuses("scope_frozen", scope_frozen(), release_plan::admit{{"cleo", {}, true}, "REQ-8", "bob", "a leak"},
               "freeze_exception: cleo does not belong");
  rows.refuses("scope_frozen", scope_frozen(), release_plan::admit{"cleo", "REQ-8", "cleo", "a leak"},
               "freeze_exception: nobody grants an exception that they have asked for");
  rows.refuses("scope_frozen", scope_frozen(), release_plan::admit{"ada", "REQ-8", "bob", "a leak"},
               "not_self: the author");
  auto cut = freeze;
  cut.contents = {};
  rows.refuses("scope_frozen", scope_frozen(), cut, "candidate_cut: cannot determine: the digest of the candidate");
  cut = freeze;
  cut.members.pop_back();
  rows.refuses("scope_frozen", scope_frozen(), cut, "candidate_cut: nothing was cut of shop");
  cut = freeze;
  cut.version = "2.1";
  rows.refuses("scope_frozen", scope_frozen(), cut, "candidate_cut: ");
  early = scope_frozen();
  early.dates.code_freeze = tests::later;
  rows.refuses("scope_frozen", early, freeze, "date_reached: not yet");
  rows.refuses("code_frozen", code_frozen(), release_plan::readiness_review{"bob", minutes, {"REQ-7"}},
               "notes_ready: refer to the notes as they are now");
  rows.refuses("code_frozen", code_frozen(), release_plan::readiness_review{"bob", notes, {"REQ-8"}},
               "notes_ready: the notes do not tell of REQ-7");
  auto decision = go();
  decision.contents = content('b');
  rows.refuses("go_no_go", reviewed(), decision,
               "same_candidate: decided on was sha256:bbbbbbbbbbbb, frozen is sha256:aaaaaaaaaaaa");
  for (const gate_reading& reading : {gate_reading{"tests", content('a'), state::unsatisfied, minutes},
                                      {"tests", content('b'), state::satisfied, minutes},
                                      {"tests", content('a'), state::satisfied, {}},
                                      {"lint", content('a'), state::satisfied, minutes}}) {
    decision = go();
    decision.gates.back() = reading;
    rows.refuses("go_no_go", reviewed(), decision,
                 "all_gates_satisfied: the gate tests does not let sha256:aaaaaaaaaaaa");
  }
  auto ungated = reviewed();
  ungated.gates.clear();
  rows.refuses("go_no_go", ungated, go(), "all_gates_satisfied: cannot determine: the gates of this train");
  decision = go();
  decision.votes = {"ada", "bob", "cleo", "cleo", {"dora", {}, true}};
  rows.refuses("go_no_go", reviewed(), decision, "quorum_met: needs approval: 1 of 2 votes");
  decision = go();
  decision.by = "bob";
  rows.refuses("go_no_go", reviewed(), decision, "not_self: the requester");
  rows.refuses("go_no_go", reviewed(), release_plan::no_go{"cleo", " "}, "reason_given");
  rows.refuses("committed", reviewed(), release_plan::all_members_live{{tests::healthy(content('b'))}},
               "members_healthy: the checks of cart do not all pass");
  rows.refuses("committed", reviewed(),
               release_plan::all_members_live{{tests::healthy(content('b')), tests::ailing(content('c'))}},
               "members_healthy: the checks of cart do not all pass");
  rows.refuses("draft", draft(), release_plan::cancel{"ada", ""}, "reason_given");
}

TEST_CASE("a train that slips is frozen and decided on anew, and leaves with all its members") {
  std::vector<std::string> heard;
  const auto announced = [&](const release_plan::announce_dates& signal) {
    heard.push_back("slips: " + std::to_string(signal.slips));
  };
  const auto committed = [&](const release_plan::commit_train& signal) {
    heard.push_back(signal.version + " of " + std::to_string(signal.members.size()));
  };
  const auto escalated = [&](const release_plan::escalate& signal) { heard.push_back(signal.plan + " is late"); };
  const auto told = [&](const release_plan::publish_notes& signal) { heard.push_back(signal.notes.reference); };
  fairlead::table_machine<release_plan> it{draft(), tests::now};
  CHECK(it.fire(publish, tests::now, fairlead::tell(announced)));
  auto at = dates_ahead().feature_freeze;
  CHECK(it.fire(release_plan::feature_freeze{"ada", {"REQ-7"}}, at));
  at = dates().code_freeze;
  CHECK(it.fire(freeze, at));
  CHECK(it.tick(at + std::chrono::hours{168}, fairlead::tell(announced)));
  CHECK(it.is<release_plan::scope_frozen>());
  CHECK_FALSE(it.fire(freeze, at + std::chrono::hours{335}));
  at = at + std::chrono::hours{336};
  CHECK(it.fire(freeze, at));
  CHECK(it.fire(release_plan::readiness_review{"bob", notes, {"REQ-7"}}, at));
  CHECK(it.fire(go(), at, fairlead::tell(committed)));
  CHECK_FALSE(it.fire(release_plan::cancel{"ada", "too late"}, at));
  CHECK(it.tick(at + std::chrono::hours{24}, fairlead::tell(escalated)));
  CHECK(it.is<release_plan::go_no_go>());
  CHECK(it.fire(go(), at + std::chrono::hours{25}, fairlead::tell(committed)));
  CHECK(it.fire(release_plan::all_members_live{{tests::healthy(content('b')), tests::healthy(content('c'))}},
                at + std::chrono::hours{26}, fairlead::tell(told)));
  CHECK(it.is<release_plan::released>());
  CHECK(heard == std::vector<std::string>{"slips: 0", "slips: 1", "2.1.0-rc.1 of 2", "2026.2 is late",
                                          "2.1.0-rc.1 of 2", "https://notes.example/2.1"});
}

TEST_CASE("dates are only put off, together, and not past the end of time") {
  const auto hour = std::chrono::hours{1};
  train_dates some = dates();
  some.put_off(some.code_freeze + std::chrono::minutes{-1});
  CHECK(some == dates());
  some.put_off(some.code_freeze + hour);
  CHECK(some.code_freeze == dates().code_freeze + hour);
  CHECK(some.go_no_go == dates().go_no_go + hour);
  CHECK(some.release == dates().release + hour);
  CHECK(some.feature_freeze == dates().feature_freeze);
  train_dates old{{INT64_MIN}, {INT64_MIN + 1}, {INT64_MIN + 2}, {0}};
  old.put_off({INT64_MAX});
  CHECK(old.code_freeze.nanoseconds == INT64_MAX);
  CHECK(old.go_no_go.nanoseconds == INT64_MIN + 2 + INT64_MAX);
  CHECK(old.release.nanoseconds == INT64_MAX);
}
