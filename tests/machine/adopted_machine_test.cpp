// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/adopted_machine.hpp>

#include <algorithm>
#include <random>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <boost/msm/back/state_machine.hpp>
#include <doctest/doctest.h>

#include <fairlead/error.hpp>

#include "players.hpp"

using namespace tests::players;
using fairlead::description_of;
using fairlead::errc;

namespace {

struct jukebox : fairlead::adopt<jukebox_> {
  using p = jukebox_;
  using invariants = prove<always_passes<p::Empty, songs_::Song3, songs_::Song1>>;
};
using running_jukebox = msm::back::state_machine<jukebox_>;
using jukebox_view = fairlead::adopted_machine<jukebox, running_jukebox>;
using names = std::array<std::string_view, 2>;

constexpr const char* disk = "Abbey Road";

struct facts {
  bool readable = true;
  bool starts_itself = false;
  bool by_force = false;
};
bool holds(const fairlead::lifecycle_description& it, const fairlead::guard_description& guard, const facts& now,
           const names& states) {
  bool yes = false;
  if (!guard.scope.empty()) {
    yes = false;
    for (const std::string_view each : states) { yes = yes || it.states[it.find_state(each)] == guard.value; }
  } else {
    const std::string_view name = guard.negated ? guard.name.substr(1) : guard.name;
    REQUIRE((name == "good_disk_format" || name == "auto_start" || name == "locked"));
    yes = name == "good_disk_format" ? now.readable : (name == "auto_start" ? now.starts_itself : !now.by_force);
  }
  return yes != guard.negated;
}
// Where the adopted table says that `event` leads to.
names foretold(const names& from, std::string_view event, const facts& now) {
  const fairlead::lifecycle_description& it = description_of<jukebox>;
  names to = from;
  for (const fairlead::edge& e : it.edges) {
    const fairlead::row_description& row = it.rows[e.row];
    if (row.event->name != event) { continue; }
    const std::size_t region = it.regions[e.source];
    if (it.states[e.source]->name != from[region]) { continue; }
    bool fires = true;
    for (const auto& guard : row.guards) { fires = fires && holds(it, guard, now, from); }
    if (!fires) { continue; }
    CHECK(to[region] == from[region]);  // no two rows fire
    to[region] = it.states[e.target]->name;
  }
  return to;
}

running_jukebox playing_song_two() {
  running_jukebox it;
  it.start();
  it.process_event(cd_detected{disk});
  it.process_event(play{});
  it.process_event(next_song{});
  return it;
}

}  // namespace

TEST_CASE("an adopted table says of every event what Boost.MSM then does") {
  std::mt19937 random(11);
  running_jukebox it;
  it.start();
  const jukebox_view view(it);
  std::array<int, 9> reached{};
  for (int n = 0; n < 20'000; ++n) {
    const facts now{random() % 4 != 0, random() % 3 == 0, random() % 4 == 0};
    const names before = view.states();
    names expected = before;
    const auto step = [&](std::string_view name, const auto& event) {
      expected = foretold(before, name, now);
      it.process_event(event);
    };
    switch (random() % 8) {
      case 0:
        step("play", play{});
        break;
      case 1:
        step("stop", stop{});
        break;
      case 2:
        step("open_close", open_close{now.by_force});
        break;
      case 3:
        step("cd_detected", cd_detected{disk, now.readable, now.starts_itself});
        break;
      case 4:
        step("error_found", error_found{});
        break;
      case 5:
        step("end_error", end_error{});
        break;
      default:
        step("next_song", next_song{});
    }
    REQUIRE(view.states() == expected);
    for (const std::string_view each : expected) { ++reached[description_of<jukebox>.find_state(each)]; }
  }
  for (std::size_t s = 0; s < description_of<jukebox>.states.size(); ++s) {
    CAPTURE(description_of<jukebox>.states[s]->name);
    CHECK(reached[s] > 100);
  }
}

TEST_CASE("a running machine is looked into by the names of its front end") {
  running_jukebox it = playing_song_two();
  const jukebox_view view(it);
  CHECK(view.state() == "Playing.Song2");
  CHECK(view.states() == names{"Playing.Song2", "AllOk"});
  CHECK(view.is<songs_::Song2>());
  CHECK(view.is<jukebox_::AllOk>());
  CHECK_FALSE(view.is<jukebox_::Stopped>());
  CHECK(std::ranges::equal(view.permitted(),
                           std::vector<std::string_view>{"open_close", "stop", "error_found", "next_song"}));
}

