// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/vcs/version.hpp>

#include "rows.hpp"

using fairlead::vcs::version;
using tests::content;

namespace {

const fairlead::evidence source{"https://api.example/diff", {}};
constexpr auto days = std::chrono::hours{24};

// After 1.4.2; cut as `text`, or not yet.
version::data at(const std::string& text) {
  version::data data{};
  data.package = "pkg:cargo/anchor";
  data.previous = "1.4.2";
  data.version = text;
  return data;
}
version::cut_prerelease cut(const std::string& text) { return {"ada", text, content('a')}; }
version::finalize finalize(const std::string& text, std::uint32_t breaking = 0, std::uint32_t additions = 0) {
  return {"ada", text, content('a'), {"1.4.2", content('a'), breaking, additions, source}};
}
version::eol eol() { return {source, tests::now + -(180 * days), tests::now}; }
// Whether `text` may follow `previous` with so many changes.
bool follows(const std::string& previous, const std::string& text, std::uint32_t breaking, std::uint32_t additions) {
  auto data = at("");
  data.previous = previous;
  auto event = finalize(text, breaking, additions);
  event.api.baseline = previous;
  return static_cast<bool>(tests::in_state<version>("planned", data).evaluate(event, tests::now));
}

}  // namespace

TEST_CASE("every row of version fires, and every refusal says why") {
  tests::rows<version> rows;
  const auto first = rows.fires("planned", at(""), cut("1.5.0-rc.1"), "prerelease");
  CHECK(first.data().version == "1.5.0-rc.1");
  CHECK(first.data().contents == content('a'));
  CHECK(rows.fires("prerelease", at("1.5.0-rc.9"), cut("1.5.0-rc.10"), "prerelease").data().version == "1.5.0-rc.10");
  CHECK(rows.fires("planned", at(""), finalize("1.4.3"), "released").data().api.baseline == "1.4.2");
  CHECK(rows.fires("prerelease", at("1.5.0-rc.2"), finalize("1.5.0", 0, 2), "released").data().version == "1.5.0");
  const auto old = rows.fires("released", at("1.5.0"), version::deprecate{"ada", "1.5.1", "a leak"}, "deprecated");
  CHECK(old.data().replacement == "1.5.1");
  CHECK(old.data().reasons == std::vector<std::string>{"ada: a leak"});
  for (const char* state : {"released", "deprecated"}) {
    rows.fires(state, at("1.5.0"), version::yank{"ada", "deletes files"}, "yanked");
  }
  rows.fires("deprecated", at("1.5.0"), eol(), "end_of_life");
  for (const char* state : {"planned", "prerelease"}) {
    rows.fires(state, at(""), version::drop{"ada", "no need"}, "dropped");
  }
  rows.complete();

  rows.refuses("planned", at(""), cut("1.4.2-rc.1"),
               "precedence_increases: the version 1.4.2-rc.1 does not follow 1.4.2");
  rows.refuses("prerelease", at("1.5.0-rc.2"), cut("1.5.0-rc.2+b"), "precedence_increases");
  rows.refuses("prerelease", at("1.5.0-rc.10"), cut("1.5.0-rc.9"), "1.5.0-rc.9 does not follow 1.5.0-rc.10");
  rows.refuses("prerelease", at("1.5.0-rc.2"), cut("1.5.1-rc.1"),
               "same_core: the version 1.5.1-rc.1 is not one of 1.5.0");
  rows.refuses("planned", at(""), cut("1.5.0"), "is_prerelease: the version 1.5.0 is no prerelease");
  rows.refuses("planned", at(""), cut("1.5"), "not a semantic version");
  rows.refuses("planned", at(""), version::cut_prerelease{"ada", "1.5.0-rc.1", {}}, "contents_known: the digest of");
  rows.refuses("planned", at(""), finalize("1.4.2"), "precedence_increases: the version 1.4.2 does not follow 1.4.2");
  rows.refuses("planned", at(""), finalize("1.5.0-rc.1"), "final_version: the version 1.5.0-rc.1 is a prerelease");
  rows.refuses("prerelease", at("1.5.0-rc.2"), finalize("1.5.1"), "same_core: the version 1.5.1 is not one of 1.5.0");
  rows.refuses("prerelease", at("1.5.0-rc.2"), finalize("one"), "not a semantic version");
  rows.refuses("released", at("1.5.0"), version::deprecate{"ada", "", ""}, "name a replacement or a reason");
  rows.refuses("released", at("1.5.0"), version::deprecate{"ada", "1.5.0+b", ""}, "nothing replaces itself");
  rows.refuses("released", at("1.5.0"), version::deprecate{"ada", "soon", ""}, "not a semantic version");
  rows.refuses("released", at("1.5.0"), version::yank{"ada", ""}, "reason_given");
  auto unannounced = eol();
  unannounced.announcement = {};
  rows.refuses("deprecated", at("1.5.0"), unannounced, "eol_announced: the end of support was not announced");
  unannounced = eol();
  unannounced.announced = tests::now + -(179 * days);
  rows.refuses("deprecated", at("1.5.0"), unannounced, "announced less than 180 days before it");
  unannounced = eol();
  unannounced.ends = tests::later;
  rows.refuses("deprecated", at("1.5.0"), unannounced, "support has not ended");
}

