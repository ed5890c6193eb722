// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/frame.hpp>

#include <doctest/doctest.h>

#include <fairlead/machine.hpp>

#include "../model/hotfix.hpp"

namespace {

using fairlead::position_of_event;
using fairlead::detail::decision;
using fairlead::detail::edges_by_event;
using fairlead::detail::frame;
using tests::hotfix;

// Position of the k-th edge of `Event`.
template <class Event>
constexpr std::size_t edge_of(std::size_t k) {
  return edges_by_event<hotfix>::all.edges[edges_by_event<hotfix>::all.first[position_of_event<hotfix, Event>] + k];
}
template <class Event>
constexpr std::size_t edges_of = edges_by_event<hotfix>::all.first[position_of_event<hotfix, Event> + 1] -
                                 edges_by_event<hotfix>::all.first[position_of_event<hotfix, Event>];
static_assert(edges_of<hotfix::vote> == 2);
static_assert(edge_of<hotfix::vote>(1) == 3);
static_assert(edges_of<fairlead::deadline> == 2, "any_of counts once for each of its states");

// As engines do, where the guards of an edge have passed.
template <std::size_t Edge, class Event>
void take(frame<hotfix>& it, const Event& event) {
  it.act<Edge>(event);
  it.fire(0, Edge, fairlead::reflection<hotfix>::edges[Edge].target);
}

// A lease that ends: the time decides, and whether it has ended is asked both ways.
struct lease : fairlead::lifecycle {
  struct held : initial {};
  struct lapsed : terminal {};
  struct use {};
  struct give_back {};
  struct data {
    timestamp end{100};
    timestamp used{};
  };
  struct is_over {
    bool operator()(const use&, const data& of, timestamp at) const { return at >= of.end; }
    verdict operator()(const give_back&, const data& of, timestamp at) const {
      return at >= of.end ? fairlead::pass() : fairlead::wait(of.end, "it runs still");
    }
  };
  struct note_use {
    void operator()(const use&, data& of, timestamp at) const { of.used = at; }
  };
  using transitions = table<row<held, use, stay, when<not_<is_over>>, then<note_use>>,
                            row<held, use, lapsed, when<is_over>>, row<held, give_back, lapsed, when<is_over>>>;
};

}  // namespace

TEST_CASE("actions work on a copy of the data where somebody else must agree") {
  const hotfix::data before{.author = "ada"};
  const fairlead::detail::state_numbers<hotfix> own{};
  std::optional<hotfix::data> evolved;
  frame<hotfix> it{before, {}, {&own, {}}, &evolved};
  take<0>(it, hotfix::submit{"patch"});
  REQUIRE(evolved);
  CHECK(evolved->content == "patch");
  CHECK(before.content.empty());
  CHECK(own[0] == 0);
  CHECK(it.fired[0] == 0 + 1);
}

TEST_CASE("state and data move at once where nobody else must agree") {
  hotfix::data data{.author = "ada"};
  fairlead::detail::state_numbers<hotfix> own{};
  frame<hotfix> it{data, {}, {&own, {}}, nullptr};
  take<0>(it, hotfix::submit{"patch"});
  CHECK(data.content == "patch");
  CHECK(own[0] == fairlead::reflection<hotfix>::edges[0].target);
  CHECK(it.fired[0] == 0 + 1);
}

TEST_CASE("a row without actions copies no data") {
  const hotfix::data before{.author = "ada"};
  const fairlead::detail::state_numbers<hotfix> own{};
  std::optional<hotfix::data> evolved;
  frame<hotfix> it{before, {}, {&own, {}}, &evolved};
  take<edge_of<hotfix::vote>(1)>(it, hotfix::vote{"bert"});
  CHECK_FALSE(evolved);
  CHECK(it.fired[0] == 3 + 1);
}

TEST_CASE("a decision stops at the first guard of a row that does not pass, and lists one refusal for each row") {
  const hotfix::data author{.author = "ada"};
  const fairlead::detail::state_numbers<hotfix> own{fairlead::position_of_state<hotfix, hotfix::in_review>};
  const frame<hotfix> it{author, {}, {&own, {}}, nullptr};
  const hotfix::vote approval{"ada", hotfix::decision::approve};
  const auto made = decision<hotfix>::make(position_of_event<hotfix, hotfix::vote>, &approval, it);
  CHECK(made.kind() == fairlead::outcome_kind::refused);
  REQUIRE(made.refusals().size() == 2);
  CHECK(made.refusals()[0].guard == 1);
  CHECK(made.refusals()[1].guard == 0);
}

TEST_CASE_TEMPLATE("where nobody has told the time, a guard that asks for it refuses, and so does its not_<>", Machine,
                   fairlead::machine<lease>, fairlead::table_machine<lease>) {
  Machine subject{};
  const fairlead::outcome answer = subject.fire(lease::use{});
  REQUIRE(answer.kind() == fairlead::outcome_kind::refused);
  REQUIRE(answer.refusals().size() == 2);
  for (const fairlead::refusal& each : answer.refusals()) {
    CHECK(each.why.kind() == fairlead::verdict_kind::cannot_determine);
    CHECK(each.why.reason() == "nobody has told the time: hand a timestamp over with the event");
  }
  CHECK(subject.fire(lease::give_back{}).refusals()[0].why.kind() == fairlead::verdict_kind::cannot_determine);
  const lease::use event{};
  CHECK(subject.step(event).kind == fairlead::outcome_kind::refused);
  CHECK(subject.template is<lease::held>());

  REQUIRE(subject.fire(lease::use{}, fairlead::timestamp{99}));
  CHECK(subject.data().used == fairlead::timestamp{99});
  CHECK(subject.fire(lease::give_back{}, fairlead::timestamp{99}).refusals()[0].why.kind() ==
        fairlead::verdict_kind::wait);
  CHECK(subject.step(event, fairlead::timestamp{100}));
  CHECK(subject.template is<lease::lapsed>());
}
