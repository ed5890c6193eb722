// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/vcs/branch_protection.hpp>

#include "rows.hpp"

using fairlead::vcs::branch_protection;
using fairlead::vcs::merge_record;
using tests::content;

namespace {

// Ada's change, uploaded by uma, approved by bob and cleo, as the commit 'b' on 'a'.
merge_record merged() {
  return {"I42",
          "main",
          "ada",
          "uma",
          {"bob", "cleo"},
          {content('b'), content('a'), 1, "release-key"},
          {{"unit", content('b'), 0, {"https://ci.example/9", {}}}}};
}

}  // namespace

TEST_CASE("without rules a branch admits every commit that is known") {
  CHECK(branch_protection{}.admits(merged(), "eve").passes());
  auto nothing = merged();
  nothing.commit.id = {};
  CHECK(branch_protection{}.admits(nothing, "eve").kind() == fairlead::verdict_kind::cannot_determine);
}

TEST_CASE("each rule that is set has to be kept") {
  branch_protection rules{};
  auto what = merged();

  rules.mergers = {"mia"};
  CHECK(rules.admits(what, "mia").passes());
  CHECK(rules.admits(what, "eve").reason() == "eve may not merge into main");
  rules.mergers.clear();

  rules.linear_history = true;
  CHECK(rules.admits(what, "eve").passes());
  what.commit.parents = 2;
  CHECK(rules.admits(what, "eve").reason() == "the history of main is linear, this commit has 2 parents");
  what = merged();

  rules.signers = {"release-key"};
  CHECK(rules.admits(what, "eve").passes());
  what.commit.signer = "other-key";
  CHECK(rules.admits(what, "eve").reason() == "no signature on this commit counts");
  what.commit.signer = "";
  CHECK_FALSE(rules.admits(what, "eve").passes());
  what = merged();

  rules.checks = {"unit"};
  CHECK(rules.admits(what, "eve").passes());
  what.checks[0].failing = 1;
  CHECK(rules.admits(what, "eve").reason() == "the check unit has 1 findings");
  what.checks[0] = {"unit", content('a'), 0, {"https://ci.example/9", {}}};
  CHECK_FALSE(rules.admits(what, "eve").passes());
}

TEST_CASE("reviewers are counted once each, and neither author nor uploader is one") {
  branch_protection rules{};
  rules.review = fairlead::approval_policy{};
  rules.review->quorum = 2;
  rules.review->voters = {"ada", "uma", "bob", "cleo"};
  auto what = merged();
  CHECK(rules.admits(what, "eve").passes());
  for (const std::vector<fairlead::actor>& approvers :
       {std::vector<fairlead::actor>{"bob", "bob"}, {"bob", "ada"}, {"bob", "uma"}, {"bob", "eve"}}) {
    what.approvers = approvers;
    CHECK(rules.admits(what, "eve").kind() == fairlead::verdict_kind::needs_approval);
    CHECK(rules.admits(what, "eve").reason() == "1 of 2 reviewers");
  }
}
