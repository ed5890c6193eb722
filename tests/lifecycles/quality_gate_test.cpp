// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/verify/quality_gate.hpp>

#include "rows.hpp"

using fairlead::verify::quality_gate;

namespace {

using enum quality_gate::finding;

const fairlead::digest contents = tests::content('a');
const quality_gate::result unit{"unit", contents, 0, {"https://ci.example/7", {}}};
const quality_gate::result scan{"scan", contents, 0, {"https://ci.example/8", {}}};
const auto in_a_week = tests::now + std::chrono::hours{168};

quality_gate::data gate() {
  quality_gate::data data{};
  data.subject = contents;
  data.author = "ada";
  data.requester = "ci";
  data.owner = "team-shop";
  data.required = {"unit", "scan"};
  data.judges = {"ada", "bob"};
  data.waiver_authorities = {"ada", "cleo"};
  return data;
}
quality_gate::data waived() {
  auto data = gate();
  data.waiver = quality_gate::waiver{"cleo", "known", in_a_week};
  return data;
}

}  // namespace

TEST_CASE("every row of quality_gate fires, and every refusal says why") {
  using enum quality_gate::decision;
  tests::rows<quality_gate> rows;
  CHECK(rows.fires("collecting", gate(), quality_gate::evaluated{pass, {unit, scan}, ""}, "satisfied")
            .data()
            .results.size() == 2);
  CHECK(rows.fires("collecting", gate(), quality_gate::evaluated{wait, {unit}, "scan is running"}, "collecting")
            .data()
            .reasons.back() == "scan is running");
  rows.fires("collecting", gate(), quality_gate::evaluated{fail, {unit}, "scan found a key"}, "unsatisfied");
  rows.fires("collecting", gate(), quality_gate::evaluated{cannot_determine, {unit}, ""}, "needs_judgment");
  rows.fires("collecting", gate(), quality_gate::evaluated{not_applicable, {}, "documents only"}, "not_applicable");
  rows.fires("collecting", gate(), fairlead::deadline{}, "unsatisfied");
  CHECK(rows.fires("needs_judgment", gate(), quality_gate::judged{"bob", proceed, "flaky"}, "satisfied")
            .data()
            .reasons.back() == "passed by bob: flaky");
  CHECK(rows.fires("needs_judgment", gate(), quality_gate::judged{"ada", stop, "not sure"}, "unsatisfied")
            .data()
            .reasons.back() == "stopped by ada: not sure");
  rows.fires("needs_judgment", gate(), fairlead::deadline{}, "unsatisfied");
  CHECK(rows.fires("unsatisfied", gate(), quality_gate::new_evidence{scan}, "collecting").data().results ==
        std::vector{scan});
  CHECK(rows.fires("unsatisfied", gate(), quality_gate::waive{"cleo", "known", in_a_week}, "waived").data().waiver ==
        waived().waiver);
  rows.fires("unsatisfied", gate(), fairlead::deadline{}, "unsatisfied");
  CHECK(rows.fires("waived", waived(), quality_gate::waiver_expired{}, "collecting").data() == gate());
  CHECK(rows.fires("waived", waived(), fairlead::deadline{}, "collecting").data() == gate());
  for (const char* state : {"satisfied", "waived", "not_applicable"}) {
    auto before = waived();
    before.results = {unit, scan};
    const auto after = rows.fires(state, before, quality_gate::evidence_invalidated{"rebuilt"}, "collecting");
    CHECK(after.data().results.empty());
    CHECK_FALSE(after.data().waiver);
  }
  rows.fires("satisfied", gate(), quality_gate::subject_closed{}, "closed");
  rows.complete();

  rows.refuses("collecting", gate(), quality_gate::evaluated{pass, {unit}, ""},
               "requirements_met: the check scan has not been made of " + contents.abbreviated());
  auto found = scan;
  found.failing = 2;
  rows.refuses("collecting", gate(), quality_gate::evaluated{pass, {unit, found}, ""},
               "requirements_met: the check scan has 2 findings");
  found = scan;
  found.subject = tests::content('b');
  rows.refuses("collecting", gate(), quality_gate::evaluated{pass, {unit, found}, ""}, "scan has not been made");
  found = scan;
  found.source = {};
  rows.refuses("collecting", gate(), quality_gate::evaluated{pass, {unit, found}, ""}, "scan has not been made");
  rows.refuses("collecting", {}, quality_gate::evaluated{pass, {}, ""}, "the contents that are to pass");
  rows.refuses("collecting", gate(), quality_gate::evaluated{not_applicable, {}, ""}, "reason_given");
  rows.refuses("needs_judgment", gate(), quality_gate::judged{"ada", proceed, "mine"},
               "not_self: the author may not do this");
  rows.refuses("needs_judgment", gate(), quality_gate::judged{"cleo", proceed, "x"},
               "eligible: cleo is not among the judges of this gate");
  rows.refuses("needs_judgment", gate(), quality_gate::judged{{"bob", {}, true}, proceed, "x"},
               "eligible: a robot does not judge");
  rows.refuses("unsatisfied", gate(), quality_gate::waive{"bob", "known", in_a_week},
               "waiver_authority: bob may not waive this gate");
  rows.refuses("unsatisfied", gate(), quality_gate::waive{{"cleo", {}, true}, "known", in_a_week},
               "waiver_authority: a robot waives nothing");
  rows.refuses("unsatisfied", gate(), quality_gate::waive{"ada", "mine", in_a_week}, "not_self: the author");
  rows.refuses("unsatisfied", gate(), quality_gate::waive{"cleo", "known", {}}, "has_expiry: a waiver must say until");
  rows.refuses("unsatisfied", gate(), quality_gate::waive{"cleo", "known", tests::now}, "has_expiry");
  rows.refuses("unsatisfied", gate(), quality_gate::waive{"cleo", "known", tests::now + std::chrono::hours{24 * 31}},
               "has_expiry: a waiver lasts 30 days at most");
  rows.refuses("unsatisfied", gate(), quality_gate::waive{"cleo", "", in_a_week}, "reason_given");
}

TEST_CASE("a gate that stays shut tells its owner, once each time that its patience ends") {
  int told = 0;
  const auto listener = [&](const quality_gate::notify_owner& signal) { told += signal.owner == "team-shop" ? 1 : 0; };
  auto shut = tests::in_state<quality_gate>("unsatisfied", gate());
  CHECK(shut.tick(tests::now + std::chrono::hours{72}, fairlead::tell(listener)));
  CHECK(shut.due() == tests::now + std::chrono::hours{144});
  CHECK(told == 1);
}

TEST_CASE("new evidence replaces what the same check said before") {
  auto data = gate();
  data.results = {{"scan", contents, 3, {"https://ci.example/6", {}}}, unit};
  auto shut = tests::in_state<quality_gate>("unsatisfied", data);
  CHECK(shut.fire(quality_gate::new_evidence{scan}, tests::now));
  CHECK(shut.data().results == std::vector{unit, scan});
  CHECK(shut.fire(quality_gate::evaluated{pass, shut.data().results, ""}, tests::now));
  CHECK(shut.is<quality_gate::satisfied>());
}
