// SPDX-License-Identifier: BSL-1.0
// A hundred thousand random events for each lifecycle of the vcs stage, while time passes: every row fires, and what
// the compiler has proved of their tables, and what their guards promise of the data, is never seen broken.
#include <fairlead/lifecycles/vcs/branch.hpp>
#include <fairlead/lifecycles/vcs/change.hpp>
#include <fairlead/lifecycles/vcs/version.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "walker.hpp"

using fairlead::actor;
using fairlead::digest;
using fairlead::evidence;
using fairlead::semantic_version;
using fairlead::table_machine;
using fairlead::vcs::branch;
using fairlead::vcs::branch_condition;
using fairlead::vcs::branch_protection;
using fairlead::vcs::change;
using fairlead::vcs::label_vote;
using fairlead::vcs::merge_record;
using fairlead::vcs::version;
using fairlead::vcs::vote_value;
using std::chrono::hours;
using std::chrono::minutes;
using tests::content;
using tests::dice;
using tests::draw;
using tests::events;
using tests::walker;

namespace {

evidence source(dice& chance) { return {chance.below(8) == 0 ? "" : "log", {}}; }
// Mostly `right`, else any.
digest mostly(dice& chance, const digest& right) { return chance.below(8) == 0 ? chance.contents() : right; }
std::vector<fairlead::verify::check_result> unit(dice& chance, const digest& subject) {
  return {{"unit", mostly(chance, subject), chance.below(8) == 0 ? 1U : 0U, source(chance)}};
}

// Time passes until the patience of a waiting state is over: then its deadline is not refused. Elsewhere there is none.
template <class Lifecycle>
void run_out_of_patience(walker<Lifecycle>& walk) {
  const auto due = walk.it.due();
  if (due) { walk.at = std::max(walk.at, *due); }
  REQUIRE(static_cast<bool>(walk.step(fairlead::deadline{})) == due.has_value());
}

// Ada's change needs two on Code-Review, and one who may on Security; two people, over both.
change::data reviewed(dice& weather) {
  change::data of{};
  of.id = "I42";
  of.branch = "main";
  of.author = "ada";
  of.requester = "ada";
  of.policy.requirements = {{"Code-Review", {}}, {"Security", {}}};
  of.policy.requirements[0].policy.quorum = 2;
  of.policy.requirements[0].policy.voters = {"ada", "bob", "cleo", "olga", "dora", "ci"};
  of.policy.requirements[1].policy.voters = {"cleo"};
  of.policy.requirements[1].policy.role = "admin";
  of.policy.distinct_reviewers = 2;
  of.policy.checks = {"unit"};
  of.revision = weather.contents();
  return of;
}
// Counted anew: nobody rejects, and enough others approve this revision on each label.
bool agreed(const change::data& of) {
  std::set<std::string> code;
  std::set<std::string> security;
  for (const label_vote& each : of.votes) {
    if (each.vote == vote_value::reject) { return false; }
    if (each.revision != of.revision || each.by.id == "ada" || each.by == of.requester || each.by.id == "ci") {
      return false;
    }
    (each.label == "Security" ? security : code).insert(each.by.id);
  }
  return code.size() >= 2 && (security.contains("cleo") || security.contains("dora"));
}
change::enqueue queued(dice& chance, const change::data& of, fairlead::timestamp at) {
  const digest tip = mostly(chance, content('c'));
  change::enqueue event{chance.person(),
                        unit(chance, of.revision),
                        {mostly(chance, of.revision), mostly(chance, tip), {}, source(chance)},
                        {chance.below(9) == 0 ? "next" : "main",
                         chance.below(4) == 0 ? chance.any<branch_condition>() : branch_condition::open, tip,
                         at + -minutes{static_cast<int>(chance.below(13)) - 1}, source(chance)}};
  if (chance.below(9) == 0) { event.trial.conflicts = {"src/main.cpp"}; }
  return event;
}

}  // namespace

