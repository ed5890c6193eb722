// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/adopt.hpp>

#include <algorithm>

#include <boost/any.hpp>
#include <boost/msm/front/euml/operator.hpp>
#include <boost/msm/front/internal_row.hpp>
#include <doctest/doctest.h>

#include <fairlead/model/diagram.hpp>
#include <fairlead/model/fingerprint.hpp>
#include <fairlead/model/reading.hpp>

#include "players.hpp"

using namespace tests::players;
using fairlead::adopt;
using fairlead::description_of;
using fairlead::member_function;

namespace {

// Every edge as a line: "Empty cd_detected [good_disk_format, !auto_start] Stopped / store_cd_info".
template <class Lifecycle>
std::vector<std::string> edges() {
  std::vector<std::string> lines;
  const fairlead::lifecycle_description& it = description_of<Lifecycle>;
  for (const fairlead::edge& e : it.edges) {
    const fairlead::row_description& row = it.rows[e.row];
    std::string line = std::string(it.states[e.source]->name) + " " + std::string(row.event->name);
    std::string_view separator = " [";
    for (const auto& guard : row.guards) {
      line.append(separator).append(guard.name);
      separator = ", ";
    }
    line += std::string(row.guards.empty() ? " " : "] ") + (e.stays ? "stays" : std::string(it.states[e.target]->name));
    separator = " / ";
    for (const auto& action : row.actions) {
      line.append(separator).append(action.name);
      separator = ", ";
    }
    lines.push_back(line);
  }
  return lines;
}
bool contains(const std::vector<std::string>& lines, const char* line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

struct basic : adopt<basic_> {
  using p = basic_;
  using invariants = prove<always_passes<p::Empty, p::Paused, p::Playing>, no_edge<p::Open, p::Stopped>,
                           exits_only_to<p::Open, p::Empty>, entry_requires<p::Empty, on<open_close>>,
                           never_accepts<p::Open, play>, event_leads_only_to<cd_detected, p::Stopped, p::Playing>,
                           holds_initially<fairlead::ctl::ag<fairlead::ctl::ef<fairlead::ctl::at<p::Empty>>>>>;
};
static_assert(fairlead::holds<basic>);
static_assert(fairlead::holds<adopt<functor_>>);
static_assert(fairlead::holds<adopt<jukebox_>>);
static_assert(!fairlead::proves<basic, fairlead::no_path<basic_::Empty, basic_::Paused>>);
static_assert(fairlead::proves<basic, fairlead::no_edge<basic_::Empty, basic_::Paused>>);
static_assert(
    !fairlead::proves<basic, fairlead::entry_requires<basic_::Stopped, member_function<&basic_::good_disk_format>>>);
static_assert(fairlead::has_state<basic, basic_::Empty> && !fairlead::has_state<basic, jukebox_::Empty>);
static_assert(fairlead::description_of<adopt<basic_>>.name == "basic_");

struct jukebox : adopt<jukebox_> {
  using p = jukebox_;
  using invariants =
      prove<always_passes<p::Empty, songs_::Song3, songs_::Song1>, entry_requires<p::ErrorMode, on<error_found>>,
            holds_initially<fairlead::ctl::ag<fairlead::ctl::ef<fairlead::ctl::at<p::AllOk>>>>>;
};
static_assert(fairlead::holds<jukebox>);

}  // namespace

TEST_CASE("functor rows and basic rows of one machine are adopted as one table") {
  CHECK(edges<basic>() == edges<adopt<functor_>>());
  CHECK(edges<basic>().size() == 13);
}

TEST_CASE("where several rows may fit, those above have the guards of those below negated, as MSM asks them") {
  const auto lines = edges<basic>();
  CHECK(contains(lines, "Empty cd_detected [good_disk_format, !auto_start] Stopped / store_cd_info"));
  CHECK(contains(lines, "Empty cd_detected [auto_start] Playing / store_cd_info"));
}

TEST_CASE("an adopted front end is drawn, compared and listed by name") {
  const auto& it = description_of<jukebox>;
  CHECK(fairlead::diagram(it, fairlead::diagram_format::plantuml).find("state \"Playing.Song1\" as ") !=
        std::string::npos);
  CHECK(fairlead::diagram(it, fairlead::diagram_format::graphviz).find("cluster1") != std::string::npos);
  CHECK(it.find_state("AllOk") < it.states.size());
  static_assert(fairlead::fingerprint_of(description_of<basic>) == fairlead::fingerprint_of(description_of<basic>));
  CHECK_FALSE(fairlead::fingerprint_of(description_of<basic>) == fairlead::fingerprint_of(description_of<jukebox>));
  CHECK(fairlead::permitted_in<basic, basic_::Open>.size() == 1);
}

TEST_CASE("a submachine is the states that it can be in, and its rows go first") {
  const auto lines = edges<jukebox>();
  CHECK(contains(lines, "Stopped play [!jukebox=ErrorMode] Playing.Song1 / start_playback"));
  CHECK(contains(lines, "Playing.Song2 stop [!jukebox=ErrorMode] Stopped / stop_playback"));
  CHECK(contains(lines, "Playing.Song1 open_close [!jukebox=ErrorMode] Open / stop_and_open"));
  CHECK(contains(lines, "Playing.Song3 open_close [locked, !jukebox=ErrorMode] stays / blink"));
  CHECK(contains(lines, "Playing.Song3 open_close [!locked, !jukebox=ErrorMode] Open / stop_and_open"));
}

TEST_CASE("an interrupt_state of one region stops the events of all others, and its own, except the one that ends it") {
  for (const std::string& line : edges<jukebox>()) {
    CHECK((line.find("!jukebox=ErrorMode") != std::string::npos) ==
          (line.find("AllOk") == std::string::npos));  // the rows of its own region are told by their source
  }
  CHECK(contains(edges<jukebox>(), "ErrorMode end_error AllOk"));
}

namespace {

struct key {
  int code = 0;
};
struct long_key : key {};

// clang-format off
struct light { template <class M, class S, class T> bool operator()(const key& k, M&, S&, T&) const { return k.code > 1; } };
struct dry   { template <class M, class S, class T> bool operator()(const key& k, M&, S&, T&) const { return k.code > 2; } };
struct warm  { template <class M, class S, class T> bool operator()(const key& k, M&, S&, T&) const { return k.code > 3; } };
struct step_one { template <class E, class M, class S, class T> void operator()(const E&, M&, S&, T&) const {} };
struct step_two { template <class E, class M, class S, class T> void operator()(const E&, M&, S&, T&) const {} };

using msm::front::euml::And_;
using msm::front::euml::Not_;
using msm::front::euml::Or_;

struct guarded_ : msm::front::state_machine_def<guarded_> {
  struct A : msm::front::state<> {};
  struct B : msm::front::state<> {};
  struct C : msm::front::state<> {};
  struct D : msm::front::state<> {};
  using initial_state = A;
  struct transition_table : mpl::vector<
    Row < A, key,        C, none,                                                         Or_<light, warm>       >,
    Row < A, key,        B, msm::front::ActionSequence_<mpl::vector<step_one, step_two>>, And_<light, Not_<dry>> >,
    Row < B, none,       D >,
    Row < C, boost::any, D >,
    Row < C, long_key,   A >,
    Row < D, key,        A >
  > {};
};
struct internal_ : msm::front::state_machine_def<internal_> {
  struct Low : msm::front::state<> {
    void note(const key&) {}
    struct internal_transition_table : mpl::vector<msm::front::a_internal<key, Low, &Low::note>> {};
  };
  struct High : msm::front::state<> {};
  void raise(const play&) {}
  using initial_state = Low;
  typedef internal_ p;
  struct transition_table : mpl::vector<
    a_row < Low,  play, High, &p::raise >,
    _irow < High, stop                  >
  > {};
  struct internal_transition_table : mpl::vector<
    msm::front::Internal < tests::players::pause, step_one >,
    msm::front::Internal < key, step_two, light >
  > {};
};
struct ended_ : msm::front::state_machine_def<ended_> {
  struct Running : msm::front::state<> {};
  struct Broken : msm::front::terminate_state<> {};
  struct Dark : msm::front::state<> {};
  struct Lit : msm::front::state<> {};
  using initial_state = mpl::vector<Dark, Running>;
  struct transition_table : mpl::vector<
    Row < Running, error_found, Broken >,
    Row < Dark,    play,        Lit    >,
    Row < Lit,     stop,        Dark   >
  > {};
};
// clang-format on
struct ended : adopt<ended_> {
  using outcomes = fairlead::partition<fairlead::failure<ended_::Broken>>;
};
static_assert(fairlead::holds<ended>);

}  // namespace

TEST_CASE("operators on guards and sequences of actions are taken apart") {
  const auto lines = edges<adopt<guarded_>>();
  CHECK(contains(lines, "A key [light, dry] C"));
  CHECK(contains(lines, "A key [!light, warm] C"));
  CHECK(contains(lines, "A key [light, !dry] B / step_one, step_two"));
}

TEST_CASE("a row for a base class is one for the derived events too, and one for any event for all of them") {
  using strings = std::vector<std::string>;
  CHECK(edges<adopt<guarded_>>() ==
        strings{"A key [light, dry] C", "A key [!light, warm] C", "A long_key [light, dry] C",
                "A long_key [!light, warm] C", "A key [light, !dry] B / step_one, step_two",
                "A long_key [light, !dry] B / step_one, step_two", "B completion D", "C key D", "C completion D",
                "C any other event D", "C long_key A", "D key A", "D long_key A"});
}

TEST_CASE("internal rows stay, those of a state before its other rows, those of the front end after all others") {
  CHECK(edges<adopt<internal_>>() ==
        std::vector<std::string>{"Low pause stays / step_one", "High pause stays / step_one",
                                 "High key [light] stays / step_two", "Low play High / raise", "High stop stays",
                                 "Low key stays / note"});
}

TEST_CASE("a terminate_state is terminal and stops the other regions") {
  CHECK(edges<adopt<ended_>>() == std::vector<std::string>{"Running error_found Broken",
                                                           "Dark play [!ended_=Broken] Lit",
                                                           "Lit stop [!ended_=Broken] Dark"});
  const auto& it = description_of<adopt<ended_>>;
  CHECK(fairlead::has(it.states[it.find_state("Broken")]->marks, fairlead::legend::terminal));
  static_assert(fairlead::holds<adopt<guarded_>> && fairlead::holds<adopt<internal_>> &&
                fairlead::holds<adopt<ended_>>);
}
