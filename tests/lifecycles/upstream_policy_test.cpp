// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/release/upstream_policy.hpp>

#include "rows.hpp"

using fairlead::release::upstream_policy;
using fairlead::release::upstream_verdict;
using fairlead::release::verification;
using tests::ailing;
using tests::healthy;

namespace {

const fairlead::digest set = tests::content('d');
const verification soaked{"dev", healthy(set), tests::earlier};
const verification fresh{"qa", healthy(set), tests::now};
const verification broken{"qa", ailing(set), tests::earlier};
const verification other{"qa", healthy(tests::content('9')), tests::earlier};

upstream_verdict all_of(const std::vector<verification>& reports) {
  return upstream_policy{{"dev", "qa"}, upstream_policy::availability::all, 30}.evaluate(set, reports, tests::now);
}
upstream_verdict one_of(const std::vector<verification>& reports) {
  return upstream_policy{{"dev", "qa"}, upstream_policy::availability::one_of, 30}.evaluate(set, reports, tests::now);
}

}  // namespace

TEST_CASE("contents are available once the environments upstream have verified them for long enough") {
  using enum upstream_verdict;
  CHECK(upstream_policy{}.evaluate(set, {}, tests::now) == pass);
  CHECK(all_of({}) == blocked_by_dependency);
  CHECK(all_of({soaked}) == blocked_by_dependency);
  CHECK(all_of({soaked, other}) == blocked_by_dependency);
  CHECK(all_of({soaked, fresh}) == wait);
  CHECK(all_of({soaked, broken}) == fail);
  CHECK(all_of({{"qa", healthy(set), tests::earlier}, soaked}) == pass);
  CHECK(one_of({soaked, broken}) == pass);
  CHECK(one_of({fresh}) == wait);
  CHECK(one_of({broken}) == blocked_by_dependency);
  CHECK(one_of({broken, {"dev", ailing(set), tests::earlier}}) == fail);
}