TEST_CASE("a random walk of change never merges but what others have approved, exactly as it was tested") {
  dice weather(31);
  walker<change> walk(31, [&weather] { return table_machine<change>{reviewed(weather), tests::now}; });
  int merged = 0;
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    walk.at = walk.at + minutes{chance.below(30)};
    const change::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.person();
    const std::string label = chance.below(9) == 0 ? "Verified" : chance.below(3) == 0 ? "Security" : "Code-Review";
    switch (draw(chance, 13, from,
                 {{"draft", 0},
                  {"in_review", 1},
                  {"changes_requested", 3 + chance.below(2)},
                  {"approved", 5},
                  {"gating", 6},
                  {"abandoned", 11}})) {
      case 0:
        if (walk.step(change::mark_ready{who})) { REQUIRE(before.revision); }
        break;
      case 1:
      case 2: {
        const auto vote = chance.below(8) == 0 ? vote_value::reject : vote_value::approve;
        const change::review review{who, mostly(chance, before.revision), label, vote, ""};
        if (walk.step(review)) {
          REQUIRE(label != "Verified");
          REQUIRE(walk.it.is<change::changes_requested>() == (vote == vote_value::reject));
          if (vote == vote_value::approve) { REQUIRE((who.id != "ada" && who != before.requester)); }
          if (vote == vote_value::approve) { REQUIRE(walk.it.is<change::approved>() == agreed(walk.it.data())); }
        }
        break;
      }
      case 3: {
        const digest revision = mostly(chance, content(static_cast<char>('a' + chance.below(3))));
        const bool happens = from != "abandoned" && revision && revision != before.revision;
        REQUIRE(static_cast<bool>(walk.step(change::new_patchset{who, revision})) == happens);
        if (happens) {
          REQUIRE((walk.it.is<change::draft>() || walk.it.is<change::in_review>()));
          REQUIRE(std::ranges::none_of(walk.it.data().votes,
                                       [](const label_vote& each) { return each.vote == vote_value::approve; }));
        }
        break;
      }
      case 4: {
        const auto by = before.votes.empty() || chance.below(3) == 0 ? who : before.votes.back().by;
        if (walk.step(change::veto_withdrawn{by, label})) {
          REQUIRE(walk.it.data().votes.size() < before.votes.size());
        }
        break;
      }
      case 5: {
        const auto event = queued(chance, before, walk.at);
        if (walk.step(event)) {
          REQUIRE(event.branch.condition == branch_condition::open);
          REQUIRE(event.branch.observed >= walk.at + -minutes{10});
          REQUIRE(event.trial.conflicts.empty());
          REQUIRE(event.checks.front().subject == before.revision);
        }
        break;
      }
      case 6: {
        const digest commit = mostly(chance, content('d'));
        const change::gate_passed event{mostly(chance, before.revision),
                                        mostly(chance, commit),
                                        {commit, mostly(chance, before.base), 2, ""},
                                        unit(chance, commit)};
        if (walk.step(event)) {
          REQUIRE(event.tested == event.merge.id);
          REQUIRE(event.merge.base == before.base);
          REQUIRE(event.checks.front().subject == event.tested);
          REQUIRE(event.revision == before.revision);
        }
        break;
      }
      case 7:
        (void)walk.step(change::gate_failed{before.revision, mostly(chance, before.base), source(chance)});
        break;
      case 8:
        REQUIRE(static_cast<bool>(walk.step(change::gate_reset{chance.contents()})) == (from == "gating"));
        break;
      case 9:
        REQUIRE(static_cast<bool>(walk.step(change::dequeue{who, chance.reason()})) == (from == "gating"));
        break;
      case 10:
        if (chance.below(6) == 0) { (void)walk.step(change::abandon{who, chance.reason()}); }
        break;
      case 11:
        (void)walk.step(change::restore{who});
        break;
      default:
        run_out_of_patience(walk);
    }
    const change::data& of = walk.it.data();
    const bool in_gate = walk.it.is<change::gating>();
    if (walk.it.is<change::approved>() || in_gate || walk.it.is<change::merged>()) { REQUIRE(agreed(of)); }
    if (in_gate) { REQUIRE((from == "approved" || from == "gating")); }
    if (walk.it.is<change::approved>()) { REQUIRE((from == "in_review" || from == "approved" || from == "gating")); }
    if (!in_gate && !walk.it.is<change::merged>()) { REQUIRE_FALSE(of.base); }
    if (walk.it.is<change::merged>()) {
      REQUIRE(from == "gating");
      REQUIRE((of.merge.id && of.merge.base == of.base));
      ++merged;
    }
    for (const label_vote& each : of.votes) {
      REQUIRE(std::ranges::count_if(of.votes, [&](const label_vote& other) {
                return other.by == each.by && other.label == each.label;
              }) == 1);
    }
  }
  CHECK(walk.fired > events / 20);
  CHECK(merged > 100);
  walk.check_that_all_rows_fired();
}

