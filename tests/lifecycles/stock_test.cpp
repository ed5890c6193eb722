// SPDX-License-Identifier: BSL-1.0
// The stock lifecycles against the tables that were designed for them, where those are at hand. Every difference is
// deliberate and stands in a list with its reason.
#include <fairlead/lifecycles.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "../support/source_root.hpp"

namespace {

namespace fs = std::filesystem;
using lines = std::set<std::string>;

// One machine as sorted lines: "state draft initial" and "draft, cut [a & b] -> candidate".
using designs = std::map<std::string, lines>;

std::string snake(const std::string& camel) {
  std::string text;
  for (const char c : camel) {
    const auto upper = static_cast<unsigned char>(c);
    if (std::isupper(upper) != 0 && !text.empty()) { text += '_'; }
    text += static_cast<char>(std::tolower(upper));
  }
  return text;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) { parts.push_back(part); }
  return parts;
}

std::string arrow(const std::string& source, const std::string& event, const std::set<std::string>& guards,
                  const std::string& target) {
  std::string text = source + ", " + event + " [";
  for (const std::string& each : guards) { text += (text.ends_with('[') ? "" : " & ") + each; }
  return text + "] -> " + target;
}

// "t Draft,Candidate cut [a & !b] /action -> Target", or "-> _self"
void read_transition(const std::string& line, lines& machine) {
  std::istringstream words(line);
  std::string word;
  std::string sources;
  std::string event;
  words >> word >> sources >> event;
  std::set<std::string> guards;
  const std::size_t open = line.find('[');
  if (open != std::string::npos) {
    std::istringstream inside(line.substr(open + 1, line.find(']') - open - 1));
    for (std::string guard; inside >> guard;) {
      if (guard != "&") { guards.insert(guard); }
    }
  }
  const std::string target = line.substr(line.rfind("-> ") + 3);
  for (const std::string& source : split(sources, ',')) {
    machine.insert(arrow(snake(source), event, guards, snake(target == "_self" ? source : target)));
  }
}

designs read_designs(std::istream& input) {
  designs all;
  lines* machine = nullptr;
  for (std::string line; std::getline(input, line);) {
    if (line.starts_with("machine ")) { machine = &all[line.substr(line.find('.') + 1)]; }
    if (line.starts_with("t ")) { read_transition(line, *machine); }
    if (!line.starts_with("states ")) { continue; }
    for (std::string state : split(line.substr(7), ' ')) {
      std::string legend;
      for (const auto& [flag, name] :
           {std::pair('*', " initial"), {'~', " waiting"}, {'!', " terminal"}, {'^', " needs_operator"}}) {
        if (state.find(flag) != std::string::npos) { legend += name; }
      }
      state.resize(std::min(state.find_first_of("*~!^"), state.size()));
      machine->insert("state " + snake(state) + legend);
    }
  }
  return all;
}

template <class Lifecycle>
lines lines_of() {
  const auto& lifecycle = fairlead::description_of<Lifecycle>;
  lines result;
  for (const auto* state : lifecycle.states) {
    std::string legend;
    using enum fairlead::legend;
    for (const auto& [mark, name] : {std::pair(initial, " initial"),
                                     {waiting, " waiting"},
                                     {terminal, " terminal"},
                                     {needs_operator, " needs_operator"}}) {
      if (has(state->marks, mark)) { legend += name; }
    }
    result.insert("state " + std::string(state->name) + legend);
  }
  for (const auto& edge : lifecycle.edges) {
    std::set<std::string> guards;
    for (const auto& guard : lifecycle.rows[edge.row].guards) {
      std::string name(guard.name);
      if (const std::size_t at = name.find("deploy_gate="); at != std::string::npos) { name.erase(at, 7); }
      guards.insert(name);
    }
    result.insert(arrow(std::string(lifecycle.states[edge.source]->name),
                        std::string(lifecycle.events[edge.event]->name), guards,
                        std::string(lifecycle.states[edge.target]->name)));
  }
  return result;
}

// A deliberate difference: the rows of `event` that say `where` also carry `guard`; or `where` is spelled `guard`.
struct difference {
  std::string lifecycle;
  std::string event;
  std::string where;
  std::string guard;
  bool renamed;
  std::string reason;
};

