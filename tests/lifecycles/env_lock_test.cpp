// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/release/env_lock.hpp>

#include "rows.hpp"

using fairlead::release::env_lock;
using tests::the_operator;

namespace {

const fairlead::actor train{"train", {}, true};
const fairlead::actor bob{"bob"};
const std::vector<env_lock::request> both{{"bob", 5}, {"train", 4}};

env_lock::data fresh() {
  env_lock::data lock{};
  lock.environment = "prod";
  lock.token = 6;
  return lock;
}
env_lock::data owned() {
  env_lock::data lock = fresh();
  lock.requester = train;
  lock.token = 7;
  lock.expires = tests::later;
  return lock;
}
env_lock::data lapsed() {
  env_lock::data lock = owned();
  lock.expires = tests::earlier;
  lock.orphaned_at = tests::earlier;
  return lock;
}
env_lock::force_unlock unlock(const fairlead::actor& by, std::uint32_t running = 0,
                              fairlead::timestamp observed = tests::now) {
  return {by, {"prod", running, observed, {"INC-7", {}}}};
}

}  // namespace

TEST_CASE("every row of env_lock fires, and every refusal says why") {
  tests::rows<env_lock> rows;
  const auto held = rows.fires("free", fresh(), env_lock::acquire{train, both}, "held");
  CHECK(held.data().requester == train);
  CHECK(held.data().token == 7);
  CHECK(held.data().expires == tests::now + env_lock::held::patience);
  const auto renewed = rows.fires("held", owned(), env_lock::renew{train, 7}, "held");
  CHECK(renewed.data().expires == tests::now + env_lock::held::patience);
  const auto freed = rows.fires("held", owned(), env_lock::release{train, 7}, "free");
  CHECK(freed.data().requester.id.empty());
  CHECK(freed.data().token == 7);
  const auto orphaned = rows.fires("held", owned(), fairlead::deadline{}, "orphaned");
  CHECK(orphaned.data().orphaned_at == tests::now);
  CHECK(orphaned.data().audit_trail.size() == 1);
  CHECK(rows.fires("orphaned", lapsed(), env_lock::owner_resumed{train, 7}, "held").data().expires ==
        tests::now + env_lock::held::patience);
  const auto forced = rows.fires("orphaned", lapsed(), unlock(the_operator), "free");
  CHECK(forced.data().requester.id.empty());
  CHECK(forced.data().audit_trail.back() == "unlocked by operator olga from train, see INC-7");
  rows.fires("orphaned", lapsed(), fairlead::deadline{}, "orphaned");
  rows.fires("free", fresh(), env_lock::env_decommissioned{}, "retired");
  rows.complete();

  rows.refuses("free", fresh(), env_lock::acquire{bob, both}, "requester_is_head_of_queue: blocked by train");
  rows.refuses("free", fresh(), env_lock::acquire{bob, {}}, "bob has not asked for the lock");
  rows.refuses("free", fresh(), env_lock::acquire{{}, {{"", 1}}}, "nobody in particular cannot hold a lock");
  rows.refuses("held", owned(), env_lock::renew{bob, 7}, "is_owner: the lock is held by train, not by bob");
  rows.refuses("held", owned(), env_lock::renew{train, 6},
               "token_current: the token 6 is not that of the last grant, 7");
  rows.refuses("held", lapsed(), env_lock::renew{train, 7}, "lease_runs: the lease has lapsed");
  rows.refuses("held", owned(), env_lock::release{bob, 7}, "is_owner");
  rows.refuses("held", owned(), env_lock::release{train, 6}, "token_current");
  rows.refuses("orphaned", lapsed(), env_lock::owner_resumed{bob, 7}, "is_owner");
  rows.refuses("orphaned", lapsed(), env_lock::owner_resumed{train, 0}, "token_current");
  rows.refuses("orphaned", lapsed(), unlock(bob), "operator: bob does not have the role");
  auto own = lapsed();
  own.requester = the_operator;
  rows.refuses("orphaned", own, unlock(the_operator), "not_self: the requester may not do this");
  rows.refuses("orphaned", lapsed(), unlock(the_operator, 2), "environment_quiescent: 2 operations still run in prod");
  rows.refuses("orphaned", lapsed(), unlock(the_operator, 0, tests::earlier + std::chrono::hours{-1}),
               "the report is not of the time since the lease lapsed");
  rows.refuses("orphaned", lapsed(), unlock(the_operator, 0, tests::later), "the report is not of the time since");
  auto elsewhere = unlock(the_operator);
  elsewhere.activity.environment = "dev";
  rows.refuses("orphaned", lapsed(), elsewhere, "no report of it is referred to");
}

TEST_CASE("a lock may go to the newest request first") {
  auto lock = fresh();
  lock.policy = env_lock::order::newest_first;
  tests::rows<env_lock> rows;
  rows.fires("free", lock, env_lock::acquire{bob, both}, "held");
  rows.refuses("free", lock, env_lock::acquire{train, both}, "bob");
}

TEST_CASE("a lease that is renewed in time does not lapse; one that is not falls to the operator, fenced") {
  fairlead::lease granted{};
  std::uint64_t fenced = 0;
  const auto keep = [&](const env_lock::lease_granted& signal) { granted = signal.lease; };
  const auto fence = [&](const env_lock::fence_owner& signal) { fenced = signal.token; };
  fairlead::table_machine<env_lock> lock{fresh(), tests::now};
  CHECK(lock.fire(env_lock::acquire{train, both}, tests::now, fairlead::tell(keep)));
  CHECK(granted == fairlead::lease{"prod", "train", 7, tests::now + std::chrono::minutes{15}});
  const auto soon = tests::now + std::chrono::minutes{10};
  CHECK(lock.fire(env_lock::renew{train, 7}, soon, fairlead::tell(keep)));
  CHECK(granted.expires == soon + std::chrono::minutes{15});
  CHECK(lock.due() == granted.expires);
  CHECK_FALSE(lock.tick(granted.expires + std::chrono::seconds{-1}));
  CHECK(lock.tick(granted.expires, fairlead::tell(fence)));
  CHECK(lock.is<env_lock::orphaned>());
  CHECK(fenced == 7);
  CHECK(lock.fire(env_lock::owner_resumed{train, 7}, granted.expires + std::chrono::minutes{1}));
  CHECK(lock.fire(env_lock::release{train, 7}, granted.expires + std::chrono::minutes{2}));
  CHECK(lock.fire(env_lock::acquire{bob, {{"bob", 5}}}, granted.expires + std::chrono::minutes{3}));
  CHECK(lock.data().token == 8);
  CHECK_FALSE(lock.fire(env_lock::release{train, 7}, granted.expires + std::chrono::minutes{4}));
}
