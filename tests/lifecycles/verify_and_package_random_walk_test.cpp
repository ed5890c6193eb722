// SPDX-License-Identifier: BSL-1.0
// A hundred thousand random events for each lifecycle from build to release line: what the compiler has proved of their
// tables, and what their guards promise of the data, is never seen broken.
#include <fairlead/lifecycles/create/build.hpp>
#include <fairlead/lifecycles/package/artifact.hpp>
#include <fairlead/lifecycles/package/release_line.hpp>
#include <fairlead/lifecycles/verify/check_run.hpp>
#include <fairlead/lifecycles/verify/finding.hpp>
#include <fairlead/lifecycles/verify/quality_gate.hpp>

#include <chrono>
#include <set>
#include <string>

#include "walker.hpp"

using fairlead::create::build;
using fairlead::package::artifact;
using fairlead::package::release_line;
using fairlead::verify::check_run;
using fairlead::verify::finding;
using fairlead::verify::quality_gate;
using tests::events;
using tests::walker;

namespace {

fairlead::evidence source(tests::dice& chance) { return {chance.below(6) == 0 ? "" : "report", {}}; }

// Mostly a step ahead of `version`, sometimes back or no version at all.
std::string version_near(tests::dice& chance, const std::string& version) {
  using fairlead::semantic_version;
  const auto base = version.empty() ? semantic_version{} : semantic_version::parse(version);
  switch (chance.below(8)) {
    case 0:
      return "next";
    case 1:
      return version;
    case 2:
      return "0.0.1";
    case 3:
      return base.next_major().to_string();
    case 4:
      return base.next_minor().to_string();
    case 5:
      return base.next_patch().to_string() + "-rc." + std::to_string(chance.below(3));
    default:
      return base.next_patch().to_string();
  }
}

}  // namespace

TEST_CASE("a random walk of build never succeeds without a digest of each output") {
  walker<build> walk(11, [] {
    build::data data{};
    data.needs = {"linux"};
    data.expected = {"a"};
    return walker<build>::subject{std::move(data), tests::now};
  });
  std::set<std::string> seen;
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    switch (chance.below(8)) {
      case 0:
      case 1:
      case 2:
        (void)walk.step(
            build::build_started{{chance.below(3) == 0 ? "" : "runner", {chance.below(3) == 0 ? "mac" : "linux"}}});
        break;
      case 3:
      case 4:
      case 5: {
        build::build_finished end{chance.any<build::result>(), {}, source(chance), chance.reason()};
        for (unsigned n = chance.below(3); n > 0; --n) {
          end.outputs.push_back({std::string(1, static_cast<char>('a' + chance.below(3))), chance.contents()});
        }
        (void)walk.step(end);
        break;
      }
      case 6:
        (void)walk.step(build::cancel{chance.person(), chance.reason()});
        break;
      default:
        (void)walk.step(fairlead::deadline{});
    }
    const build::data& data = walk.it.data();
    if (walk.it.is<build::succeeded>()) {
      REQUIRE(data.assigned.id == "runner");
      REQUIRE_FALSE(data.provenance.reference.empty());
      bool expected = false;
      for (const auto& each : data.outputs) {
        REQUIRE(each.content);
        expected = expected || each.key == "a";
      }
      REQUIRE(expected);
    } else {
      REQUIRE(data.outputs.empty());
    }
    seen.emplace(walk.it.state());
  }
  CHECK(walk.fired > events / 20);
  CHECK(seen.size() == fairlead::description_of<build>.states.size());
}

TEST_CASE("a random walk of check_run never passes other contents than those that it was asked for") {
  walker<check_run> walk(12, [] {
    check_run::data data{};
    data.check = "unit";
    data.subject = tests::content('a');
    data.applies_to = {"src/"};
    return walker<check_run>::subject{std::move(data), tests::now};
  });
  std::set<std::string> seen;
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    const std::string from(walk.it.state());
    switch (chance.below(8)) {
      case 0:
      case 1:
      case 2:
        (void)walk.step(check_run::check_started{chance.contents(), "linux"});
        break;
      case 3:
        (void)walk.step(check_run::skip{chance.person(), {chance.below(2) == 0 ? "docs/a" : "src/a"}, chance.reason()});
        break;
      case 4:
      case 5:
        (void)walk.step(
            check_run::check_finished{chance.any<check_run::result>(),
                                      {chance.contents(), chance.below(3), chance.below(2), 0, source(chance)},
                                      chance.reason()});
        break;
      case 6:
        (void)walk.step(check_run::cancel{chance.person(), chance.reason()});
        break;
      default:
        (void)walk.step(fairlead::deadline{});
    }
    if (walk.it.is<check_run::passed>()) {
      REQUIRE(from == "running");
      const check_run::report& report = walk.it.data().report;
      REQUIRE(report.subject == tests::content('a'));
      REQUIRE(report.passing > 0);
      REQUIRE(report.failing == 0);
      REQUIRE_FALSE(report.source.reference.empty());
    }
    if (from == "running") { REQUIRE_FALSE(walk.it.is<check_run::skipped>()); }
    seen.emplace(walk.it.state());
  }
  CHECK(walk.fired > events / 20);
  CHECK(seen.size() == fairlead::description_of<check_run>.states.size());
}

