// SPDX-License-Identifier: BSL-1.0
// The table as data: rows, edges, states and events as written, and back to the types.
#include <doctest/doctest.h>

#include <type_traits>

#include <fairlead/model/reflection.hpp>

#include "hotfix.hpp"

using tests::hotfix;
using tests::siren;

TEST_CASE("states and events are numbered in the order in which the table mentions them") {
  constexpr const auto& lifecycle = fairlead::description_of<hotfix>;
  static_assert(lifecycle.states.size() == 6);
  static_assert(lifecycle.events.size() == 6);
  CHECK(lifecycle.states[0]->name == "draft");
  CHECK(lifecycle.states[1]->name == "in_review");
  CHECK(lifecycle.events[1]->name == "comment");
  CHECK(lifecycle.find_state("live") == fairlead::position_of_state<hotfix, hotfix::live>);
  CHECK(lifecycle.find_state("nowhere") == lifecycle.states.size());
}

TEST_CASE("a position leads back to the type it came from") {
  using table = fairlead::reflection<hotfix>;
  constexpr auto refused = fairlead::position_of_state<hotfix, hotfix::refused>;
  static_assert(std::is_same_v<table::state_at<refused>, hotfix::refused>);
  constexpr auto vote = fairlead::position_of_event<hotfix, hotfix::vote>;
  static_assert(std::is_same_v<table::event_at<vote>, hotfix::vote>);
  CHECK(fairlead::has_state<hotfix, hotfix::live>);
  CHECK_FALSE(fairlead::has_state<hotfix, siren::silent>);
  CHECK_FALSE(fairlead::has_event<hotfix, siren::toggle>);
}

TEST_CASE("a row from any_of becomes one edge for each source, and stay leads back to it") {
  constexpr const auto& lifecycle = fairlead::description_of<hotfix>;
  static_assert(lifecycle.rows.size() == 7);
  static_assert(lifecycle.edges.size() == 8);
  CHECK(lifecycle.edges[1].stays);
  CHECK(lifecycle.edges[1].source == lifecycle.edges[1].target);
  CHECK(lifecycle.edges[4].row == lifecycle.edges[5].row);
  CHECK(lifecycle.edges[4].source != lifecycle.edges[5].source);
  CHECK(lifecycle.events[lifecycle.edges[4].event]->is_deadline);
}

TEST_CASE("guards and actions carry the names they are drawn with") {
  const auto& rows = fairlead::description_of<hotfix>.rows;
  CHECK(rows[2].guards[0].name == "choice=approve");
  CHECK(rows[2].guards[1].name == "not_self");
  CHECK(rows[2].actions[0].name == "notify");
  CHECK(rows[2].actions[0].is_signal);
  CHECK_FALSE(rows[0].actions[0].is_signal);
  CHECK(rows[5].guards[0].name == "siren=silent");
}

TEST_CASE("legends come from the bases of a state") {
  using fairlead::legend;
  static_assert(fairlead::legend_of<hotfix::draft>() == legend::initial);
  static_assert(fairlead::legend_of<hotfix::in_review>() == legend::waiting);
  struct both : fairlead::waiting, fairlead::needs_operator {};
  static_assert(fairlead::has(fairlead::legend_of<both>(), legend::waiting));
  static_assert(fairlead::has(fairlead::legend_of<both>(), legend::needs_operator));
  CHECK(fairlead::legend_of<hotfix::live>() == legend::none);
}

TEST_CASE("a lifecycle without data or version has empty data and version 1") {
  CHECK(fairlead::description_of<siren>.version == 1);
  CHECK(std::is_empty_v<fairlead::data_of<siren>>);
}
