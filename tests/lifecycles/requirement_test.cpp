// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/plan/requirement.hpp>

#include "rows.hpp"

using fairlead::plan::requirement;
using fairlead::plan::ticket_resolution;
using tests::content;

namespace {

const fairlead::evidence report{"https://tests.example/7", {}};
const requirement::value_score worth{8, 3, 1, 5};
const std::vector<requirement::criterion_result> green{{"exports as CSV", 0, report}, {"within 2 s", 0, report}};

requirement::data proposed() {
  requirement::data data{};
  data.id = "REQ-7";
  data.owner = "olga";
  return data;
}
requirement::data accepted() {
  auto data = proposed();
  data.criteria = {"exports as CSV", "within 2 s"};
  data.score = worth;
  return data;
}
requirement::data in_progress() {
  auto data = accepted();
  data.author = "ada";
  data.change = "CH-1";
  return data;
}
requirement::data implemented() {
  auto data = in_progress();
  data.changes = {{"CH-1", "ada"}};
  data.revision = content('a');
  return data;
}
requirement::data verified() {
  auto data = implemented();
  data.results = green;
  return data;
}
requirement::data delivered() {
  auto data = verified();
  data.delivery = requirement::delivery{"2.1.0", tests::now};
  return data;
}

}  // namespace

TEST_CASE("every row of requirement fires, and every refusal says why") {
  tests::rows<requirement> rows;
  const requirement::accept accept{"cleo", {"exports as CSV", "within 2 s"}, worth};
  CHECK(rows.fires("proposed", proposed(), accept, "accepted").data() == accepted());
  CHECK(rows.fires("proposed", proposed(), requirement::reject{"cleo", "out of scope"}, "rejected").data().closing ==
        "cleo: out of scope");
  CHECK(rows.fires("proposed", proposed(), requirement::mark_duplicate{"REQ-3", report}, "duplicate").data().closing ==
        "duplicate of REQ-3");
  CHECK(rows.fires("accepted", accepted(), requirement::start{"ada", "CH-1"}, "in_progress").data() == in_progress());
  const requirement::change_merged merged{{"CH-1", "ada"}, content('a'), {}};
  CHECK(rows.fires("in_progress", in_progress(), merged, "implemented").data() == implemented());
  CHECK(rows.fires("implemented", implemented(), requirement::verify_passed{content('a'), green}, "verified").data() ==
        verified());
  CHECK(rows.fires("implemented", implemented(), requirement::verify_failed{{{"within 2 s", 1, report}}}, "in_progress")
            .data()
            .results.front()
            .failing == 1);
  CHECK(rows.fires("verified", verified(), requirement::release_live{"2.1.0", {"CH-0", "CH-1"}, report}, "delivered")
            .data() == delivered());
  CHECK(
      rows.fires("verified", verified(), requirement::regression_found{report}, "in_progress").data().reports.size() ==
      1);
  CHECK_FALSE(
      rows.fires("delivered", delivered(), requirement::rolled_back{"2.1.0", report}, "verified").data().delivery);
  CHECK(rows.fires("delivered", delivered(), requirement::accepted_by_owner{"olga"}, "done").data().closing ==
        "olga: accepted");
  CHECK(rows.fires("delivered", delivered(), fairlead::deadline{}, "done").data().closing ==
        "accepted: nothing was said against it");
  for (const char* from : {"proposed", "accepted", "in_progress", "implemented"}) {
    CHECK(rows.fires(from, accepted(), requirement::withdraw{"olga", "not needed"}, "withdrawn").data().closing ==
          "olga: not needed");
  }
  rows.complete();

  rows.refuses("proposed", proposed(), requirement::accept{"cleo", {}, worth}, "acceptance_criteria: it must be said");
  rows.refuses("proposed", proposed(), requirement::accept{"cleo", {"fast", ""}, worth},
               "acceptance_criteria: it must");
  rows.refuses("proposed", proposed(), requirement::accept{"cleo", {"fast", "small", "fast"}, worth},
               "acceptance_criteria: the criterion 'fast' stands twice");
  rows.refuses("proposed", proposed(), requirement::accept{"cleo", {"fast"}, {8, 3, 1, 0}},
               "value_scored: cannot determine: its job size");
  rows.refuses("proposed", proposed(), requirement::accept{"cleo", {"fast"}, {8, 4, 1, 5}},
               "value_scored: time criticality is 1, 2, 3, 5, 8, 13 or 20");
  rows.refuses("proposed", proposed(), requirement::reject{"cleo", " "}, "reason_given");
  rows.refuses("proposed", proposed(), requirement::mark_duplicate{"REQ-3", {}}, "original_known: refer to");
  rows.refuses("proposed", proposed(), requirement::mark_duplicate{"REQ-7", report},
               "original_known: a requirement is no duplicate of itself");
  rows.refuses("in_progress", in_progress(), requirement::change_merged{{"CH-2", "ada"}, content('a'), {"REQ-8"}},
               "linked_change: the change CH-2 is not linked to REQ-7");
  rows.refuses("in_progress", accepted(), requirement::change_merged{{"", "ada"}, content('a'), {}}, "linked_change");
  rows.refuses("in_progress", in_progress(), requirement::change_merged{{"CH-1", "ada"}, {}, {}},
               "linked_change: cannot determine: the revision");
  rows.refuses("implemented", implemented(), requirement::verify_passed{content('b'), green},
               "criteria_all_covered: verified was sha256:bbbbbbbbbbbb, merged is sha256:aaaaaaaaaaaa");
  auto results = green;
  results.back().failing = 2;
  rows.refuses("implemented", implemented(), requirement::verify_passed{content('a'), results},
               "criteria_all_covered: tests of 'within 2 s' fail");
  results.back() = {"within 2 s", 0, {}};
  rows.refuses("implemented", implemented(), requirement::verify_passed{content('a'), results},
               "criteria_all_covered: 'within 2 s' is not covered by a test");
  rows.refuses("verified", verified(), requirement::release_live{"2.1.0", {"CH-0"}, report},
               "in_live_candidate: the change CH-1 is not in 2.1.0");
  rows.refuses("verified", verified(), requirement::release_live{"2.1.0", {"CH-1"}, {}},
               "in_live_candidate: cannot determine: which release is live");
  rows.refuses("delivered", delivered(), requirement::rolled_back{"2.0.0", report},
               "delivered_release: this requirement is not live in 2.0.0");
  rows.refuses("delivered", delivered(), requirement::accepted_by_owner{"cleo"}, "is_owner: cleo does not own");
  rows.refuses("delivered", delivered(), requirement::accepted_by_owner{{"olga", {}, true}}, "is_owner: olga does not");
  auto own = delivered();
  own.author = "olga";
  rows.refuses("delivered", own, requirement::accepted_by_owner{"olga"}, "not_self: the author may not do this");
  own = delivered();
  own.changes.push_back({"CH-2", "olga"});
  rows.refuses("delivered", own, requirement::accepted_by_owner{"olga"},
               "wrote_no_change: olga has written the change CH-2");
  rows.refuses("accepted", accepted(), requirement::withdraw{"olga", ""}, "reason_given");
}