TEST_CASE("a random walk of quality_gate never lets contents pass by their author, or waived without an end") {
  walker<quality_gate> walk(13, [] {
    quality_gate::data data{};
    data.subject = tests::content('a');
    data.author = "ada";
    data.required = {"unit", "scan"};
    data.judges = {"ada", "bob", "ci"};
    data.waiver_authorities = {"ada", "cleo"};
    return walker<quality_gate>::subject{std::move(data), tests::now};
  });
  const auto result = [](tests::dice& chance, const char* check) {
    return quality_gate::result{check, chance.below(4) == 0 ? chance.contents() : tests::content('a'),
                                chance.below(4) == 0 ? 1U : 0U, source(chance)};
  };
  std::set<std::string> seen;
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    const std::string from(walk.it.state());
    switch (chance.below(10)) {
      case 0:
      case 1:
      case 2: {
        quality_gate::evaluated event{chance.any<quality_gate::finding>(), {result(chance, "unit")}, chance.reason()};
        if (chance.below(4) != 0) { event.results.push_back(result(chance, "scan")); }
        (void)walk.step(event);
        break;
      }
      case 3:
      case 4: {
        const auto by = chance.person();
        if (walk.step(quality_gate::judged{by, chance.any<quality_gate::decision>(), chance.reason()}) &&
            walk.it.is<quality_gate::satisfied>()) {
          REQUIRE(by.id == "bob");
        }
        break;
      }
      case 5:
        (void)walk.step(quality_gate::new_evidence{result(chance, "scan")});
        break;
      case 6:
        (void)walk.step(quality_gate::waive{chance.person(), chance.reason(), chance.moment()});
        break;
      case 7:
        (void)walk.step(quality_gate::waiver_expired{});
        break;
      case 8:
        (void)walk.step(quality_gate::evidence_invalidated{chance.reason()});
        if (chance.below(20) == 0) { (void)walk.step(quality_gate::subject_closed{}); }
        break;
      default:
        if (chance.below(4) == 0) { (void)walk.step(fairlead::deadline{}); }
    }
    const quality_gate::data& data = walk.it.data();
    if (from == "collecting" && walk.it.is<quality_gate::satisfied>()) {
      for (const auto& each : data.results) {
        if (each.subject == data.subject && !each.source.reference.empty()) { REQUIRE(each.failing == 0); }
      }
    }
    if (walk.it.is<quality_gate::waived>()) {
      REQUIRE(data.waiver);
      REQUIRE(data.waiver->by.id == "cleo");
      REQUIRE(data.waiver->expires > tests::now);
    } else if (!walk.it.ended()) {
      REQUIRE_FALSE(data.waiver);
    }
    if (from == "unsatisfied" || from == "waived") { REQUIRE_FALSE(walk.it.is<quality_gate::satisfied>()); }
    seen.emplace(walk.it.state());
  }
  CHECK(walk.fired > events / 20);
  CHECK(seen.size() == fairlead::description_of<quality_gate>.states.size());
}