const std::vector<difference> differences{
    {"release_candidate", "judged", "judgment=continue", "judgment=proceed", true, "`continue` is a word of C++"},
    {"approval", "vote", "decision=requestChanges", "decision=request_changes", true, "our names are snake_case"},
    {"approval", "vote", "decision=approved", "digest_matches", false,
     "who approves has looked at these contents, not at others"},
    {"hold", "hold", "reason_given", "new_defect", false, "a defect that is open already is not opened twice"},
    {"hold", "resolve", "reason_given", "defect_open", false, "only what is open can be resolved"},
    {"environment", "deploy_started", "lock_held", "contents_known", false,
     "without a digest nothing could be verified"},
    {"env_lock", "renew", "is_owner", "token_current", false, "an earlier run of the owner does not renew this lock"},
    {"env_lock", "renew", "is_owner", "lease_runs", false, "a lease that has lapsed is resumed, not renewed"},
    {"env_lock", "release", "is_owner", "token_current", false, "an earlier run of the owner does not free this lock"},
    {"freeze_window", "deadline", "!now_in_interval", "occurrence_ahead", false, "what never comes is not waited for"},
    {"freeze_window", "ended", "recurs", "interval_over", false, "an end before its time is a lift, with a reason"},
    {"freeze_window", "extended", "authority", "later_end", false, "an extension extends, and not without bound"},
    {"feature_flag", "evaluated_preprod", "", "seen_before_production", false,
     "production does not count as before it"},
    {"feature_flag", "enable", "approved", "is_share", false, "no share of requests is above 100 %"},
    {"feature_flag", "ramp", "approved", "is_share", false, "no share of requests is above 100 %"},
    {"rollout", "candidate_ready", "", "plan_sound", false, "what cannot be gone to its end is not begun"},
    {"rollout", "weight_applied", "next=", "follows_plan", false, "the plan says what is next, not whoever reports"},
    {"rollout", "analysis_closed", "verdict=successful", "verdict_measured", false, "measurements say so, not a word"},
    {"rollout", "analysis_closed", "verdict=inconclusive", "verdict_measured", false,
     "measurements say so, not a word"},
    {"rollout", "new_revision", "", "other_revision", false, "a revision does not supersede itself"},
    {"rollout", "old_retired", "", "stable_retired", false, "another copy's end is no news here"},
    {"promotion", "evaluated", "verdict=", "upstream_says_so", false, "the reports say so, not whoever evaluates"},
    {"promotion", "started", "gate_permits", "approval_present", false, "an approval may expire while it is queued"},
    {"promotion", "superseded", "", "newer", false, "only a later promotion supersedes"},
    {"promotion", "member_live", "all_members_live", "member_healthy", false,
     "live is what was started and is healthy"},
    {"promotion", "member_failed", "", "member_begun", false, "nothing fails that was not begun"},
    {"promotion", "restore_failed", "", "member_begun", false, "nothing fails that was not begun"},
    {"promotion", "verify_passed", "", "set_verified", false, "every member is verified, not the set by a word"},
    {"promotion", "member_restored", "all_members_restored", "previous_healthy", false, "restored is what is healthy"},
    {"promotion", "operator_resolved", "restored=all", "previous_set_healthy", false, "restored is what is healthy"},
    {"promotion", "cancel", "", "authorized", false, "not everybody may cancel"},
    {"deployment", "newer_enqueued", "", "newer", false, "only a later request supersedes"},
    {"deployment", "cancel", "", "requester_or_operator", false, "not everybody may cancel"},
    {"check_run", "check_finished", "outcome=success", "report_agrees", false,
     "a success is of these contents, and its own report does not contradict it"},
    {"quality_gate", "evaluated", "verdict=pass", "requirements_met", false,
     "to pass, each required check has been made of these contents"},
    {"quality_gate", "judged", "judgment=continue", "judgment=proceed", true, "`continue` is a word of C++"},
    {"quality_gate", "waive", "has_expiry", "reason_given", false, "a waiver is reviewed afterwards by its reason"},
    {"finding", "accept_risk", "has_expiry", "reason_given", false, "whoever accepts a risk says why"},
    {"artifact", "clear_quarantine", "security_role", "signature_holds", false,
     "what was never signed does not leave quarantine as signed"},
    {"release_line", "promote", "approved_candidate", "final_version", false,
     "what is generally available is no prerelease"},
    {"release_line", "release", "approved_candidate", "final_version", false,
     "what is generally available is no prerelease"},
    {"release_line", "next_line_ga", "", "later_line", false, "only a later line takes over"},
    {"change", "mark_ready", "", "revision_known", false, "nothing is reviewed that is not there"},
    {"change", "new_patchset", "", "other_revision", false, "a patch set does not outdate itself"},
    {"change", "review", "vote=approve", "current_revision", false,
     "who approves has looked at this revision, not at another"},
    {"change", "veto_withdrawn", "", "own_veto", false, "a veto is its reviewer's to withdraw"},
    {"change", "gate_failed", "", "same_merge", false, "an earlier try that fails is no news"},
    {"version", "cut_prerelease", "", "is_prerelease", false, "what is cut before a release is a prerelease"},
    {"version", "cut_prerelease", "", "contents_known", false, "what is never changed any more has to be known"},
    {"version", "finalize", "", "final_version", false, "what is released is no prerelease"},
    {"version", "finalize", "", "contents_known", false, "what is never changed any more has to be known"},
    {"branch", "merge", "protected, merge", "rules_met", false, "what protects a branch is its rules"},
    {"branch", "merge", "frozen, merge", "rules_met", false, "an exception lifts the freeze, not the rules"},
    {"branch", "merge", "frozen, merge", "change_merged", false, "what is excepted is a change like any other"},
    {"branch", "freeze", "", "has_expiry", false, "a freeze ends by itself"},
    {"branch", "freeze", "", "reason_given", false, "whoever freezes says why"},
    {"error_budget", "burn_rate_high", "", "burns_fast", false, "counts over windows decide, not the event's name"},
    {"error_budget", "burn_rate_normal", "", "!burns_fast", false, "counts over windows decide"},
    {"error_budget", "burn_rate_normal", "", "windows_measured", false, "what was not measured is not calm"},
    {"error_budget", "budget_exhausted", "", "budget_spent", false, "counts over the objective's window decide"},
    {"error_budget", "window_clean", "", "stayed_clean", false, "recovery lasts for a while"},
    {"error_budget", "window_clean", "", "remaining_above_hysteresis", false,
     "the budget is still there when the freeze is lifted"},
    {"error_budget", "slo_retired", "", "reason_given", false,
     "to retire an objective lifts its freeze: it must say why"},
    {"alert", "condition_true", "", "crosses", false, "the measured value decides"},
    {"alert", "condition_true", "", "value_known", false, "what is unknown or stale does not fire"},
    {"alert", "condition_false", "", "!crosses", false, "the measured value decides"},
    {"alert", "condition_false", "", "value_known", false, "what is unknown or stale does not resolve"},
    {"probe", "sample", "", "new_sample", false, "a sample counts once"},
    {"probe", "sample", "result=ok", "answers_in_time", false, "an answer that comes too late is none"},
    {"incident", "auto_resolved", "", "same_alert", false, "only the alert that has raised an incident takes it back"},
    {"incident", "triaged", "[postmortem_required", "owner_named", false, "a postmortem needs somebody to write it"},
    {"infra_run", "planned", "[has_changes", "plan_identified", false, "what cannot be told apart cannot be confirmed"},
    {"infra_run", "policy_closed", "result=passed", "same_plan", false,
     "the plan that was checked is the one that counts"},
    {"infra_run", "policy_closed", "result=soft_failed", "same_plan", false,
     "the plan that was checked is the one that counts"},
    {"infra_run", "policy_closed", "gate=open", "lock_lasts", false, "the lock may have lapsed since the beginning"},
    {"infra_run", "policy_closed", "gate=frozen", "!gate=open", true, "a restricted gate is not open either"},
    {"infra_run", "overridden", "", "same_plan", false, "the plan that was looked at is the one that counts"},
    {"infra_run", "confirmed", "", "same_plan", false, "the plan that was looked at is the one that counts"},
    {"infra_run", "confirmed", "gate=", "lock_lasts", false, "the lock may have lapsed since the beginning"},
    {"infra_run", "confirmed", "gate=frozen", "!gate=open", true, "a restricted gate is not open either"},
    {"infra_run", "discard", "", "requester_or_operator", false, "not everybody may end a run"},
    {"infra_run", "cancel", "", "requester_or_operator", false, "not everybody may end a run"},
    {"config_item", "drift_detected", "", "differs", false, "what is as it should be has not drifted"},
    {"config_item", "self_healed", "", "verified_in_sync", false, "what was observed says so, not a word"},
    {"config_item", "remediate", "gate=frozen", "!gate=open", true, "a restricted gate is not open either"},
    {"change_request", "authorized", "", "same_plan", false, "the plan that was voted on is the one that counts"},
    {"change_request", "start", "", "window_begun", false, "what is planned for tonight is not begun at noon"},
    {"change_request", "start", "gate=frozen", "!gate=open", true, "a restricted gate is not open either"},
    {"release_plan", "feature_freeze", "", "scope_set", false, "what is frozen is some scope"},
    {"release_plan", "feature_freeze", "", "date_reached", false, "whoever works towards a date can rely on it"},
    {"release_plan", "code_freeze", "", "date_reached", false, "whoever works towards a date can rely on it"},
    {"release_plan", "go", "", "same_candidate", false, "the candidate that was decided on is the one that leaves"},
    {"release_plan", "all_members_live", "", "members_healthy", false, "the checks of every member say so, not a word"},
    {"requirement", "rolled_back", "", "delivered_release", false, "another release's rollback is no news here"},
    {"requirement", "accepted_by_owner", "", "is_owner", false, "only its owner accepts a requirement"},
    {"requirement", "accepted_by_owner", "", "wrote_no_change", false,
     "whoever has written a part of it does not accept it"},
    {"risk", "treat", "", "actions_planned", false, "a treatment without actions treats nothing"},
    {"risk", "accept_risk", "", "reason_given", false, "whoever accepts a risk says why"},
    {"risk", "control_effective", "", "risk_reduced", false, "a control that leaves the risk as it was has no effect"},
    {"risk", "indicator_breached", "", "above_highest", false, "the measured value decides"},
    {"risk", "retire", "", "not_self", false, "nobody closes a risk of their own alone"}};