TEST_CASE("a requirement that regresses is changed and verified anew, and counts as delivered only while it is live") {
  std::vector<std::string> heard;
  const auto asked = [&](const requirement::ask_owner& signal) {
    heard.push_back(signal.owner.id + " tries " + signal.release);
  };
  const auto closed = [&](const requirement::emit_ticket_closed& signal) {
    heard.push_back(signal.ticket + " " + std::string(fairlead::enumerator_name(signal.resolution)));
  };
  fairlead::table_machine<requirement> it{proposed(), tests::now};
  CHECK(it.fire(requirement::accept{"cleo", {"exports as CSV", "within 2 s"}, worth}, tests::now));
  CHECK(it.fire(requirement::start{"ada", "CH-1"}, tests::now));
  CHECK(it.fire(requirement::change_merged{{"CH-1", "ada"}, content('a'), {}}, tests::now));
  CHECK(it.fire(requirement::verify_passed{content('a'), green}, tests::now));
  CHECK(it.fire(requirement::regression_found{report}, tests::now));
  CHECK(it.fire(requirement::change_merged{{"CH-2", "bob"}, content('b'), {"REQ-7"}}, tests::now));
  CHECK(it.data().results.empty());
  CHECK_FALSE(it.fire(requirement::verify_passed{content('a'), green}, tests::now));
  CHECK(it.fire(requirement::verify_passed{content('b'), green}, tests::now));
  CHECK_FALSE(it.fire(requirement::release_live{"2.1.0", {"CH-1"}, report}, tests::now));
  CHECK(it.fire(requirement::release_live{"2.1.1", {"CH-1", "CH-2"}, report}, tests::now, fairlead::tell(asked)));
  CHECK(it.fire(requirement::rolled_back{"2.1.1", report}, tests::now));
  CHECK_FALSE(it.fire(requirement::accepted_by_owner{"olga"}, tests::now));
  CHECK(it.fire(requirement::release_live{"2.1.2", {"CH-1", "CH-2"}, report}, tests::now, fairlead::tell(asked)));
  CHECK_FALSE(it.tick(tests::now + std::chrono::hours{335}));
  CHECK(it.tick(tests::now + std::chrono::hours{336}, fairlead::tell(closed)));
  CHECK(it.is<requirement::done>());
  CHECK(heard == std::vector<std::string>{"olga tries 2.1.1", "olga tries 2.1.2", "REQ-7 completed"});
}

TEST_CASE("the ticket of a requirement that is not done closes as withdrawn or as a duplicate") {
  std::vector<ticket_resolution> heard;
  const auto closed = [&](const requirement::emit_ticket_closed& signal) { heard.push_back(signal.resolution); };
  auto it = tests::in_state<requirement>("proposed", proposed());
  CHECK(it.fire(requirement::reject{"cleo", "out of scope"}, tests::now, fairlead::tell(closed)));
  it = tests::in_state<requirement>("in_progress", in_progress());
  CHECK(it.fire(requirement::withdraw{"olga", "not needed"}, tests::now, fairlead::tell(closed)));
  it = tests::in_state<requirement>("proposed", proposed());
  CHECK(it.fire(requirement::mark_duplicate{"REQ-3", report}, tests::now, fairlead::tell(closed)));
  it = tests::in_state<requirement>("delivered", delivered());
  CHECK(it.fire(requirement::accepted_by_owner{"olga"}, tests::now, fairlead::tell(closed)));
  CHECK(heard == std::vector{ticket_resolution::withdrawn, ticket_resolution::withdrawn, ticket_resolution::duplicate,
                             ticket_resolution::completed});
}