TEST_CASE("a random walk of finding never accepts a risk without an owner, or for ever") {
  walker<finding> walk(14, [] {
    finding::data data{};
    data.vulnerability = "CVE-2024-3094";
    data.product = "pkg:deb/xz-utils";
    data.version = "5.6.0";
    data.author = "ada";
    data.risk_owners = {"ada", "cleo"};
    return walker<finding>::subject{std::move(data), tests::now};
  });
  const auto fix = [](tests::dice& chance) { return chance.below(3) == 0 ? "5.6.0" : "5.6.2"; };
  std::set<std::string> seen;
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    const std::string from(walk.it.state());
    const auto why = chance.any<finding::vex_justification>();
    switch (chance.below(10)) {
      case 0:
      case 1:
        (void)walk.step(finding::determined{chance.person(), chance.any<finding::determination>(), why, chance.reason(),
                                            fix(chance), source(chance)});
        break;
      case 2:
        (void)walk.step(finding::fix_verified{fix(chance), source(chance)});
        break;
      case 3:
      case 4:
        (void)walk.step(finding::accept_risk{chance.person(), chance.reason(),
                                             chance.moment() + std::chrono::hours{24 * chance.below(18)}});
        break;
      case 5:
        (void)walk.step(finding::disproved{chance.person(), why, source(chance)});
        break;
      case 6:
        (void)walk.step(finding::acceptance_expired{});
        break;
      case 7:
        (void)walk.step(finding::new_evidence{source(chance)});
        break;
      case 8:
        (void)walk.step(finding::regressed{chance.below(2) == 0 ? "" : "5.6.1", source(chance)});
        if (chance.below(10) == 0) { (void)walk.step(finding::product_retired{}); }
        break;
      default:
        if (chance.below(2) == 0) { (void)walk.step(fairlead::deadline{}); }
    }
    const finding::data& data = walk.it.data();
    if (walk.it.is<finding::risk_accepted>()) {
      REQUIRE(data.accepted);
      REQUIRE(data.accepted->by.id == "cleo");
      REQUIRE(data.accepted->expires > tests::now);
      REQUIRE(data.accepted->expires <= tests::now + std::chrono::hours{24 * 15});
      REQUIRE((from == "affected" || from == "risk_accepted"));
    } else {
      REQUIRE_FALSE(data.accepted);
    }
    if (walk.it.is<finding::not_affected>()) { REQUIRE(data.justification != finding::vex_justification::none); }
    if (walk.it.is<finding::fixed>()) { REQUIRE(data.fixed_version == "5.6.2"); }
    seen.emplace(walk.it.state());
  }
  CHECK(walk.fired > events / 20);
  CHECK(seen.size() == fairlead::description_of<finding>.states.size());
}

TEST_CASE("a random walk of artifact never publishes what is not signed, and never deletes what is live") {
  walker<artifact> walk(15, [] {
    artifact::data data{};
    data.key = "pkg:oci/shop@1.2";
    data.author = "ada";
    data.trusted_signers = {{"release-key", tests::later}, {"old-key", tests::earlier}};
    data.trusted_builders = {"builder"};
    data.retention_days = 0;
    return walker<artifact>::subject{std::move(data), tests::now};
  });
  const auto statement = [](tests::dice& chance, const char* by) {
    return artifact::attestation{chance.below(3) == 0 ? chance.contents() : tests::content('a'), by, source(chance)};
  };
  const auto inventory = [](tests::dice& chance, const fairlead::digest& contents) {
    artifact::inventory usage{chance.below(4) == 0 ? chance.contents() : contents, {}, chance.moment(), source(chance)};
    if (chance.below(3) == 0) { usage.live_in = {"prod"}; }
    return usage;
  };
  std::set<std::string> seen;
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    const std::string from(walk.it.state());
    fairlead::actor by = chance.person();
    if (chance.below(2) == 0) { by.roles.emplace_back(fairlead::security_role_name); }
    switch (chance.below(14)) {
      case 0:
      case 1:
        (void)walk.step(artifact::pack{chance.contents(), chance.below(3)});
        break;
      case 2:
      case 3:
        (void)walk.step(artifact::sign{statement(chance, chance.below(3) == 0 ? "old-key" : "release-key")});
        break;
      case 4:
      case 5:
      case 6:
        (void)walk.step(artifact::publish{
            by,
            statement(chance, "ci"),
            statement(chance, chance.below(3) == 0 ? "laptop" : "builder"),
            {tests::content('a'), chance.any<artifact::summary_result>(), chance.moment(), source(chance)}});
        break;
      case 7:
        (void)walk.step(artifact::download{by.id});
        break;
      case 8:
        if (chance.below(4) == 0) { (void)walk.step(artifact::deprecate{by, chance.reason(), chance.reason()}); }
        break;
      case 9:
        if (chance.below(4) == 0) { (void)walk.step(artifact::yank{by, chance.reason()}); }
        break;
      case 10:
        (void)walk.step(artifact::quarantine{by, chance.reason()});
        break;
      case 11:
        (void)walk.step(artifact::clear_quarantine{by, chance.reason()});
        if (chance.below(10) == 0) { (void)walk.step(artifact::condemn{by, chance.reason()}); }
        break;
      case 12: {
        const artifact::inventory usage = inventory(chance, walk.it.data().content);
        if (walk.step(artifact::erase{by, usage}) ||
            (chance.below(20) == 0 && walk.step(artifact::discard{by, usage}))) {
          REQUIRE(usage.live_in.empty());
          REQUIRE(usage.taken <= tests::now);
        }
        break;
      }
      default:
        (void)walk.step(fairlead::deadline{});
    }
    const artifact::data& data = walk.it.data();
    if (walk.it.is<artifact::sealed>() || walk.it.is<artifact::published>()) {
      REQUIRE(data.signature.by == "release-key");
      REQUIRE(data.signature.subject == data.content);
    }
    if (walk.it.is<artifact::published>()) {
      REQUIRE((from == "signed" || from == "published"));
      REQUIRE(data.sbom.subject == data.content);
      REQUIRE(data.provenance.subject == data.content);
      REQUIRE(data.provenance.by == "builder");
    }
    if (from == "yanked") { REQUIRE((walk.it.state() == from || walk.it.is<artifact::deleted>())); }
    if (from == "published") { REQUIRE_FALSE(walk.it.is<artifact::deleted>()); }
    seen.emplace(walk.it.state());
  }
  CHECK(walk.fired > events / 20);
  CHECK(seen.size() == fairlead::description_of<artifact>.states.size());
}