TEST_CASE("a snapshot of a running machine is by name, with what its front end lists") {
  running_jukebox it = playing_song_two();
  const auto saved = jukebox_view(it).snapshot();
  CHECK(saved.lifecycle == "jukebox");
  CHECK(saved.state == "Playing.Song2");
  REQUIRE(saved.further_regions.size() == 1);
  CHECK(saved.further_regions[0].state == "AllOk");
  CHECK(saved.fingerprint.size() == 32);
  CHECK(saved.data.disk == disk);
  CHECK(saved.data.started == 1);
}

TEST_CASE("a machine is restored into the states and members of a snapshot, and runs no entry on the way") {
  running_jukebox old = playing_song_two();
  old.process_event(error_found{});
  running_jukebox fresh;
  const jukebox_view view(fresh);
  fresh.entered = "untouched:";
  view.restore(jukebox_view(old).snapshot());
  CHECK(fresh.entered == "untouched:");
  CHECK(view.states() == names{"Playing.Song2", "ErrorMode"});
  CHECK(fresh.disk == disk);
  fresh.process_event(stop{});
  CHECK(view.state() == "Playing.Song2");  // ErrorMode stops it
  fresh.process_event(end_error{});
  fresh.process_event(next_song{});
  CHECK(view.state() == "Playing.Song3");
  fresh.process_event(open_close{true});
  CHECK(view.state() == "Open");
  CHECK(fresh.entered == "untouched: Open");
}

TEST_CASE("a machine is not restored from a snapshot of other states, and stays as it was") {
  running_jukebox it = playing_song_two();
  const jukebox_view view(it);
  auto saved = view.snapshot();
  saved.data.disk = "other";
  saved.state = "Playing.Song9";
  CHECK_THROWS_WITH((void)view.restore(saved),
                    "lifecycle 'jukebox' has no state 'Playing.Song9'; it was saved by a program with other states");
  saved = view.snapshot();
  saved.further_regions[0].state = "Open";
  CHECK_THROWS_AS((void)view.restore(saved), fairlead::error);
  CHECK(it.disk == disk);
  CHECK(view.state() == "Playing.Song2");
}

namespace {

// A machine whose action does what the test wants.
struct hook_ : msm::front::state_machine_def<hook_> {
  struct Off : msm::front::state<> {};
  struct On : msm::front::state<> {};
  struct act {
    template <class Machine, class Source, class Target>
    void operator()(const play&, Machine& it, Source&, Target&) const {
      if (it.when_played != nullptr) { it.when_played(it); }
    }
  };
  using initial_state = Off;
  // clang-format off
  struct transition_table : mpl::vector<
    Row < Off, play, On,  act >,
    Row < On,  stop, Off      >
  > {};
  // clang-format on
  void (*when_played)(msm::back::state_machine<hook_>&) = nullptr;

  template <class Self, class Visit>
  static constexpr void for_each_field(Self&, Visit&&) {}
};
using running_hook = msm::back::state_machine<hook_>;
using hook_view = fairlead::adopted_machine<fairlead::adopt<hook_>, running_hook>;

}  // namespace

TEST_CASE("in the middle of an event there is no snapshot") {
  running_hook it;
  it.when_played = [](running_hook& machine) {
    CHECK_THROWS_AS((void)hook_view(machine).snapshot(), fairlead::error);
    CHECK(hook_view(machine).state() == "Off");
  };
  it.process_event(play{});
  CHECK(hook_view(it).snapshot().state == "On");
}

TEST_CASE("a machine that an exception has left in the middle of an event says so, and a new one takes its place") {
  running_hook it;
  const auto saved = hook_view(it).snapshot();
  it.when_played = [](running_hook&) { throw 42; };
  CHECK_THROWS_AS(it.process_event(play{}), int);
  CHECK_THROWS_WITH(
      (void)hook_view(it).snapshot(),
      "the machine of 'hook_' is in the middle of an event, or events are queued; let process_event return "
      "before a snapshot is taken, and go on with a new machine after an exception");
  running_hook other;
  hook_view(other).restore(saved);
  other.process_event(play{});
  CHECK(hook_view(other).state() == "On");
}