// A row that the design does not have.
struct addition {
  std::string lifecycle;
  std::string row;
  std::string reason;
};

const std::vector<addition> additions{
    {"artifact", "quarantined, clear_quarantine [!signature_holds & not_self & security_role] -> packaged",
     "what was never signed goes back to be signed"},
    {"freeze_window", "planned, deadline [!now_in_interval & !occurrence_ahead] -> ended",
     "a window that was missed altogether ends"}};

// The design with one difference applied; false if it changes nothing.
bool apply(const difference& change, lines& design) {
  lines result;
  for (const std::string& line : design) {
    const std::size_t open = line.find(" [");
    const std::size_t close = line.find("] ->");
    const bool meant = line.find(", " + change.event + " [") != std::string::npos && line.find(change.where) < close;
    if (!meant) {
      result.insert(line);
      continue;
    }
    std::set<std::string> guards{change.guard};
    std::istringstream inside(line.substr(open + 2, close - open - 2));
    for (std::string guard; inside >> guard;) {
      if (guard != "&" && !(change.renamed && guard == change.where)) { guards.insert(guard); }
    }
    const std::size_t comma = line.find(',');
    result.insert(arrow(line.substr(0, comma), change.event, guards, line.substr(close + 5)));
  }
  const bool changed = result != design;
  design = std::move(result);
  return changed;
}