namespace {

// A version that may follow `last`, that is the same, or that is none.
std::string version_after(dice& chance, const std::string& last) {
  const auto base = last.empty() ? semantic_version{} : semantic_version::parse(last);
  switch (chance.below(10)) {
    case 0:
      return "next";
    case 1:
      return last.empty() ? "0.0.1" : last;
    case 2:
      return base.next_major().to_string();
    case 3:
      return base.next_minor().to_string();
    case 4:
      return base.next_patch().to_string();
    case 5:
      return base.next_minor().to_string() + "-rc." + std::to_string(chance.below(3));
    case 6:
      return base.prerelease.empty() ? base.next_patch().to_string() + "-alpha" : base.next_prerelease().to_string();
    case 7:
      return base.released().to_string() + "-rc." + std::to_string(chance.below(12));
    case 8:
      return base.next_minor().next_patch().to_string();
    default:
      return base.released().to_string();
  }
}
// Counted anew: the number that was raised says as much as has changed.
bool says_enough(const semantic_version& last, const semantic_version& next, const version::api_comparison& api) {
  if (last.major_number == 0) {
    return api.breaking == 0 || last.minor_number == 0 || next.minor_number > last.minor_number ||
           next.major_number > 0;
  }
  if (next.major_number > last.major_number) { return next.minor_number == 0 && next.patch_number == 0; }
  if (next.minor_number > last.minor_number) { return api.breaking == 0 && next.patch_number == 0; }
  return api.breaking == 0 && api.additions == 0;
}

}  // namespace

TEST_CASE("a random walk of version never goes back, and never changes what is released") {
  dice weather(32);
  walker<version> walk(32, [&weather] {
    static const std::array<const char*, 4> releases{"", "0.0.3", "0.4.2", "1.4.2"};
    version::data of{};
    of.package = "anchor";
    of.previous = releases[weather.below(4)];
    return table_machine<version>{std::move(of), tests::now};
  });
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    walk.at = walk.at + hours{chance.below(5)};
    const version::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.person();
    const std::string& last = before.version.empty() ? before.previous : before.version;
    const std::string next = version_after(chance, last);
    const digest contents = chance.contents();
    switch (
        draw(chance, 7, from,
             {{"planned", chance.below(2)}, {"prerelease", chance.below(2)}, {"deprecated", 4 + chance.below(2)}})) {
      case 0:
        (void)walk.step(version::cut_prerelease{who, next, contents});
        break;
      case 1: {
        const version::api_comparison api{chance.below(6) == 0 ? "1.4.1" : before.previous, mostly(chance, contents),
                                          chance.below(3) == 0 ? 1U : 0U, chance.below(2), source(chance)};
        if (walk.step(version::finalize{who, next, contents, api}) && !before.previous.empty()) {
          REQUIRE(api.baseline == before.previous);
          REQUIRE(api.contents == contents);
          REQUIRE(says_enough(semantic_version::parse(before.previous), semantic_version::parse(next), api));
        }
        break;
      }
      case 2:
        if (chance.below(3) == 0) {
          (void)walk.step(version::deprecate{who, chance.below(2) == 0 ? "" : next, chance.reason()});
        }
        break;
      case 3:
        if (chance.below(8) == 0 && walk.step(version::drop{who, chance.reason()})) {
          REQUIRE((from == "planned" || from == "prerelease"));
        }
        break;
      case 4: {
        const auto ends = walk.at + (hours{chance.below(6)} - hours{4});
        const version::eol event{source(chance), ends + -hours{24 * (175 + chance.below(10))}, ends};
        if (walk.step(event)) {
          REQUIRE(ends <= walk.at);
          REQUIRE(event.announced + hours{24 * 180} <= ends);
        }
        break;
      }
      default:
        if (chance.below(4) == 0) { (void)walk.step(version::yank{who, chance.reason()}); }
    }
    const version::data& of = walk.it.data();
    if (from == "planned" || from == "prerelease") {
      if (of.version != before.version && !last.empty()) {
        REQUIRE(semantic_version::parse(last) < semantic_version::parse(of.version));
      }
    } else {
      REQUIRE(of.version == before.version);
      REQUIRE(of.contents == before.contents);
      REQUIRE_FALSE((walk.it.is<version::planned>() || walk.it.is<version::prerelease>()));
      REQUIRE_FALSE(walk.it.is<version::dropped>());
    }
    if (from == "prerelease" && !walk.it.is<version::dropped>()) {
      REQUIRE(semantic_version::parse(of.version).released() == semantic_version::parse(before.version).released());
    }
    if (walk.it.is<version::prerelease>()) { REQUIRE_FALSE(semantic_version::parse(of.version).prerelease.empty()); }
    if (walk.it.is<version::released>()) {
      REQUIRE(semantic_version::parse(of.version).prerelease.empty());
      REQUIRE(of.contents);
    }
    if (walk.it.is<version::end_of_life>()) { REQUIRE(from == "deprecated"); }
  }
  CHECK(walk.fired > events / 20);
  walk.check_that_all_rows_fired();
}

