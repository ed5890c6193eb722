// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/verify/check_run.hpp>

#include "rows.hpp"

using fairlead::verify::check_run;

namespace {

const fairlead::digest contents = tests::content('a');
const fairlead::digest other = tests::content('b');

check_run::data unit() {
  check_run::data data{};
  data.check = "unit";
  data.subject = contents;
  data.applies_to = {"src/", "tests/"};
  return data;
}
check_run::report report(std::uint32_t passing, std::uint32_t failing) {
  return {contents, passing, failing, 0, {"https://ci.example/7", {}}};
}

}  // namespace

TEST_CASE("every row of check_run fires, and every refusal says why") {
  using enum check_run::result;
  tests::rows<check_run> rows;
  CHECK(rows.fires("pending", unit(), check_run::check_started{contents, "linux"}, "running").data().environment ==
        "linux");
  CHECK(rows.fires("pending", unit(), check_run::skip{"ada", {"docs/index.md"}, "documents only"}, "skipped")
            .data()
            .reason == "documents only");
  rows.fires("pending", unit(), fairlead::deadline{}, "timed_out");
  CHECK(rows.fires("running", unit(), check_run::check_finished{success, report(9, 0), ""}, "passed").data().report ==
        report(9, 0));
  CHECK(rows.fires("running", unit(), check_run::check_finished{failure, report(8, 1), ""}, "failed")
            .data()
            .report.failing == 1);
  CHECK(rows.fires("running", unit(), check_run::check_finished{error, {}, "no memory"}, "errored").data().reason ==
        "no memory");
  rows.fires("running", unit(), check_run::check_finished{inconclusive, report(0, 0), ""}, "inconclusive");
  rows.fires("running", unit(), fairlead::deadline{}, "timed_out");
  rows.fires("pending", unit(), check_run::cancel{"ada", "superseded"}, "canceled");
  rows.fires("running", unit(), check_run::cancel{"ada", "superseded"}, "canceled");
  rows.complete();

  rows.refuses("pending", unit(), check_run::check_started{other, "linux"},
               "subject_digest_bound: the check runs on " + other.abbreviated());
  rows.refuses("pending", {}, check_run::check_started{contents, "linux"},
               "subject_digest_bound: the digest of what is to be checked is not known");
  rows.refuses("pending", unit(), check_run::skip{"ada", {"docs/a", "src/a.cpp"}, "quick"},
               "not_applicable: the check unit is about src/a.cpp");
  rows.refuses("pending", unit(), check_run::skip{"ada", {}, "quick"}, "what has changed");
  rows.refuses("pending", unit(), check_run::skip{"ada", {"docs/a"}, " "}, "reason_given: a reason must be given");
  auto always = unit();
  always.applies_to.clear();
  rows.refuses("pending", always, check_run::skip{"ada", {"docs/a"}, "quick"},
               "not_applicable: the check unit always applies");
  rows.refuses("running", unit(), check_run::check_finished{success, report(8, 1), ""},
               "report_agrees: the report has 1 failures");
  rows.refuses("running", unit(), check_run::check_finished{success, report(0, 0), ""}, "nothing was checked");
  rows.refuses("running", unit(), check_run::check_finished{success, {contents, 9, 0, 0, {}}, ""},
               "a success must refer to its report");
  auto foreign = report(9, 0);
  foreign.subject = other;
  rows.refuses("running", unit(), check_run::check_finished{success, foreign, ""},
               "the report is of " + other.abbreviated());
}

TEST_CASE("a check run tells when it begins and when it is left out") {
  std::string heard;
  const auto started = [&](const check_run::emit_testsuiterun_started& signal) {
    heard = signal.check + " in " + signal.environment;
  };
  const auto skipped = [&](const check_run::emit_testcaserun_skipped& signal) { heard = signal.reason; };
  auto run = tests::in_state<check_run>("pending", unit());
  CHECK(run.fire(check_run::check_started{contents, "linux"}, tests::now, fairlead::tell(started)));
  CHECK(heard == "unit in linux");
  auto left_out = tests::in_state<check_run>("pending", unit());
  CHECK(left_out.fire(check_run::skip{"ada", {"docs/a"}, "documents only"}, tests::now, fairlead::tell(skipped)));
  CHECK(heard == "documents only");
}

TEST_CASE("a check that never reports times out") {
  auto run = tests::in_state<check_run>("running", unit());
  CHECK(run.tick(tests::now + std::chrono::hours{4}));
  CHECK(run.is<check_run::timed_out>());
}
