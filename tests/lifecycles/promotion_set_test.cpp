// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/release/promotion_set.hpp>

#include "rows.hpp"

using fairlead::health_report;
using fairlead::release::gate_report;
using fairlead::release::member_stage;
using fairlead::release::promotion_member;
using fairlead::release::promotion_set;
using tests::content;
using tests::healthy;

using names = std::vector<std::string>;

namespace {

// A database in wave 0, two services in wave 2, a new front end in wave 5.
promotion_set shop() {
  return {{{"front", "web", content('f'), {}, 5},
           {"cart", "prod", content('c'), content('1'), 2},
           {"base", "prod", content('b'), content('0'), 0},
           {"stock", "prod", content('d'), content('2'), 2}}};
}
std::string reason(const fairlead::verdict& answer) { return std::string(answer.reason()); }

}  // namespace

TEST_CASE("a set starts wave by wave, each once the one before is live") {
  auto set = shop();
  CHECK(set.sound().passes());
  CHECK(set.start_wave() == names{"base"});
  CHECK(set.start_wave().empty());
  set.mark("base", member_stage::live);
  CHECK(set.start_wave() == names{"cart", "stock"});
  set.mark("stock", member_stage::live);
  CHECK(set.start_wave().empty());
  set.mark("cart", member_stage::live);
  CHECK_FALSE(set.all_live_but("cart"));
  CHECK(set.start_wave() == names{"front"});
  CHECK(set.all_live_but("front"));
  set.mark("front", member_stage::live);
  CHECK(set.start_wave().empty());
}

TEST_CASE("what was begun is restored in the reverse order, and what was not is left alone") {
  auto set = shop();
  CHECK(set.compensate_wave().empty());
  (void)set.start_wave();
  set.mark("base", member_stage::live);
  (void)set.start_wave();
  set.mark("stock", member_stage::failed);
  CHECK(set.compensate_wave() == names{"cart", "stock"});
  CHECK(set.compensate_wave().empty());
  set.mark("cart", member_stage::restored);
  CHECK_FALSE(set.all_restored_but("stock"));
  set.mark("stock", member_stage::restored);
  CHECK(set.compensate_wave() == names{"base"});
  CHECK(set.all_restored_but("base"));
  set.mark("base", member_stage::restored);
  CHECK(set.compensate_wave().empty());
  CHECK(set.find("front")->stage == member_stage::waiting);
}

TEST_CASE("a set that cannot be promoted says why") {
  CHECK(reason(promotion_set{}.sound()) == "the set is empty");
  auto twice = shop();
  twice.members.push_back(twice.members[1]);
  CHECK(reason(twice.sound()) == "cart stands twice in the set");
  auto nothing = shop();
  nothing.members[2].contents = {};
  CHECK(reason(nothing.sound()).find("'base' has not") != std::string::npos);
}

TEST_CASE("locks and gates are those of every environment that the set touches") {
  const fairlead::actor train{"train"};
  const fairlead::lease prod{"prod", "train", 7, tests::later};
  const fairlead::lease web{"web", "train", 1, tests::later};
  CHECK(shop().locked(train, {prod, web}, tests::now).passes());
  CHECK(reason(shop().locked(train, {prod}, tests::now)) == "a lease of web is needed");
  CHECK(reason(shop().locked(train, {prod, {"web", "train", 0, tests::later}}, tests::now)) ==
        "a lease of web is needed");
  CHECK(reason(shop().locked("bob", {prod, web}, tests::now)) == "the lease of web is held by train, not by bob");
  CHECK(reason(shop().locked(train, {prod, web}, tests::later)) == "the lease of web has lapsed");

  using enum gate_report::reading;
  CHECK(shop().gates_open({{"prod", open}, {"web", open}}).passes());
  CHECK(reason(shop().gates_open({{"prod", frozen}, {"web", open}})) == "the gate of prod is not open");
  CHECK(shop().gates_open({{"prod", frozen}}).kind() == fairlead::verdict_kind::cannot_determine);
}

TEST_CASE("a set is back where what was live is healthy, and what was new is gone") {
  auto set = shop();
  for (auto& each : set.members) { each.stage = member_stage::live; }
  const health_report gone{{}, 0, 0, {"ticket", {}}};
  std::vector<health_report> reports{healthy(content('0')), healthy(content('1')), healthy(content('2'))};
  CHECK(reason(set.is_back(reports)) == "what was live of front is not healthy again");
  reports.push_back({});
  CHECK_FALSE(set.is_back(reports).passes());
  reports.push_back(gone);
  CHECK(set.is_back(reports).passes());
  CHECK_FALSE(set.is_healthy(reports).passes());
  CHECK(set.is_healthy({healthy(content('f')), healthy(content('c')), healthy(content('b')), healthy(content('d'))})
            .passes());
}