template <class Lifecycle>
void compare(designs& all) {
  const std::string name(fairlead::description_of<Lifecycle>.name);
  lines& designed = all[name];
  REQUIRE_FALSE(designed.empty());
  for (const difference& each : differences) {
    if (each.lifecycle == name) { CHECK_MESSAGE(apply(each, designed), "no difference any more: " << each.guard); }
  }
  for (const addition& each : additions) {
    if (each.lifecycle == name) {
      CHECK_MESSAGE(designed.insert(each.row).second, "no addition any more: " << each.row);
    }
  }
  lines apart;
  const lines built = lines_of<Lifecycle>();
  std::ranges::set_symmetric_difference(built, designed, std::inserter(apart, apart.end()));
  for (const std::string& each : apart) { CHECK_MESSAGE(false, name << ": " << each); }
}

}  // namespace

TEST_CASE("the stock lifecycles have the states, legends, rows and guards that were designed") {
  const fs::path design = tests::source_root() / "../shared/design/stock.fsm";
  if (!fs::exists(design)) {
    MESSAGE("skipped: " << design.filename().string() << " is not on this machine");
    return;
  }
  std::ifstream input(design);
  designs all = read_designs(input);
  compare<fairlead::create::release_candidate>(all);
  compare<fairlead::package::approval>(all);
  compare<fairlead::package::hold>(all);
  compare<fairlead::release::deploy_gate>(all);
  compare<fairlead::release::environment>(all);
  compare<fairlead::release::deployment>(all);
  compare<fairlead::create::build>(all);
  compare<fairlead::verify::check_run>(all);
  compare<fairlead::verify::quality_gate>(all);
  compare<fairlead::verify::finding>(all);
  compare<fairlead::package::artifact>(all);
  compare<fairlead::package::release_line>(all);
  compare<fairlead::vcs::branch>(all);
  compare<fairlead::vcs::change>(all);
  compare<fairlead::vcs::version>(all);
  compare<fairlead::release::env_lock>(all);
  compare<fairlead::release::freeze_window>(all);
  compare<fairlead::release::feature_flag>(all);
  compare<fairlead::release::rollout>(all);
  compare<fairlead::monitor::error_budget>(all);
  compare<fairlead::release::promotion>(all);
  compare<fairlead::monitor::alert>(all);
  compare<fairlead::monitor::probe>(all);
  compare<fairlead::monitor::incident>(all);
  compare<fairlead::configure::infra_run>(all);
  compare<fairlead::configure::config_item>(all);
  compare<fairlead::plan::change_request>(all);
  compare<fairlead::plan::release_plan>(all);
  compare<fairlead::plan::requirement>(all);
  compare<fairlead::plan::risk>(all);
}
