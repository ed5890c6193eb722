// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/outcome_json.hpp>

#include <array>
#include <cstdint>
#include <string>

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include "fragile.hpp"

using fairlead::table_machine;
using tests::hotfix;
using tests::parcel;

TEST_CASE("an outcome as JSON says what fired, where, and what is possible then") {
  table_machine<hotfix> fix{{.author = "ada"}};
  CHECK(fairlead::to_json(fix.fire(hotfix::submit{"patch"})) ==
        R"({"lifecycle": "hotfix", "event": "submit", "outcome": "fired", "regions": [{"from": "draft", "to": )"
        R"("in_review", "actions": ["record_content"]}], "possible": ["comment", "vote", "deadline"]})");
}

TEST_CASE("a refusal as JSON carries every guard that said no, with its verdict and reason") {
  table_machine<hotfix> fix{{.author = "ada\"\n"}};
  REQUIRE(fix.fire(hotfix::submit{"patch"}));
  const auto refused =
      boost::json::parse(fairlead::to_json(fix.fire(hotfix::vote{"ada\"\n", hotfix::decision::approve})));
  CHECK(refused.at("outcome") == "refused");
  const auto& first = refused.at("refusals").at(0);
  CHECK(first.at("guard") == "not_self");
  CHECK(first.at("verdict") == "refuse");
  CHECK(first.at("reason") == "the author may not approve");
  CHECK(first.at("target") == "approved");
  CHECK(refused.at("refusals").as_array().size() == 2);
}

TEST_CASE("a reason that is no UTF-8 gives valid JSON all the same") {
  using lifecycle = tests::hotfix;
  const auto& description = fairlead::description_of<lifecycle>;
  const auto refused =
      fairlead::outcome::decided(description, std::uint16_t{fairlead::position_of_event<lifecycle, hotfix::vote>},
                                 std::array{static_cast<std::uint16_t>(description.find_state("in_review"))},
                                 [](const auto&, fairlead::refusal_list& why) {
                                   why.push_back({2, 1, fairlead::refuse(std::string("no key '\xFF\xC3'"))});
                                 });
  const auto parsed = boost::json::parse(fairlead::to_json(refused));
  CHECK(parsed.at("refusals").at(0).at("reason") == "no key '\xEF\xBF\xBD\xEF\xBF\xBD'");
}

TEST_CASE("an outcome of several regions as JSON lists each of them") {
  table_machine<parcel> one;
  REQUIRE(one.fire(parcel::send{}));
  const auto recalled = boost::json::parse(fairlead::to_json(one.fire(parcel::recall{"torn"})));
  REQUIRE(recalled.at("regions").as_array().size() == 2);
  CHECK(recalled.at("regions").at(0).at("to") == "packed");
  CHECK(recalled.at("regions").at(1).at("to") == "held");
}
