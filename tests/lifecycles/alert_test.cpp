// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/monitor/alert.hpp>

#include <chrono>
#include <limits>

#include "rows.hpp"

using fairlead::monitor::alert;

namespace {

alert::data latency() {
  alert::data data{};
  data.rule = "latency";
  data.service = "shop";
  data.threshold = 500;
  return data;
}
alert::data at_once() {
  alert::data data = latency();
  data.for_seconds = 0;
  return data;
}
alert::data muted() {
  alert::data data = latency();
  data.firing_since = tests::earlier;
  data.muted = alert::muting{"ada", "known", tests::later};
  return data;
}
alert::reading value(double milliseconds, fairlead::timestamp taken = tests::now) {
  return {milliseconds, taken, {"query", {}}};
}
struct hearing {
  std::vector<std::string>& said;
  void operator()(const alert::notify& signal) const { said.push_back("notify " + signal.rule); }
  void operator()(const alert::renotify& signal) const { said.push_back("renotify " + signal.rule); }
  void operator()(const alert::notify_resolved& signal) const { said.push_back("resolved " + signal.rule); }
};

}  // namespace

TEST_CASE("every row of alert fires, and every refusal says why") {
  tests::rows<alert> rows;
  const auto first = rows.fires("inactive", at_once(), alert::condition_true{value(501)}, "firing").data();
  CHECK(first.last == value(501));
  CHECK(first.firing_since == tests::now);
  rows.fires("inactive", latency(), alert::condition_true{value(501)}, "pending");
  rows.fires("pending", latency(), alert::condition_false{value(500)}, "inactive");
  rows.fires("pending", latency(), fairlead::deadline{}, "firing");
  CHECK_FALSE(rows.fires("firing", first, alert::condition_false{value(1)}, "inactive").data().firing_since);
  const auto silent = rows.fires("firing", latency(), alert::silence{"ada", "known", tests::later}, "silenced").data();
  CHECK(silent.muted == alert::muting{"ada", "known", tests::later});
  rows.fires("firing", latency(), fairlead::deadline{}, "firing");
  CHECK_FALSE(rows.fires("silenced", muted(), alert::condition_false{value(1)}, "inactive").data().muted);
  const auto again = rows.fires("silenced", muted(), fairlead::deadline{}, "firing").data();
  CHECK_FALSE(again.muted);
  CHECK(again.firing_since == tests::earlier);
  for (const char* from : {"inactive", "pending", "firing", "silenced"}) {
    rows.fires(from, latency(), alert::rule_removed{}, "retired");
  }
  rows.complete();

  const double none = std::numeric_limits<double>::quiet_NaN();
  rows.refuses("inactive", latency(), alert::condition_true{value(500)}, "crosses: 500.000000 is not above 500.000000");
  rows.refuses("inactive", latency(), alert::condition_true{value(none)}, "value_known: cannot determine: the value");
  rows.refuses("firing", latency(), alert::condition_false{value(none)}, "the value: there is none");
  rows.refuses("firing", latency(), alert::condition_false{value(501)}, "501.000000 is above 500.000000");
  rows.refuses("firing", latency(), alert::condition_false{value(1, tests::earlier)}, "older than 300 seconds");
  rows.refuses("firing", latency(), alert::condition_false{value(1, tests::later)}, "from the future");
  rows.refuses("firing", latency(), alert::silence{"ada", "known", tests::now},
               "has_expiry: it must be said until when");
  rows.refuses("firing", latency(), alert::silence{"ada", "known", tests::now + std::chrono::hours{25}},
               "has_expiry: this may last 24 hours at most");
  rows.refuses("firing", latency(), alert::silence{"ada", "", tests::later}, "reason_given: a reason must be given");
}

TEST_CASE("an alert may also fire below its threshold") {
  alert::data space = at_once();
  space.fires = alert::comparison::below;
  tests::rows<alert> rows;
  rows.fires("inactive", space, alert::condition_true{value(499)}, "firing");
  rows.refuses("inactive", space, alert::condition_true{value(500)}, "is not below");
}

TEST_CASE("an alert fires once its condition has held, is silenced for a while, and resolves") {
  std::vector<std::string> said;
  const hearing ear{said};
  const auto listen = fairlead::tell(ear);
  fairlead::table_machine<alert> it{latency(), tests::now};
  auto time = tests::now;
  CHECK(it.fire(alert::condition_true{value(900, time)}, time, listen));
  CHECK_FALSE(it.tick(time + std::chrono::minutes{4}, listen));
  time = time + std::chrono::minutes{5};
  CHECK(it.tick(time, listen));
  CHECK(it.is<alert::firing>());
  time = time + std::chrono::hours{4};
  CHECK(it.tick(time, listen));
  CHECK(it.fire(alert::silence{"ada", "rolling back", time + std::chrono::hours{1}}, time, listen));
  time = time + std::chrono::hours{1};
  CHECK(it.fire(fairlead::deadline{}, time, listen));
  CHECK(it.fire(alert::condition_false{value(90, time)}, time, listen));
  CHECK(it.is<alert::inactive>());
  CHECK(said == std::vector<std::string>{"notify latency", "renotify latency", "notify latency", "resolved latency"});
}
