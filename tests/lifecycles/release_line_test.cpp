// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/package/release_line.hpp>

#include "rows.hpp"

using fairlead::package::release_line;

namespace {

const fairlead::digest contents = tests::content('a');
const fairlead::evidence source{"https://tracker.example/2.0", {}};
const release_line::blocker_count clear{{}, tests::earlier, source};
const release_line::blocker_count blocked{{"BUG-7"}, tests::earlier, source};
const fairlead::approval_record approval{contents, {"bob", "cleo"}, tests::later};
constexpr auto days = std::chrono::hours{24};

release_line::data at(const std::string& version) {
  release_line::data data{};
  data.line = "2.x";
  data.version = version;
  return data;
}
release_line::promote promote(const std::string& version) {
  return {"ada", version, {10, 10, source}, clear, contents, approval};
}
release_line::release release(const std::string& version) { return {"ada", version, contents, approval}; }
release_line::support_elapsed elapsed() { return {source, tests::now + -(180 * days), tests::now}; }

}  // namespace

TEST_CASE("every row of release_line fires, and every refusal says why") {
  tests::rows<release_line> rows;
  CHECK(rows.fires("pre_alpha", at(""), promote("2.0.0-alpha.1"), "alpha").data().version == "2.0.0-alpha.1");
  rows.fires("alpha", at("2.0.0-alpha.1"), promote("2.0.0-beta.1"), "beta");
  rows.fires("beta", at("2.0.0-beta.1"), promote("2.0.0-rc.1"), "release_candidate");
  rows.fires("release_candidate", at("2.0.0-rc.1"), release_line::respin{"2.0.0-rc.2"}, "release_candidate");
  rows.fires("release_candidate", at("2.0.0-rc.2"), release_line::demote{"2.0.1-beta.1", blocked}, "beta");
  const auto out = rows.fires("release_candidate", at("2.0.0-rc.2"), promote("2.0.0"), "general_availability");
  CHECK(out.data().version == "2.0.0");
  CHECK(out.data().contents == contents);
  rows.fires("general_availability", at("2.0.0"), release("2.1.0"), "general_availability");
  rows.fires("general_availability", at("2.1.0"), release_line::next_line_ga{"3.0.0"}, "maintenance");
  CHECK(rows.fires("maintenance", at("2.1.0"), release("2.1.1"), "maintenance").data().version == "2.1.1");
  rows.fires("maintenance", at("2.1.1"), elapsed(), "end_of_life");
  rows.fires("general_availability", at("2.1.1"), elapsed(), "end_of_life");
  for (const char* state : {"pre_alpha", "alpha", "beta", "release_candidate"}) {
    CHECK(rows.fires(state, at("2.0.0-alpha.1"), release_line::discontinue{"ada", "no users"}, "discontinued")
              .data()
              .reason == "ada: no users");
  }
  rows.complete();

  auto event = promote("2.0.0-alpha.1");
  event.features.done = 0;
  rows.refuses("pre_alpha", at(""), event, "feature_subset: none of the planned features is done");
  event.features.source = {};
  rows.refuses("pre_alpha", at(""), event, "which features are done");
  event = promote("2.0.0-beta.1");
  event.features.done = 9;
  rows.refuses("alpha", at("2.0.0-alpha.1"), event, "feature_complete: 9 of 10 planned features are done");
  event.features.source = {};
  rows.refuses("alpha", at("2.0.0-alpha.1"), event, "which features are done");
  event = promote("2.0.0-rc.1");
  event.blockers = blocked;
  rows.refuses("beta", at("2.0.0-beta.1"), event, "BUG-7");
  event.blockers = {{}, tests::now + std::chrono::hours{-25}, source};
  rows.refuses("beta", at("2.0.0-beta.1"), event, "which blockers are open now");
  event.blockers = {{}, tests::later, source};
  rows.refuses("beta", at("2.0.0-beta.1"), event, "which blockers are open now");
  event.blockers = {{}, tests::earlier, {}};
  rows.refuses("beta", at("2.0.0-beta.1"), event, "which blockers are open now");
  rows.refuses("release_candidate", at("2.0.0-rc.2"), release_line::respin{"2.0.0-rc.2"},
               "version_increases: the version 2.0.0-rc.2 does not follow 2.0.0-rc.2");
  rows.refuses("release_candidate", at("2.0.0-rc.2"), release_line::respin{"next"}, "not a semantic version");
  rows.refuses("release_candidate", at("2.0.0-rc.2"), release_line::demote{"2.0.0-beta.9", blocked},
               "version_increases: the version 2.0.0-beta.9 does not follow");
  rows.refuses("release_candidate", at("2.0.0-rc.2"), release_line::demote{"2.0.1-beta.1", clear},
               "blocker_found: no blocker is named");
  rows.refuses("release_candidate", at("2.0.0-rc.2"), release_line::demote{"2.0.1-beta.1", {}},
               "which blocker was found");
  rows.refuses("general_availability", at("2.1.0"), release_line::next_line_ga{"2.1.1"},
               "later_line: the version 2.1.1 belongs to no later line than 2.1.0");
  rows.refuses("general_availability", at("2.1.0"), release_line::next_line_ga{"3.0.0-rc.1"},
               "later_line: the version 3.0.0-rc.1 is a prerelease");
  rows.refuses("general_availability", at("2.1.0"), release_line::next_line_ga{"3"}, "not a semantic version");
  rows.refuses("maintenance", at("2.1.0"), release("2.2.0"), "patch_only: under maintenance 2.1.0 is followed by");
  rows.refuses("maintenance", at("2.1.0"), release("2"), "not a semantic version");
  rows.refuses("beta", at("2.0.0-beta.1"), release_line::discontinue{"ada", ""}, "reason_given");
}