TEST_CASE("a version is raised by at least as much as its interface has changed") {
  CHECK(follows("1.4.2", "1.4.3", 0, 0));
  CHECK_FALSE(follows("1.4.2", "1.4.3", 0, 1));
  CHECK(follows("1.4.2", "1.5.0", 0, 1));
  CHECK_FALSE(follows("1.4.2", "1.5.0", 1, 0));
  CHECK(follows("1.4.2", "2.0.0", 1, 1));
  CHECK(follows("1.4.2", "2.0.0", 0, 0));
  CHECK_FALSE(follows("1.4.2", "1.5.3", 0, 1));
  CHECK_FALSE(follows("1.4.2", "2.1.0", 1, 0));
  CHECK_FALSE(follows("1.4.2", "2.0.1", 1, 0));
  CHECK(follows("0.4.2", "0.5.0", 1, 0));
  CHECK(follows("0.4.2", "0.4.3", 0, 1));
  CHECK_FALSE(follows("0.4.2", "0.4.3", 1, 0));
  CHECK(follows("0.0.2", "0.0.3", 1, 0));
  CHECK(follows("0.4.2", "1.0.0", 0, 0));
  CHECK(follows("", "0.1.0", 0, 0));

  tests::rows<version> rows;
  rows.refuses("planned", at(""), finalize("1.5.0", 2, 3), "2 breaking changes and 3 additions since 1.4.2 need 2.0.0");
  rows.refuses("planned", at(""), finalize("1.5.1"), "behind a number that is raised the others begin at 0: 1.5.1");
}

TEST_CASE("what has changed is known of these contents, against the release before") {
  tests::rows<version> rows;
  auto event = finalize("1.4.3");
  event.api.baseline = "1.4.1";
  rows.refuses("planned", at(""), event, "bump_matches_api_change: cannot determine: what has changed since 1.4.2");
  event = finalize("1.4.3");
  event.api.contents = content('b');
  rows.refuses("planned", at(""), event, "bump_matches_api_change: cannot determine");
  event = finalize("1.4.3");
  event.api.source = {};
  rows.refuses("prerelease", at("1.4.3-rc.1"), event, "bump_matches_api_change: cannot determine");
  event = finalize("1.4.3");
  event.contents = {};
  rows.refuses("planned", at(""), event, "contents_known: the digest of the contents is not known");
}

TEST_CASE("a version that is released is tagged, and those who depend on it hear what comes of it") {
  std::vector<std::string> heard;
  const auto tagged = [&](const version::tag& signal) { heard.push_back("tag " + signal.version); };
  const auto told = [&](const version::notify_dependents& signal) {
    heard.push_back(signal.version + ": " + signal.reason + ", use " + signal.replacement);
  };
  fairlead::table_machine<version> it{at(""), tests::now};
  CHECK(it.fire(cut("1.5.0-rc.1"), tests::now, fairlead::tell(tagged)));
  CHECK(it.fire(finalize("1.5.0", 0, 1), tests::now, fairlead::tell(tagged)));
  CHECK_FALSE(it.fire(finalize("1.5.1"), tests::now, fairlead::tell(tagged)));
  CHECK(it.fire(version::deprecate{"ada", "1.5.1", "a leak"}, tests::now, fairlead::tell(told)));
  CHECK(it.fire(version::yank{"ada", "deletes files"}, tests::now, fairlead::tell(told)));
  CHECK(heard == std::vector<std::string>{"tag 1.5.0-rc.1", "tag 1.5.0", "1.5.0: a leak, use 1.5.1",
                                          "1.5.0: deletes files, use 1.5.1"});
}
