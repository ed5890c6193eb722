// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/vcs/review_policy.hpp>

#include <fairlead/error.hpp>

#include "rows.hpp"

using fairlead::actor;
using fairlead::vcs::label_vote;
using fairlead::vcs::require_satisfiable;
using fairlead::vcs::review_policy;
using fairlead::vcs::submit_requirement;
using fairlead::vcs::vote_value;
using tests::content;

namespace {

submit_requirement two_of_three() {
  submit_requirement code{"Code-Review", {}};
  code.policy.quorum = 2;
  code.policy.voters = {"bob", "cleo", "dora"};
  return code;
}
submit_requirement security() {
  submit_requirement it{"Security-Review", {}};
  it.policy.role = "security";
  return it;
}
label_vote approves(actor by, const char* label, char revision = 'a') {
  return {std::move(by), label, vote_value::approve, content(revision)};
}
fairlead::verdict asked(const review_policy& policy, const std::vector<label_vote>& votes) {
  return policy.satisfied_by(votes, content('a'), "ada", "uma");
}

}  // namespace

TEST_CASE("each label needs its own quorum, of whom its requirement admits") {
  const review_policy policy{{two_of_three(), security()}, 1, {}};
  const actor sue{"sue", {"security"}};
  CHECK(asked(policy, {}).reason() == "0 of 2 votes on Code-Review");
  CHECK(asked(policy, {approves("bob", "Code-Review"), approves("bob", "Code-Review")}).reason() ==
        "1 of 2 votes on Code-Review");
  CHECK(asked(policy, {approves("bob", "Code-Review"), approves("cleo", "Code-Review")}).reason() ==
        "0 of 1 votes on Security-Review");
  CHECK(asked(policy,
              {approves("bob", "Code-Review"), approves("cleo", "Code-Review"), approves("dora", "Security-Review")})
            .kind() == fairlead::verdict_kind::needs_approval);
  CHECK(
      asked(policy, {approves("bob", "Code-Review"), approves("cleo", "Code-Review"), approves(sue, "Security-Review")})
          .passes());
  CHECK(asked({}, {approves("bob", "Code-Review")}).reason() == "no label is required, so that nobody could approve");
}

TEST_CASE("votes of the author, the uploader, robots, and on other revisions do not count") {
  review_policy policy{{two_of_three()}, 1, {}};
  policy.requirements[0].policy.voters = {"ada", "uma", "bob", "cleo", "ci"};
  const label_vote bob = approves("bob", "Code-Review");
  CHECK_FALSE(asked(policy, {bob, approves("ada", "Code-Review")}).passes());
  CHECK_FALSE(asked(policy, {bob, approves("uma", "Code-Review")}).passes());
  CHECK_FALSE(asked(policy, {bob, approves({"ci", {}, true}, "Code-Review")}).passes());
  CHECK_FALSE(asked(policy, {bob, approves("cleo", "Code-Review", 'b')}).passes());
  CHECK_FALSE(asked(policy, {bob, {"cleo", "Code-Review", vote_value::reject, content('a')}}).passes());
  CHECK(asked(policy, {bob, approves("cleo", "Code-Review")}).passes());
}

TEST_CASE("one person with two hats is one reviewer") {
  submit_requirement code = two_of_three();
  code.policy.quorum = 1;
  const review_policy policy{{code, security()}, 2, {}};
  const actor bob{"bob", {"security"}};
  CHECK(asked(policy, {approves(bob, "Code-Review"), approves(bob, "Security-Review")}).reason() ==
        "1 of 2 distinct reviewers");
  CHECK(asked(policy, {approves("cleo", "Code-Review"), approves(bob, "Security-Review")}).passes());
}

TEST_CASE("a policy that nobody could satisfy is refused before anybody tries") {
  review_policy policy{{two_of_three()}, 2, {}};
  CHECK_NOTHROW(require_satisfiable(policy, "ada", "bob"));
  CHECK_THROWS_AS(require_satisfiable(policy, "bob", "cleo"), fairlead::error);
  policy.distinct_reviewers = 3;
  CHECK_NOTHROW(require_satisfiable(policy, "ada", "ada"));
  CHECK_THROWS_AS(require_satisfiable(policy, "bob", "ada"), fairlead::error);
  policy.requirements.push_back(security());
  CHECK_NOTHROW(require_satisfiable(policy, "bob", "ada"));
  policy.requirements.push_back(two_of_three());
  CHECK_THROWS_WITH(require_satisfiable(policy, "ada", "ada"),
                    doctest::Contains("two submit requirements are on the label Code-Review"));
  CHECK_THROWS_AS(require_satisfiable({}, "ada", "ada"), fairlead::error);
}
