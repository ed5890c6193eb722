// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/plan/risk.hpp>

#include "rows.hpp"

using fairlead::plan::risk;

namespace {

const fairlead::evidence report{"https://risks.example/4", {}};

risk::data fresh() {
  risk::data data{};
  data.id = "RISK-4";
  data.author = "ada";
  data.requester = "bob";
  data.risk_owners = {"ada", "cleo"};
  data.indicators = {{"failed_logins", 100}};
  return data;
}
risk::data assessed() {
  auto data = fresh();
  data.likelihood = 4;
  data.impact = 3;
  return data;
}
risk::data accepted() {
  auto data = assessed();
  data.acceptance = risk::acceptance{"cleo", "cheaper", tests::later};
  return data;
}
const risk::treat plan{"bob", "dora", risk::treatment::change_likelihood, {"SEC-1", "SEC-2"}};

}  // namespace

TEST_CASE("every row of risk fires, and every refusal says why") {
  tests::rows<risk> rows;
  const auto scored = rows.fires("identified", fresh(), risk::assess{"bob", 4, 3, report}, "assessed");
  CHECK(scored.data().likelihood == 4);
  CHECK(scored.data().impact == 3);
  CHECK(scored.data().reports.size() == 1);
  CHECK(rows.fires("identified", fresh(), risk::dismiss{"cleo", "cannot happen"}, "closed").data().closing ==
        "cleo: cannot happen");
  const auto treating = rows.fires("assessed", assessed(), plan, "treating");
  CHECK(treating.data().owner == fairlead::actor("dora"));
  CHECK(treating.data().actions.size() == 2);
  CHECK(rows.fires("assessed", assessed(), risk::accept_risk{"cleo", "cheaper", tests::later}, "accepted").data() ==
        accepted());
  CHECK(rows.fires("treating", assessed(), risk::control_effective{1, 3, report}, "monitored").data().likelihood == 1);
  rows.fires("treating", assessed(), risk::control_failed{report}, "assessed");
  rows.fires("treating", assessed(), fairlead::deadline{}, "assessed");
  CHECK(rows.fires("accepted", accepted(), risk::acceptance_expired{}, "assessed").data() == assessed());
  CHECK(rows.fires("accepted", accepted(), fairlead::deadline{}, "assessed").data() == assessed());
  CHECK_FALSE(rows.fires("accepted", accepted(), plan, "treating").data().acceptance);
  rows.fires("monitored", assessed(), risk::indicator_breached{"failed_logins", 101, report}, "assessed");
  CHECK(rows.fires("monitored", assessed(), risk::retire{"cleo", "sold"}, "closed").data().closing == "cleo: sold");
  rows.complete();

  rows.refuses("identified", fresh(), risk::assess{"bob", 0, 3, report}, "likelihood_set: cannot determine: its");
  rows.refuses("identified", fresh(), risk::assess{"bob", 6, 3, report}, "likelihood_set: likelihood is at most 5");
  rows.refuses("identified", fresh(), risk::assess{"bob", 4, 0, report}, "impact_set: cannot determine: its impact");
  rows.refuses("identified", fresh(), risk::dismiss{"cleo", ""}, "reason_given");
  rows.refuses("identified", fresh(), risk::dismiss{"bob", "no"}, "not_self: the requester may not");
  auto unowned = plan;
  unowned.owner = {};
  rows.refuses("assessed", assessed(), unowned, "owner_set: somebody must own the treatment");
  unowned.owner = {"bot", {}, true};
  rows.refuses("accepted", accepted(), unowned, "owner_set: a robot owns no treatment");
  rows.refuses("assessed", assessed(), risk::treat{"bob", "dora", {}, {}}, "actions_planned: a treatment names");
  rows.refuses("assessed", assessed(), risk::treat{"bob", "dora", {}, {""}}, "actions_planned: a treatment names");
  rows.refuses("assessed", assessed(), risk::accept_risk{"dora", "cheap", tests::later},
               "risk_owner: dora does not answer for this risk");
  rows.refuses("assessed", assessed(), risk::accept_risk{{"cleo", {}, true}, "cheap", tests::later},
               "risk_owner: a robot answers for no risk");
  rows.refuses("assessed", assessed(), risk::accept_risk{"ada", "cheap", tests::later}, "not_self: the author");
  rows.refuses("assessed", assessed(), risk::accept_risk{"cleo", "cheap", tests::now}, "has_expiry: it must be said");
  rows.refuses("assessed", assessed(), risk::accept_risk{"cleo", "cheap", tests::now + std::chrono::hours{8761}},
               "has_expiry: this may last 8760 hours at most");
  rows.refuses("assessed", assessed(), risk::accept_risk{"cleo", " ", tests::later}, "reason_given");
  rows.refuses("treating", assessed(), risk::control_effective{1, 3, {}}, "evidence_attached: no test shows");
  rows.refuses("treating", assessed(), risk::control_effective{4, 3, report},
               "risk_reduced: the risk was 12 and still is 12");
  rows.refuses("treating", assessed(), risk::control_effective{0, 3, report},
               "risk_reduced: cannot determine: its residual likelihood");
  rows.refuses("monitored", assessed(), risk::indicator_breached{"failed_logins", 100, report},
               "above_highest: failed_logins is within its limit");
  rows.refuses("monitored", assessed(), risk::indicator_breached{"weather", 100, report},
               "above_highest: this risk has no indicator weather");
  rows.refuses("monitored", assessed(), risk::indicator_breached{"failed_logins", 101, {}},
               "above_highest: cannot determine: where");
  rows.refuses("assessed", assessed(), risk::retire{"bob", "over"}, "not_self: the requester");
}

TEST_CASE("a risk is treated until a test shows less of it, and looked at again when it grows") {
  std::vector<std::string> heard;
  const auto opened = [&](const risk::open_actions& signal) { heard.push_back(signal.actions.front()); };
  const auto escalated = [&](const risk::escalate& signal) { heard.push_back("late: " + signal.owner.id); };
  const auto alarmed = [&](const risk::raise_alarm& signal) { heard.push_back("alarm: " + signal.indicator); };
  fairlead::table_machine<risk> it{fresh(), tests::now};
  CHECK(it.fire(risk::assess{"bob", 4, 3, report}, tests::now));
  CHECK(it.fire(plan, tests::now, fairlead::tell(opened)));
  CHECK(it.tick(tests::now + std::chrono::hours{720}, fairlead::tell(escalated)));
  CHECK(it.is<risk::assessed>());
  CHECK(it.fire(plan, tests::now + std::chrono::hours{721}, fairlead::tell(opened)));
  CHECK(it.fire(risk::control_effective{2, 3, report}, tests::now + std::chrono::hours{722}));
  CHECK(it.fire(risk::indicator_breached{"failed_logins", 500, report}, tests::now + std::chrono::hours{723},
                fairlead::tell(alarmed)));
  CHECK(it.is<risk::assessed>());
  CHECK(heard == std::vector<std::string>{"SEC-1", "late: dora", "SEC-1", "alarm: failed_logins"});
}
