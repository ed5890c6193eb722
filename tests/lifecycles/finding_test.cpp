// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/verify/finding.hpp>

#include "rows.hpp"

using fairlead::verify::finding;

namespace {

using status = finding::determination;
using why = finding::vex_justification;

const fairlead::evidence report{"https://security.example/17", {}};
constexpr auto absent = why::vulnerable_code_not_present;

finding::data fresh() {
  finding::data data{};
  data.vulnerability = "CVE-2024-3094";
  data.product = "pkg:deb/xz-utils@5.6.0";
  data.version = "5.6.0";
  data.severity = finding::severity::critical;
  data.author = "ada";
  data.requester = "bob";
  data.risk_owners = {"ada", "cleo"};
  return data;
}
finding::data accepted() {
  auto data = fresh();
  data.accepted = finding::acceptance{"cleo", "isolated", tests::later};
  return data;
}

}  // namespace

TEST_CASE("every row of finding fires, and every refusal says why") {
  tests::rows<finding> rows;
  CHECK(rows.fires("under_investigation", fresh(),
                   finding::determined{"dora", status::affected, why::none, "downgrade to 5.4.6", "", report},
                   "affected")
            .data()
            .action_statement == "downgrade to 5.4.6");
  CHECK(rows.fires("under_investigation", fresh(),
                   finding::determined{"dora", status::not_affected, absent, "", "", report}, "not_affected")
            .data()
            .justification == absent);
  CHECK(rows.fires("under_investigation", fresh(),
                   finding::determined{"dora", status::fixed, why::none, "", "5.6.2", report}, "fixed")
            .data()
            .fixed_version == "5.6.2");
  CHECK(rows.fires("under_investigation", fresh(), fairlead::deadline{}, "affected")
            .data()
            .action_statement.find("treat pkg:deb/xz-utils@5.6.0 as affected") != std::string::npos);
  rows.fires("affected", fresh(), finding::fix_verified{"5.6.2", report}, "fixed");
  CHECK(
      rows.fires("affected", fresh(), finding::accept_risk{"cleo", "isolated", tests::later}, "risk_accepted").data() ==
      accepted());
  CHECK(rows.fires("affected", fresh(), finding::disproved{"dora", absent, report}, "not_affected")
            .data()
            .justification == absent);
  rows.fires("affected", fresh(), fairlead::deadline{}, "affected");
  CHECK(rows.fires("risk_accepted", accepted(), finding::acceptance_expired{}, "affected").data() == fresh());
  CHECK(rows.fires("risk_accepted", accepted(), fairlead::deadline{}, "affected").data() == fresh());
  CHECK_FALSE(rows.fires("risk_accepted", accepted(), finding::fix_verified{"5.6.2", report}, "fixed").data().accepted);
  CHECK(
      rows.fires("not_affected", fresh(), finding::new_evidence{report}, "under_investigation").data().reports.size() ==
      1);
  CHECK(rows.fires("fixed", fresh(), finding::regressed{"5.7.0", report}, "affected").data().version == "5.7.0");
  CHECK(rows.fires("fixed", fresh(), finding::regressed{"", report}, "affected").data().version == "5.6.0");
  rows.fires("not_affected", fresh(), finding::product_retired{}, "archived");
  rows.complete();

  rows.refuses("under_investigation", fresh(),
               finding::determined{"dora", status::affected, why::none, " ", "", report},
               "action_statement: say what users of an affected product should do");
  rows.refuses("under_investigation", fresh(),
               finding::determined{"dora", status::not_affected, why::none, "", "", report},
               "justification: say why the product is not affected");
  rows.refuses("under_investigation", fresh(), finding::determined{"dora", status::not_affected, absent, "", "", {}},
               "justification: the justification refers to nothing");
  rows.refuses("under_investigation", fresh(),
               finding::determined{"dora", status::fixed, why::none, "", "5.6.0", report},
               "fixed_version: the version 5.6.0 does not follow 5.6.0");
  rows.refuses("affected", fresh(), finding::fix_verified{"soon", report}, "not a semantic version");
  rows.refuses("affected", fresh(), finding::fix_verified{"5.6.2", {}}, "no report shows that it is fixed");
  rows.refuses("affected", fresh(), finding::accept_risk{"bob", "fine", tests::later},
               "risk_owner: bob does not answer for the risks");
  rows.refuses("affected", fresh(), finding::accept_risk{{"cleo", {}, true}, "fine", tests::later},
               "risk_owner: a robot answers for no risk");
  rows.refuses("affected", fresh(), finding::accept_risk{"ada", "fine", tests::later}, "not_self: the author");
  rows.refuses("affected", fresh(), finding::accept_risk{"cleo", "fine", {}}, "has_expiry: an acceptance must say");
  rows.refuses("affected", fresh(), finding::accept_risk{"cleo", "", tests::later}, "reason_given");
  rows.refuses("affected", fresh(), finding::disproved{"bob", absent, report}, "not_self: the requester");
  rows.refuses("affected", fresh(), finding::disproved{"dora", why::none, report}, "justification: say why");
}

TEST_CASE("the graver a finding is, the shorter its risk may be accepted") {
  using enum finding::severity;
  for (const auto& [severity, days] : {std::pair(low, 180), {medium, 90}, {high, 30}, {critical, 15}}) {
    auto data = fresh();
    data.severity = severity;
    const auto until = tests::now + std::chrono::hours{24 * days};
    auto at_most = tests::in_state<finding>("affected", data);
    CHECK(at_most.fire(finding::accept_risk{"cleo", "isolated", until}, tests::now));
    auto longer = tests::in_state<finding>("affected", data);
    const auto refused =
        longer.fire(finding::accept_risk{"cleo", "isolated", until + std::chrono::seconds{1}}, tests::now);
    CHECK(refused.reason().find("for " + std::to_string(days) + " days at most") != std::string::npos);
  }
}

TEST_CASE("a finding tells users where they stand, and somebody when nothing is done") {
  finding::emit_vex heard{};
  std::string escalated;
  const auto vex = [&](const finding::emit_vex& signal) { heard = signal; };
  const auto escalate = [&](const finding::escalate& signal) { escalated = signal.vulnerability; };
  auto it = tests::in_state<finding>("under_investigation", fresh());
  CHECK(it.fire(finding::determined{"dora", status::affected, why::none, "downgrade", "", report}, tests::now,
                fairlead::tell(vex)));
  CHECK(heard.status == status::affected);
  CHECK(heard.action_statement == "downgrade");
  CHECK(it.tick(tests::now + std::chrono::hours{168}, fairlead::tell(escalate)));
  CHECK(escalated == "CVE-2024-3094");
  auto other = it;
  CHECK(other.fire(finding::disproved{"dora", absent, report}, tests::now, fairlead::tell(vex)));
  CHECK(heard.status == status::not_affected);
  CHECK(heard.justification == absent);
  CHECK(it.fire(finding::fix_verified{"5.6.2", report}, tests::now, fairlead::tell(vex)));
  CHECK(heard.status == status::fixed);
  CHECK(heard.fixed_version == "5.6.2");
}
