// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/release/freeze_window.hpp>

#include "rows.hpp"

using fairlead::recurrence;
using fairlead::timestamp;
using fairlead::release::deploy_gate;
using fairlead::release::freeze_window;
using std::chrono::hours;

namespace {

timestamp in(int count) { return tests::now + hours{count}; }

freeze_window::data once(timestamp begins, timestamp ends) {
  freeze_window::data freeze{};
  freeze.author = "ada";
  freeze.authorities = {"ada", "dora"};
  freeze.environments = {"prod"};
  freeze.reason = "sale";
  freeze.first = {"sale", begins, ends};
  return freeze;
}
freeze_window::data daily(timestamp begins, timestamp ends) {
  auto freeze = once(begins, ends);
  freeze.recurs = recurrence::parse("FREQ=DAILY");
  return freeze;
}
// As it is once it has come into force.
freeze_window::data begun(freeze_window::data freeze) {
  freeze.current = freeze.first;
  freeze.began = freeze.first.begins;
  return freeze;
}

}  // namespace

TEST_CASE("every row of freeze_window fires, and every refusal says why") {
  tests::rows<freeze_window> rows;
  const auto running = begun(once(in(-1), in(1)));
  const auto finished = begun(once(in(-2), in(-1)));

  const auto frozen = rows.fires("planned", once(in(-1), in(1)), fairlead::deadline{}, "active");
  CHECK(frozen.data().current == deploy_gate::window{"sale", in(-1), in(1)});
  CHECK(frozen.data().began == tests::now);
  const auto ahead = rows.fires("planned", once(in(3), in(4)), fairlead::deadline{}, "planned");
  CHECK(ahead.data().current.begins == in(3));
  rows.fires("planned", once(in(-2), in(-1)), fairlead::deadline{}, "ended");
  rows.fires("planned", once(in(3), in(2)), fairlead::deadline{}, "ended");  // never begins
  CHECK(rows.fires("planned", once(in(3), in(4)), freeze_window::cancel{"dora", "no sale"}, "canceled")
            .data()
            .audit_trail.back() == "canceled by dora: no sale");
  rows.fires("active", finished, freeze_window::ended{}, "ended");
  CHECK(rows.fires("active", begun(daily(in(-2), in(-1))), freeze_window::ended{}, "planned").data().current ==
        deploy_gate::window{"sale", in(22), in(23)});
  CHECK(rows.fires("active", running, freeze_window::lifted{"dora", "sold out"}, "ended").data().audit_trail.back() ==
        "lifted by dora: sold out");
  CHECK(rows.fires("active", running, freeze_window::extended{"ada", "more", in(5)}, "active").data().current.ends ==
        in(5));
  rows.fires("active", running, fairlead::deadline{}, "ended");
  rows.complete();

  rows.refuses("planned", once(in(3), in(4)), freeze_window::cancel{"bob", "x"}, "authority: bob has no authority");
  rows.refuses("active", running, freeze_window::ended{}, "interval_over: not yet: the window sale is still active");
  rows.refuses("active", running, freeze_window::lifted{"bob", "x"}, "authority: bob has no authority");
  rows.refuses("active", running, freeze_window::lifted{"ada", "x"}, "not_self: the author may not do this");
  rows.refuses("active", running, freeze_window::lifted{"dora", " "}, "reason_given: a reason must be given");
  rows.refuses("active", running, freeze_window::extended{"bob", "x", in(5)}, "authority: bob has no authority");
  rows.refuses("active", running, freeze_window::extended{"ada", "", in(5)}, "reason_given");
  rows.refuses("active", running, freeze_window::extended{"ada", "x", in(1)}, "later_end: an extension ends later");
  rows.refuses("active", running, freeze_window::extended{"ada", "x", in(31 * 24)}, "a freeze lasts 31 days at most");
}

TEST_CASE("a window that lies ahead blocks nothing now, and says when it will") {
  timestamp armed{};
  bool frozen = false;
  const auto clock = [&](const freeze_window::rearm_timer& signal) { armed = signal.at; };
  const auto gate = [&](const freeze_window::emit_freeze& signal) { frozen = signal.cause.active(in(24)); };
  fairlead::table_machine<freeze_window> freeze{once(in(24), in(48)), tests::now};
  CHECK(freeze.tick(in(1), fairlead::tell(clock)));
  CHECK(freeze.is<freeze_window::planned>());
  CHECK(armed == in(24));
  CHECK(freeze.evaluate(fairlead::deadline{}, in(23)).to() == "planned");
  CHECK(freeze.fire(fairlead::deadline{}, armed, fairlead::tell(gate)));
  CHECK(freeze.is<freeze_window::active>());
  CHECK(frozen);
}

TEST_CASE("a freeze of every weekend comes and goes until its rule ends, and shuts the gate each time") {
  const timestamp saturday{1'792'800'000'000'000'000};  // 2026-10-24T00:00:00Z
  auto data = once(saturday, saturday + hours{48});
  data.recurs = recurrence::parse("FREQ=WEEKLY;BYDAY=SA;COUNT=3");
  fairlead::table_machine<freeze_window> freeze{std::move(data), saturday + hours{-1}};
  fairlead::table_machine<deploy_gate> gate{};
  int freezes = 0;
  timestamp at = saturday + hours{-1};
  const auto shut = [&](const freeze_window::emit_freeze& signal) {
    ++freezes;
    CHECK(gate.fire(deploy_gate::freeze{signal.cause}, at));
  };
  const auto open = [&](const freeze_window::emit_thaw& signal) {
    CHECK(signal.id == "sale");
    CHECK(gate.fire(deploy_gate::thaw{}, at));
  };
  for (; !freeze.ended() && at < saturday + hours{24 * 30}; at = at + hours{1}) {
    (void)freeze.fire(freeze_window::ended{}, at, fairlead::tell(open));
    (void)freeze.tick(at, fairlead::tell(shut));
    const auto since = (at.nanoseconds - saturday.nanoseconds) / 3'600'000'000'000;
    CHECK(gate.is<deploy_gate::frozen>() == (since >= 0 && since % 168 < 48));
  }
  CHECK(freezes == 3);
  CHECK(freeze.is<freeze_window::over>());
  CHECK(at == saturday + hours{2 * 168 + 49});
}

TEST_CASE("what a window answers about a planned time is about that time") {
  const auto nights = daily(in(10), in(12));
  CHECK(nights.occurrence_at(in(0))->begins == in(10));
  CHECK(nights.occurrence_at(in(11))->begins == in(10));
  CHECK(nights.occurrence_at(in(12))->begins == in(34));
  CHECK(nights.occurrence_at(in(24 * 365 + 11))->begins == in(24 * 365 + 10));
  const auto overlapping = daily(in(0), in(36));
  CHECK(overlapping.occurrence_at(in(35))->begins == in(0));
  CHECK(overlapping.occurrence_at(in(36))->begins == in(24));
  CHECK_FALSE(once(in(1), in(1)).occurrence_at(in(1)));
  const auto always = once({INT64_MIN}, {INT64_MAX});
  CHECK(always.occurrence_at(in(0))->active(in(0)));
  CHECK_FALSE(daily({INT64_MIN}, {INT64_MAX}).occurrence_at({INT64_MAX}));
}