TEST_CASE("a random walk of release_line never goes back to a lower version, or to a prerelease once it is out") {
  using fairlead::semantic_version;
  walker<release_line> walk(16, [] { return walker<release_line>::subject{{}, tests::now}; });
  const auto count = [](tests::dice& chance) {
    release_line::blocker_count found{{}, chance.moment(), source(chance)};
    if (chance.below(2) == 0) { found.open = {"BUG-7"}; }
    return found;
  };
  const auto record = [](tests::dice& chance) {
    auto approval = chance.record();
    if (chance.below(2) == 0) { approval.subject = tests::content('a'); }
    return approval;
  };
  std::set<std::string> seen;
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    const std::string from(walk.it.state());
    const std::string before = walk.it.data().version;
    const std::string version = version_near(chance, before);
    switch (chance.below(10)) {
      case 0:
      case 1:
      case 2:
      case 3:
        (void)walk.step(release_line::promote{chance.person(),
                                              version,
                                              {2, chance.below(3), source(chance)},
                                              count(chance),
                                              tests::content('a'),
                                              record(chance)});
        break;
      case 4:
        (void)walk.step(release_line::respin{version});
        break;
      case 5:
        if (chance.below(4) == 0) { (void)walk.step(release_line::demote{version, count(chance)}); }
        break;
      case 6:
      case 7:
        (void)walk.step(release_line::release{chance.person(), version, tests::content('a'), record(chance)});
        break;
      case 8:
        (void)walk.step(release_line::next_line_ga{version});
        break;
      default:
        if (chance.below(10) == 0) { (void)walk.step(release_line::discontinue{chance.person(), chance.reason()}); }
        if (chance.below(10) == 0) {
          const auto ends = chance.moment();
          (void)walk.step(release_line::support_elapsed{
              source(chance), ends + -std::chrono::hours{24 * (170 + chance.below(20))}, ends});
        }
    }
    const std::string& after = walk.it.data().version;
    if (after != before && !before.empty()) {
      REQUIRE(semantic_version::parse(before) < semantic_version::parse(after));
    }
    if (walk.it.is<release_line::general_availability>() || walk.it.is<release_line::maintenance>()) {
      REQUIRE(semantic_version::parse(after).prerelease.empty());
      REQUIRE(walk.it.data().contents);
    }
    if (from == "maintenance") {
      REQUIRE(semantic_version::parse(after).major_number == semantic_version::parse(before).major_number);
      REQUIRE(semantic_version::parse(after).minor_number == semantic_version::parse(before).minor_number);
    }
    if (from == "general_availability" || from == "maintenance") {
      REQUIRE_FALSE(walk.it.is<release_line::release_candidate>());
      REQUIRE_FALSE(walk.it.is<release_line::discontinued>());
    }
    seen.emplace(walk.it.state());
  }
  CHECK(walk.fired > events / 20);
  CHECK(seen.size() == fairlead::description_of<release_line>.states.size());
}