namespace {

branch_protection one_review(bool linear) {
  branch_protection rules{};
  rules.review = fairlead::approval_policy{};
  rules.review->voters = {"ada", "bob", "cleo", "ci"};
  rules.checks = {"unit"};
  rules.linear_history = linear;
  return rules;
}
merge_record proposed(dice& chance, const branch::data& of) {
  const digest commit = chance.contents();
  merge_record what{chance.below(9) == 0 ? "" : "I42",
                    chance.below(9) == 0 ? "next" : "main",
                    chance.person(),
                    chance.person(),
                    {chance.person(), chance.person()},
                    {commit, mostly(chance, of.tip), 1 + chance.below(2), ""},
                    unit(chance, commit)};
  return what;
}
// Counted anew: somebody else has approved, and what was tested is what is merged.
bool keeps_rules(const merge_record& what, bool linear) {
  const bool approved = std::ranges::any_of(what.approvers, [&](const actor& each) {
    return (each.id == "ada" || each.id == "bob" || each.id == "cleo") && each != what.author && each != what.uploader;
  });
  return approved && what.checks.front().subject == what.commit.id && what.checks.front().failing == 0 &&
         (!linear || what.commit.parents == 1);
}

}  // namespace

TEST_CASE("a random walk of branch never merges past its rules or its freeze, nor loses what is protected") {
  walker<branch> walk(33, [] {
    branch::data of{};
    of.name = "main";
    of.author = "ada";
    of.authorities = {"cleo", "dora", "ci"};
    of.tip = content('a');
    return table_machine<branch>{std::move(of), tests::now};
  });
  int excepted = 0;
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    walk.at = walk.at + minutes{chance.below(60)};
    const branch::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.person();
    switch (draw(chance, 9, from, {{"active", 4 * chance.below(2)}, {"protected", chance.below(5)}, {"frozen", 0}})) {
      case 0:
      case 1: {
        branch::merge event{who, proposed(chance, before), {}};
        if (chance.below(2) == 0) {
          event.exception = fairlead::override_statement{chance.person(), chance.reason(), chance.reason()};
        }
        if (walk.step(event)) {
          REQUIRE(event.change.commit.base == before.tip);
          REQUIRE(event.change.branch == "main");
          REQUIRE(walk.it.data().tip == event.change.commit.id);
          if (from != "active") { REQUIRE(keeps_rules(event.change, before.rules.linear_history)); }
          if (from == "frozen") {
            const auto& by = event.exception->by;
            REQUIRE((by.id == "cleo" || by.id == "dora"));
            REQUIRE((by != event.change.author && by != event.change.uploader));
            REQUIRE((who != event.change.author && who != event.change.uploader));
            REQUIRE(walk.it.data().audit_trail.size() == before.audit_trail.size() + 1);
            ++excepted;
          }
        }
        break;
      }
      case 2:
        if (walk.step(branch::freeze{who, chance.reason(), walk.at + (hours{chance.below(400)} - hours{20})})) {
          REQUIRE((who.id == "cleo" || who.id == "dora"));
          REQUIRE(walk.it.data().frozen_by->expires > walk.at);
          REQUIRE(walk.it.data().frozen_by->expires <= walk.at + branch::frozen::patience);
          REQUIRE_FALSE(walk.it.data().frozen_by->reason.empty());
        }
        break;
      case 3: {
        const branch::unprotect event{who, chance.person(), chance.reason()};
        if (walk.step(event)) {
          REQUIRE(who.id == "dora");
          REQUIRE(event.requested_by.id != "dora");
        }
        break;
      }
      case 4:
        REQUIRE(static_cast<bool>(walk.step(branch::protect{who, one_review(chance.below(2) == 0)})) ==
                (from == "active"));
        break;
      case 5:
        if (walk.step(branch::thaw{who, chance.reason()})) { REQUIRE((who.id == "cleo" || who.id == "dora")); }
        break;
      case 6: {
        const branch::erase event{
            who, {mostly(chance, before.tip), chance.below(2) == 0 ? "" : "next", source(chance)}, chance.glass()};
        if (chance.below(3) == 0 && walk.step(event)) {
          REQUIRE(from == "active");
          const bool elsewhere = event.usage.tip == before.tip && !event.usage.contained_in.empty();
          REQUIRE((elsewhere || event.override_by->by.id == "dora"));
        }
        break;
      }
      default:
        run_out_of_patience(walk);
    }
    const branch::data& of = walk.it.data();
    REQUIRE(of.frozen_by.has_value() == walk.it.is<branch::frozen>());
    REQUIRE(of.rules.review.has_value() == (walk.it.is<branch::guarded>() || walk.it.is<branch::frozen>()));
    if (walk.it.is<branch::deleted>()) { REQUIRE(from == "active"); }
    if (walk.it.is<branch::frozen>()) { REQUIRE((from == "frozen" || from == "protected")); }
    if (from == "frozen") { REQUIRE((walk.it.is<branch::frozen>() || walk.it.is<branch::guarded>())); }
  }
  CHECK(walk.fired > events / 20);
  CHECK(excepted > 100);
  walk.check_that_all_rows_fired();
}
