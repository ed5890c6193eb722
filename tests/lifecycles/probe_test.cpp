// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/monitor/probe.hpp>

#include "rows.hpp"

using fairlead::monitor::probe;

namespace {

constexpr auto ok = probe::answer::ok;
constexpr auto bad = probe::answer::bad;

probe::data seen(std::vector<probe::answer> recent) {
  probe::data data{};
  data.target = "https://shop/health";
  data.environment = "prod";
  data.recent = std::move(recent);
  data.last_taken = tests::earlier;
  return data;
}
probe::sample answered(probe::answer result, fairlead::timestamp taken = tests::now) {
  return {result, taken, 100, {"log", {}}};
}
probe::data paused() {
  probe::data data = seen({ok, bad});
  data.pause = probe::pausing{"ada", "moving", tests::later};
  return data;
}
struct hearing {
  std::vector<std::string>& said;
  void operator()(const probe::raise_down& signal) const { said.push_back("down " + signal.environment); }
  void operator()(const probe::raise_no_data& signal) const { said.push_back("no data " + signal.environment); }
  void operator()(const probe::clear& signal) const { said.push_back("clear " + signal.environment); }
  void operator()(const probe::renotify& signal) const { said.push_back("still " + signal.environment); }
};

}  // namespace

TEST_CASE("every row of probe fires, and every refusal says why") {
  tests::rows<probe> rows;
  CHECK(rows.fires("unknown", seen({ok}), answered(ok), "up").data().recent.empty());
  CHECK(rows.fires("unknown", seen({}), answered(ok), "unknown").data().recent == std::vector{ok});
  CHECK(rows.fires("unknown", seen({bad, ok, bad}), answered(bad), "down").data().recent.empty());
  CHECK(rows.fires("unknown", seen({bad}), answered(bad), "unknown").data().recent == std::vector{bad, bad});
  rows.fires("unknown", seen({}), fairlead::deadline{}, "down");
  CHECK(rows.fires("up", seen({}), answered(ok), "up").data().last_taken == tests::now);
  rows.fires("up", seen({bad, bad, bad}), answered(bad), "suspect");
  rows.fires("suspect", seen({bad, bad}), answered(ok), "up");
  rows.fires("suspect", seen({bad}), answered(bad), "suspect");
  rows.fires("suspect", seen({bad, bad}), answered(bad), "down");
  rows.fires("suspect", seen({bad}), fairlead::deadline{}, "down");
  rows.fires("down", seen({ok, bad}), answered(ok), "up");
  rows.fires("down", seen({ok, bad, bad}), answered(ok), "down");
  rows.fires("down", seen({}), answered(bad), "down");
  rows.fires("down", seen({}), fairlead::deadline{}, "down");
  for (const char* from : {"unknown", "up", "suspect", "down"}) {
    const auto data = rows.fires(from, seen({}), probe::pause{"ada", "moving", tests::later}, "paused").data();
    CHECK(data.pause == probe::pausing{"ada", "moving", tests::later});
  }
  const auto resumed = rows.fires("paused", paused(), probe::resume{"ada"}, "unknown").data();
  CHECK_FALSE(resumed.pause);
  CHECK(resumed.recent.empty());
  CHECK_FALSE(rows.fires("paused", paused(), fairlead::deadline{}, "unknown").data().pause);
  for (const char* from : {"unknown", "up", "suspect", "down", "paused"}) {
    rows.fires(from, seen({}), probe::retire{"ada"}, "retired");
  }
  rows.complete();

  for (const char* from : {"unknown", "up", "suspect", "down"}) {
    rows.refuses(from, seen({}), answered(ok, tests::later), "new_sample: the sample is said to be from the future");
    rows.refuses(from, seen({}), answered(bad, tests::earlier), "new_sample: a sample as new as this");
    rows.refuses(from, seen({}), probe::sample{ok, tests::now, 1001, {}},
                 "answers_in_time: an answer after 1001 ms is bad: the limit is 1000 ms");
    rows.refuses(from, seen({}), probe::pause{"ada", "moving", tests::now}, "has_expiry: it must be said until when");
    rows.refuses(from, seen({}), probe::pause{"ada", "moving", tests::now + std::chrono::hours{25}},
                 "has_expiry: this may last 24 hours at most");
    rows.refuses(from, seen({}), probe::pause{"ada", "", tests::later}, "reason_given: a reason must be given");
  }
}

TEST_CASE("only the last M samples count, and none from before the last verdict") {
  const auto leads = [](std::string_view from, std::vector<probe::answer> recent, probe::answer next) {
    auto it = tests::in_state<probe>(from, seen(std::move(recent)));
    REQUIRE(it.fire(answered(next), tests::now));
    return std::string(it.state());
  };
  CHECK(leads("suspect", {bad, bad, ok, ok, ok, bad}, bad) == "suspect");
  CHECK(leads("suspect", {bad, bad, ok, ok, bad}, bad) == "down");
  CHECK(leads("down", {ok, bad, bad}, ok) == "down");
  CHECK(leads("down", {bad, ok, bad}, ok) == "up");
  probe::data long_ago = seen(std::vector(5, ok));
  auto it = tests::in_state<probe>("up", long_ago);
  REQUIRE(it.fire(answered(bad), tests::now));
  CHECK(it.data().recent == std::vector{ok, ok, ok, ok, bad});
}

TEST_CASE("a target that fails for a while is suspected, down, and up again only when it answers repeatedly") {
  std::vector<std::string> said;
  const hearing ear{said};
  const auto listen = fairlead::tell(ear);
  fairlead::table_machine<probe> it{seen({}), tests::now};
  auto time = tests::now;
  std::string way;
  for (const auto result : {ok, ok, bad, ok, bad, bad, ok, bad, ok, ok, bad}) {
    time = time + std::chrono::seconds{30};
    REQUIRE(it.fire(answered(result, time), time, listen));
    way += it.state()[0];
  }
  CHECK(way == "uususddduus");  // the first letters of the states
  CHECK(it.is<probe::suspect>());
  CHECK(it.tick(time + std::chrono::minutes{5}, listen));
  CHECK(it.is<probe::down>());
  CHECK(it.tick(time + std::chrono::minutes{65}, listen));
  CHECK(said == std::vector<std::string>{"down prod", "clear prod", "no data prod", "still prod"});
}