TEST_CASE("what is generally available is no prerelease, and was approved as it is") {
  tests::rows<release_line> rows;
  rows.refuses("release_candidate", at("2.0.0-rc.2"), promote("2.0.0-rc.3"),
               "final_version: the version 2.0.0-rc.3 is a prerelease");
  rows.refuses("general_availability", at("2.0.0"), release("2.1.0-rc.1"), "final_version");
  auto event = release("2.1.0");
  event.approval.subject = tests::content('b');
  rows.refuses("general_availability", at("2.0.0"), event, "the approval has expired or is for other contents");
  event.approval = {contents, {"bob"}, tests::now};
  rows.refuses("general_availability", at("2.0.0"), event, "the approval has expired or is for other contents");
  event.approval = {contents, {}, tests::later};
  rows.refuses("general_availability", at("2.0.0"), event, "nobody has approved 2.1.0");
  event.contents = {};
  rows.refuses("general_availability", at("2.0.0"), event, "the digest of the candidate is not known");
}

TEST_CASE("support ends when it was announced to end, and not without notice") {
  tests::rows<release_line> rows;
  auto event = elapsed();
  event.announcement = {};
  rows.refuses("maintenance", at("2.1.1"), event, "eol_announced: the end of support was not announced");
  event = elapsed();
  event.announced = tests::now + -(179 * days);
  rows.refuses("maintenance", at("2.1.1"), event, "announced less than 180 days before it");
  event = elapsed();
  event.ends = tests::later;
  rows.refuses("maintenance", at("2.1.1"), event, "support has not ended");
}

TEST_CASE("notes are published for what is generally available, with its version") {
  std::string version;
  const auto notes = [&](const release_line::publish_notes& signal) { version = signal.line + ": " + signal.version; };
  auto line = tests::in_state<release_line>("release_candidate", at("2.0.0-rc.2"));
  CHECK(line.fire(promote("2.0.0"), tests::now, fairlead::tell(notes)));
  CHECK(version == "2.x: 2.0.0");
  CHECK(line.fire(release("2.0.1"), tests::now, fairlead::tell(notes)));
  CHECK(version == "2.x: 2.0.1");
}
