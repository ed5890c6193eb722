// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/monitor/error_budget.hpp>

#include "rows.hpp"

using fairlead::monitor::error_budget;
using samples = std::vector<error_budget::sample>;

namespace {

// The last `minutes` minutes before `end`, in samples of five minutes with 1000 requests each, of which
// `bad_of(minutes before the end)` are bad.
template <class Bad>
samples counted(int minutes, Bad bad_of, fairlead::timestamp end = tests::now) {
  samples all;
  for (int before = minutes; before > 0; before -= 5) {
    const auto begins = end + std::chrono::minutes{-before};
    all.push_back({begins, begins + std::chrono::minutes{5}, 1000, bad_of(before)});
  }
  return all;
}
samples steady(int minutes, std::uint64_t bad, fairlead::timestamp end = tests::now) {
  return counted(
      minutes, [&](int) { return bad; }, end);
}

constexpr int four_weeks = 28 * 24 * 60;
const fairlead::evidence query{"prometheus", {}};

error_budget::data shop() {
  error_budget::data data{};
  data.slo = "availability";
  data.service = "shop";
  data.environment = "prod";
  data.since = fairlead::timestamp{-1'000'000'000'000'000'000};
  return data;
}
error_budget::data recovered(std::chrono::minutes ago) {
  error_budget::data data = shop();
  data.recovering_since = tests::now + -ago;
  return data;
}

struct hearing {
  std::vector<std::string>& said;
  void operator()(const error_budget::emit_freeze& signal) const { said.push_back("freeze " + signal.environment); }
  void operator()(const error_budget::emit_thaw& signal) const { said.push_back("thaw " + signal.environment); }
  void operator()(const error_budget::notify& signal) const { said.push_back("notify " + signal.service); }
  void operator()(const error_budget::reevaluate& signal) const { said.push_back("look at " + signal.slo); }
};

}  // namespace

TEST_CASE("every row of error_budget fires, and every refusal says why") {
  tests::rows<error_budget> rows;
  const auto calm = steady(four_weeks, 0);
  const auto spent = steady(four_weeks, 1);

  auto burning = rows.fires("healthy", shop(), error_budget::burn_rate_high{steady(4320, 20), query}, "burning");
  CHECK(burning.data().last.at == tests::now);
  CHECK(burning.data().last.source == query);
  rows.fires("burning", shop(), error_budget::burn_rate_normal{calm, query}, "healthy");
  rows.fires("burning", shop(), fairlead::deadline{}, "burning");
  for (const char* from : {"healthy", "burning", "recovering"}) {
    CHECK(rows.fires(from, shop(), error_budget::budget_exhausted{spent, query}, "exhausted")
              .data()
              .last.remaining_percent == 0);
  }
  const auto begun = rows.fires("exhausted", shop(), error_budget::budget_positive{calm, query}, "recovering").data();
  CHECK(begun.recovering_since == tests::now);
  CHECK(begun.last.remaining_percent == 100);
  rows.fires("exhausted", shop(), fairlead::deadline{}, "exhausted");
  rows.fires("recovering", recovered(std::chrono::hours{24}), error_budget::window_clean{calm, query}, "healthy");
  rows.fires("recovering", shop(), fairlead::deadline{}, "recovering");
  for (const char* from : {"healthy", "burning", "exhausted", "recovering"}) {
    rows.fires(from, shop(), error_budget::slo_retired{"ada", "replaced"}, "retired");
  }
  rows.complete();

  rows.refuses("healthy", shop(), error_budget::burn_rate_high{calm, query}, "burns_fast: no rule's burn rate");
  rows.refuses("healthy", shop(), error_budget::burn_rate_high{{}, query},
               "burns_fast: cannot determine: samples that cover");
  rows.refuses("burning", shop(), error_budget::burn_rate_normal{steady(60, 0), query},
               "windows_measured: cannot determine: samples that cover the last 360 minutes without a hole");
  rows.refuses("burning", shop(), error_budget::burn_rate_normal{steady(4320, 20), query},
               "over 60 and 5 minutes the budget burns at least 14.4 times too fast");
  rows.refuses("healthy", shop(), error_budget::budget_exhausted{calm, query}, "budget_spent: 100 % of the budget");
  rows.refuses("healthy", shop(), error_budget::budget_exhausted{steady(60, 9), query},
               "budget_spent: cannot determine: samples that");
  const auto nearly = counted(four_weeks, [](int before) { return before % 100 < 95 ? 1U : 0U; });
  rows.refuses("exhausted", shop(), error_budget::budget_positive{nearly, query},
               "remaining_above_hysteresis: 4 % of the budget remain, 10 % are needed");
  rows.refuses("exhausted", shop(), error_budget::budget_positive{steady(60, 0), query},
               "remaining_above_hysteresis: cannot determine: samples that cover");
  rows.refuses("recovering", recovered(std::chrono::hours{23}), error_budget::window_clean{calm, query},
               "stayed_clean: not yet: recovery has not lasted long enough");
  rows.refuses("recovering", recovered(std::chrono::hours{24}), error_budget::window_clean{steady(60, 0), query},
               "stayed_clean: cannot determine: samples that cover the last 1440 minutes");
  const auto relapse = counted(four_weeks, [](int before) { return before <= 1440 ? 1U : 0U; });
  rows.refuses("recovering", recovered(std::chrono::hours{24}), error_budget::window_clean{relapse, query},
               "stayed_clean: the budget burns faster than it may");
  const auto tired = counted(four_weeks, [](int before) { return before > 1440 ? 1U : 0U; });
  rows.refuses("recovering", recovered(std::chrono::hours{24}), error_budget::window_clean{tired, query},
               "remaining_above_hysteresis: 3 % of the budget remain");
  rows.refuses("healthy", shop(), error_budget::slo_retired{"ada", ""}, "reason_given: a reason must be given");
}

TEST_CASE("a burn is fast only while it is fast over the long and over the short window of a rule") {
  const auto fires = [](const samples& seen, const error_budget::data& data = shop()) {
    return static_cast<bool>(
        tests::in_state<error_budget>("healthy", data).fire(error_budget::burn_rate_high{seen, query}, tests::now));
  };
  CHECK(fires(steady(60, 15)));  // 15 times too fast for an hour: the first rule
  CHECK_FALSE(fires(steady(60, 14)));
  CHECK(fires(steady(360, 6)));  // exactly 6 times: the second
  CHECK_FALSE(fires(steady(360, 5)));
  CHECK(fires(steady(4320, 1)));  // as fast as allowed for three days: the third
  CHECK(fires(counted(4320, [](int before) { return before <= 360 ? 12U : 0U; })));
  CHECK_FALSE(fires(counted(4320, [](int before) { return before > 360 ? 12U : 0U; })));
  CHECK_FALSE(fires(counted(60, [](int before) { return before > 5 ? 20U : 0U; })));   // it is over
  CHECK_FALSE(fires(counted(60, [](int before) { return before <= 5 ? 90U : 0U; })));  // it has just begun

  error_budget::data strict = shop();
  strict.rules = {{60, 5, 10}};
  strict.objective.allowed_bad_per_million = 0;
  CHECK(fires(counted(60, [](int before) { return before == 5 ? 1U : 0U; }), strict));
  CHECK_FALSE(fires(steady(60, 0), strict));
}

TEST_CASE("samples with holes, overlaps, a future or a past decide nothing") {
  const auto refused = [](const samples& seen) {
    auto healthy = tests::in_state<error_budget>("healthy", shop());
    return healthy.fire(error_budget::burn_rate_high{seen, query}, tests::now).reason();
  };
  auto broken = steady(60, 20);
  broken.erase(broken.begin() + 4);
  CHECK(refused(broken).find("cover both windows") != std::string::npos);
  broken = steady(60, 20);
  broken[4].ends = broken[5].ends;
  CHECK(refused(broken).find("cover both windows") != std::string::npos);
  broken = steady(60, 20);
  broken.back().bad = 1001;
  CHECK(refused(broken).find("cover both windows") != std::string::npos);
  CHECK_FALSE(refused(steady(60, 20, tests::now + std::chrono::minutes{5})).empty());
  CHECK_FALSE(refused(steady(60, 20, tests::now + std::chrono::minutes{-5})).empty());
  CHECK(refused(steady(60, 20, tests::now + std::chrono::minutes{-1})).empty());
}

TEST_CASE("what was measured from the beginning of measuring is complete") {
  error_budget::data young = shop();
  young.since = tests::now + std::chrono::hours{-1};
  auto healthy = tests::in_state<error_budget>("healthy", young);
  CHECK(healthy.fire(error_budget::budget_exhausted{steady(60, 9), query}, tests::now));
  CHECK(healthy.data().last.remaining_percent == -801);
}

TEST_CASE("by slices of time, one bad minute counts as one, however many requests fell into it") {
  error_budget::data slices = shop();
  slices.since = tests::now + std::chrono::hours{-10};
  slices.objective.method = error_budget::budgeting::timeslices;
  slices.objective.allowed_bad_per_million = 10'000;
  const auto tolerable = steady(600, 50);
  const auto outage = counted(600, [](int before) { return before <= 10 ? 900U : 0U; });
  auto healthy = tests::in_state<error_budget>("healthy", slices);
  CHECK_FALSE(healthy.fire(error_budget::budget_exhausted{tolerable, query}, tests::now));
  CHECK(healthy.fire(error_budget::budget_exhausted{outage, query}, tests::now));
  CHECK(healthy.data().last.remaining_percent == -67);
}

TEST_CASE("a spent budget freezes the environment until it has recovered, and stayed so") {
  std::vector<std::string> said;
  const hearing ear{said};
  const auto listen = fairlead::tell(ear);

  fairlead::table_machine<error_budget> budget{shop(), tests::now};
  auto time = tests::now;
  CHECK(budget.fire(error_budget::burn_rate_high{steady(360, 20, time), query}, time, listen));
  time = time + std::chrono::hours{2};
  CHECK(budget.fire(error_budget::budget_exhausted{steady(four_weeks, 2, time), query}, time, listen));
  CHECK_FALSE(budget.fire(error_budget::window_clean{steady(four_weeks, 0, time), query}, time, listen));
  time = time + std::chrono::hours{24 * 27};
  const auto mended = counted(
      four_weeks, [](int before) { return before > 27 * 1440 ? 2U : 0U; }, time);
  CHECK(budget.fire(error_budget::budget_positive{mended, query}, time, listen));
  const auto early = budget.fire(error_budget::window_clean{mended, query}, time, listen);
  CHECK(early.reason().find("recovery has not lasted") != std::string::npos);
  time = time + std::chrono::hours{24};
  CHECK(budget.tick(time, listen));
  CHECK(budget.fire(error_budget::window_clean{steady(four_weeks, 0, time), query}, time, listen));
  CHECK(budget.is<error_budget::healthy>());
  CHECK(said == std::vector<std::string>{"notify shop", "freeze prod", "look at availability", "thaw prod"});
}
