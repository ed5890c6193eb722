// SPDX-License-Identifier: BSL-1.0
#include "train.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include <fairlead/error.hpp>
#include <fairlead/identity/sha256.hpp>

namespace release_train {

namespace {

using fairlead::actor;
using fairlead::beside;
using fairlead::digest;

constexpr std::array<const char*, 3> environment_names{"dev", "staging", "prod"};
constexpr const char* version = "1.1.0";
constexpr const char* previous_version = "1.0.0";
constexpr const char* approver_role = "release_approver";

const actor author{"ada", {approver_role}};
const actor conductor{"release_train", {}, true};

struct ballot_paper {
  actor by;
  bool of_the_candidate;  // else of what ran before
};
// The author tries, somebody looks at the wrong contents, somebody votes twice; then two of three have approved.
const std::array<ballot_paper, 5> ballot_papers{
    {{author, true}, {{"bob", {}}, false}, {{"bob", {}}, true}, {{"bob", {}}, true}, {{"cleo", {}}, true}}};

deployment::gate_reading reading_of(const machine<deploy_gate>& gate) {
  if (gate.is<deploy_gate::open>()) { return deployment::gate_reading::open; }
  return gate.is<deploy_gate::restricted>() ? deployment::gate_reading::restricted : deployment::gate_reading::frozen;
}

}  // namespace

train::train(train_state state, const std::filesystem::path& folder, audience told)
    : state_(std::move(state)), told_(std::move(told)) {
  for (const stop& each : state_.stops) { sites_.emplace_back(folder, each.place.data().environment); }
}

fairlead::timestamp train::now() const { return state_.asked.started + std::chrono::seconds(state_.steps); }

void train::note(const std::string& line) {
  state_.journal.push_back(line);
  told_.line(line);
}

template <class Machine, class Event, class... Options>
bool train::fire(const std::string& who, Machine& machine, const Event& event, const Options&... options) {
  const auto outcome = machine.fire(event, now(), options...);
  note(who.empty() ? outcome.text() : who + ": " + outcome.text());
  return static_cast<bool>(outcome);
}

template <class Machine, class Event, class... Options>
void train::must_fire(const std::string& who, Machine& machine, const Event& event, const Options&... options) {
  if (!fire(who, machine, event, options...)) {
    throw fairlead::error(fairlead::errc::invalid_value, "the train cannot go on: " + state_.journal.back());
  }
}

train train::begin(const request& asked, plan what, const std::filesystem::path& folder, audience told) {
  train_state state{};
  state.asked = asked;
  for (const char* name : environment_names) {
    stop each{};
    each.place = machine<environment>{{.environment = name}, asked.started};
    each.gate = machine<deploy_gate>{{.author = author, .authorities = {"dora"}}, asked.started};
    state.stops.push_back(std::move(each));
  }
  train result(std::move(state), folder, std::move(told));
  for (const std::string& line : what.report) { result.note(line); }
  result.open_environments(what.before);
  result.cut(std::move(what));
  return result;
}

// What ran before the train came: deployed and verified, so that there is a last good to go back to.
void train::open_environments(const manifest& before) {
  for (std::size_t i = 0; i < state_.stops.size(); ++i) {
    stop& here = state_.stops[i];
    const std::string& name = here.place.data().environment;
    const fairlead::lease lease{name, conductor.id, ++here.token, now() + std::chrono::hours{2}};
    site_of(i).install(before);
    must_fire(name, here.place, environment::provisioned{});
    must_fire(name, here.place, environment::deploy_started{conductor, lease, digest_of(before), {}},
              beside(here.gate));
    must_fire(name, here.place, environment::deployed{});
    must_fire(name, here.place, environment::verify_passed{site_of(i).check_all()});
  }
}

void train::cut(plan what) {
  manifest after = what.before;
  for (const auto& each : what.members) {
    state_.before.push_back(what.before.at(each.key));
    after[each.key] = each.content;
  }
  manifest baseline = what.before;
  for (const auto& each : what.members) { baseline.erase(each.key); }
  state_.undangled = what.dangling_members.empty();
  state_.candidate = machine<release_candidate>{{.author = author,
                                                 .scope = "prod/" + what.change,
                                                 .previous_version = previous_version,
                                                 .judges = {"cleo"},
                                                 .last_good = digest_of(what.before)},
                                                now()};
  machine<release_candidate>& candidate = state_.candidate;
  for (std::size_t i = 0; i < what.members.size(); ++i) {
    const auto outcome = candidate.fire(release_candidate::add_artifact{what.members[i]}, now());
    if (!outcome) { throw fairlead::error(fairlead::errc::invalid_value, outcome.text()); }
    told_.progress("candidate", i + 1, what.members.size());
  }
  release_candidate::cut event{version, {"release " + std::string(version), {}}, digest_of(after), {}};
  for (const auto& [key, content] : baseline) { event.baseline.push_back(key); }
  must_fire("", candidate, event);
  note("candidate " + std::string(version) + " holds " + std::to_string(candidate.data().members.size()) +
       " artifacts: " + candidate.data().contents.abbreviated());
}

bool train::finished() const {
  const auto& candidate = state_.candidate;
  return candidate.ended() || candidate.is<release_candidate::live>() ||
         candidate.is<release_candidate::rolled_back>() || candidate.is<release_candidate::needs_operator>();
}

ending train::result() const {
  if (state_.candidate.is<release_candidate::live>()) { return ending::live; }
  const digest& before = state_.candidate.data().last_good;
  for (std::size_t i = 0; i < state_.stops.size(); ++i) {
    if (!runs(i, before)) { return ending::stopped; }
  }
  return ending::rolled_back;
}

void train::step() {
  machine<release_candidate>& candidate = state_.candidate;
  if (candidate.is<release_candidate::candidate>()) {
    must_fire("", candidate, release_candidate::verification_started{{"digests", "order", "references"}});
  } else if (candidate.is<release_candidate::verifying>()) {
    run_gates();
  } else if (candidate.is<release_candidate::needs_judgment>()) {
    must_fire("", candidate,
              release_candidate::judged{"cleo", release_candidate::judgment::proceed,
                                        "what the source does not describe was there before this release"});
  } else if (candidate.is<release_candidate::verified>()) {
    open_voting();
  } else if (candidate.is<release_candidate::awaiting_approval>()) {
    state_.voting->ended() ? close_voting() : next_vote();
  } else if (candidate.is<release_candidate::approved>()) {
    must_fire("", candidate, release_candidate::stage{conductor}, beside(state_.holds));
  } else if (candidate.is<release_candidate::staged>()) {
    promote();
  } else if (candidate.is<release_candidate::releasing>()) {
    finish_release();
  }
  ++state_.steps;
}

void train::run_gates() {
  const auto& members = state_.candidate.data().members;
  std::map<std::string_view, const release_candidate::member*> by_key;
  for (const auto& each : members) { by_key.emplace(each.key, &each); }

  std::string without_digest;
  std::string out_of_order;
  for (const auto& each : members) {
    if (!each.content) { without_digest = each.key; }
    for (const std::string& needed : each.dependencies) {
      const auto found = by_key.find(needed);
      if (found != by_key.end() && found->second->wave >= each.wave && found->second->group != each.group) {
        out_of_order = each.key;
      }
    }
  }
  using fairlead::create::release_candidate;
  using enum release_candidate::gate_verdict;
  const bool sound = without_digest.empty() && out_of_order.empty();
  note(std::string("gate digests: ") + (without_digest.empty() ? "pass" : "fail: " + without_digest));
  note(std::string("gate order: ") + (out_of_order.empty() ? "pass" : "fail: " + out_of_order));
  note(std::string("gate references: ") +
       (state_.undangled ? "pass" : "inconclusive: a member refers to something that the source does not describe"));
  release_candidate::gate_closed closed{sound ? (state_.undangled ? pass : inconclusive) : fail, {}, {}};
  closed.reason = sound ? "" : "the gates found " + without_digest + out_of_order;
  closed.report = {"three gates over " + std::to_string(members.size()) + " artifacts", {}};
  must_fire("", state_.candidate, closed);
}

void train::open_voting() {
  if (fire("", state_.candidate, release_candidate::release{conductor, {}},
           beside(state_.holds, state_.stops.back().gate))) {
    throw fairlead::error(fairlead::errc::invalid_value, "a candidate was released without approval");
  }
  must_fire("", state_.candidate, release_candidate::request_approval{conductor});
  approval::data asked{};
  asked.subject = state_.candidate.data().contents;
  asked.scope = state_.candidate.data().scope;
  asked.author = author;
  asked.requester = conductor;
  asked.policy = {2, {"bob", "cleo", "dora"}, approver_role, {}, {}};
  fairlead::require_satisfiable(asked.policy, asked.author, asked.requester);
  state_.voting = machine<approval>{std::move(asked), now()};
}

void train::next_vote() {
  const ballot_paper& paper = ballot_papers.at(state_.votes);
  const digest& seen = paper.of_the_candidate ? state_.candidate.data().contents : state_.candidate.data().last_good;
  (void)fire(paper.by.id, *state_.voting, approval::vote{paper.by, approval::decision::approved, seen, "", {}});
  ++state_.votes;
}

void train::close_voting() {
  release_candidate::approval_closed closed{};
  closed.status = state_.voting->is<approval::approved>() ? fairlead::approval_status::approved
                                                          : fairlead::approval_status::rejected;
  closed.record.subject = state_.voting->data().subject;
  for (const auto& each : state_.voting->data().ballots) { closed.record.approvers.push_back(each.voter); }
  closed.record.expires = now() + std::chrono::hours{72};
  must_fire("", state_.candidate, closed);
}

// Every environment but the last, one after the other; then the last is released to.
void train::promote() {
  const std::size_t last = state_.stops.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    if (failed(i)) {
      if (take_back()) {
        must_fire("", state_.candidate,
                  release_candidate::withdraw{conductor,
                                              "the release failed in " + state_.stops[i].place.data().environment});
      }
      return;
    }
    if (!runs(i, state_.candidate.data().contents)) {
      advance(i, true);
      return;
    }
  }
  must_fire("", state_.candidate, release_candidate::release{conductor, {}},
            beside(state_.holds, state_.stops[last].gate));
}

void train::finish_release() {
  using enum release_candidate::promotion_result;
  const std::size_t last = state_.stops.size() - 1;
  if (runs(last, state_.candidate.data().contents)) {
    must_fire("", state_.candidate, release_candidate::promotion_closed{succeeded});
  } else if (state_.stops[last].place.is<environment::needs_operator>()) {
    must_fire("", state_.candidate, release_candidate::promotion_closed{stuck});
  } else if (!failed(last)) {
    advance(last, true);
  } else if (take_back()) {
    must_fire("", state_.candidate, release_candidate::promotion_closed{aborted});
  }
}

// Compensation: what the release has reached is brought back, the last environment first. True when all is back.
bool train::take_back() {
  for (std::size_t i = state_.stops.size(); i-- > 0;) {
    if (!runs(i, state_.candidate.data().last_good)) {
      advance(i, false);
      return false;
    }
  }
  return true;
}

void train::advance(std::size_t number, bool forward) {
  stop& here = state_.stops[number];
  const digest& target = forward ? state_.candidate.data().contents : state_.candidate.data().last_good;
  if (!here.attempt || here.attempt->ended() || here.attempt->data().contents != target) {
    begin_attempt(number, forward);
  } else if (here.place.is<environment::deploying>()) {
    deploy_next_wave(number, forward);
  } else if (here.place.is<environment::verifying>()) {
    verify(number);
  } else if (here.place.is<environment::rolling_back>()) {
    roll_back_next_wave(number);
  } else {
    throw fairlead::error(fairlead::errc::invalid_value,
                          "the environment " + here.place.data().environment + " needs an operator");
  }
}

void train::begin_attempt(std::size_t number, bool forward) {
  stop& here = state_.stops[number];
  const auto& candidate = state_.candidate.data();
  const std::string& name = here.place.data().environment;
  deployment::data wanted{};
  wanted.environment = name;
  wanted.contents = forward ? candidate.contents : candidate.last_good;
  wanted.last_good = here.place.data().last_good;
  wanted.requester = conductor;
  wanted.sequence = ++here.sequence;
  wanted.approval_required = forward;  // the way back to last good needs none
  wanted.approval = candidate.approval;
  here.attempt = machine<deployment>{std::move(wanted), now()};
  here.waves_done = 0;
  const fairlead::lease lease{name, conductor.id, ++here.token, now() + std::chrono::hours{2}};
  const digest contents = here.attempt->data().contents;
  must_fire(name, *here.attempt, deployment::admit{}, beside(here.gate));
  must_fire(name, *here.attempt, deployment::lock_acquired{lease, reading_of(here.gate), here.sequence});
  must_fire(name, here.place, environment::deploy_started{conductor, lease, contents, {}}, beside(here.gate));
}

void train::deploy_next_wave(std::size_t number, bool forward) {
  stop& here = state_.stops[number];
  const std::string& name = here.place.data().environment;
  if (here.waves_done == wave_count()) {
    must_fire(name, *here.attempt, deployment::deployed{});
    must_fire(name, here.place, environment::deployed{});
    return;
  }
  // Backwards, what was released last is taken back first.
  const std::size_t next = forward ? here.waves_done : wave_count() - 1 - here.waves_done;
  const std::vector<placement> wanted = wave(next, forward);
  std::vector<placement> sent = wanted;
  if (forward && number + 1 == state_.stops.size()) {
    for (placement& each : sent) {
      if (each.key == state_.asked.failing) { each.content = fairlead::sha256_of("damaged on its way"); }
    }
  }
  site_of(number).deploy(sent);
  ++here.waves_done;
  told_.progress(name, here.waves_done, wave_count());
  const auto health = site_of(number).check(wanted);
  if (health.passing == health.total) {
    note(name + ": wave " + std::to_string(next + 1) + " of " + std::to_string(wave_count()) +
         (forward ? ": " : " taken back: ") + std::to_string(health.total) + " healthy");
    return;
  }
  const std::string reason = "wave " + std::to_string(next + 1) + ": " + std::to_string(health.total - health.passing) +
                             " of " + std::to_string(health.total) + " health checks failed, first of " +
                             site_of(number).first_unhealthy(wanted);
  note(name + ": " + reason);
  must_fire(name, *here.attempt, deployment::deploy_failed{reason});
  must_fire(name, here.place, environment::deploy_failed{reason});
}

void train::verify(std::size_t number) {
  stop& here = state_.stops[number];
  const std::string& name = here.place.data().environment;
  const auto health = site_of(number).check_all();
  if (health.healthy(here.place.data().running)) {
    must_fire(name, *here.attempt, deployment::verify_passed{health});
    must_fire(name, here.place, environment::verify_passed{health});
  } else {
    must_fire(name, *here.attempt, deployment::verify_failed{health});
    must_fire(name, here.place, environment::verify_failed{health});
  }
}

void train::roll_back_next_wave(std::size_t number) {
  stop& here = state_.stops[number];
  const std::string& name = here.place.data().environment;
  if (here.waves_done > 0) {
    site_of(number).deploy(wave(here.waves_done - 1, false));
    note(name + ": wave " + std::to_string(here.waves_done) + " taken back");
    --here.waves_done;
    return;
  }
  const auto health = site_of(number).check_all();
  must_fire(name, *here.attempt, deployment::rollback_done{health});
  must_fire(name, here.place, environment::rollback_done{health});
}

std::size_t train::wave_count() const {
  const auto& members = state_.candidate.data().members;
  return members.empty() ? 0 : members.back().wave + 1;  // they lie wave after wave
}

std::vector<placement> train::wave(std::size_t number, bool forward) const {
  const auto& members = state_.candidate.data().members;
  std::vector<placement> result;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].wave == number) {
      result.push_back({members[i].key, forward ? members[i].content : state_.before[i]});
    }
  }
  return result;
}

bool train::runs(std::size_t number, const digest& contents) const {
  const machine<environment>& place = state_.stops[number].place;
  return place.is<environment::live>() && place.data().running == contents;
}

bool train::failed(std::size_t number) const {
  const stop& here = state_.stops[number];
  return here.attempt && (here.attempt->is<deployment::rolled_back>() ||
                          here.attempt->data().contents == state_.candidate.data().last_good);
}

std::vector<std::string> train::summary() const {
  std::vector<std::string> lines;
  switch (result()) {
    case ending::live:
      lines.push_back("release " + state_.candidate.data().version + " is live");
      break;
    case ending::rolled_back:
      lines.push_back("release " + state_.candidate.data().version +
                      " was rolled back; every environment is on last good");
      break;
    case ending::stopped:
      lines.push_back("release " + state_.candidate.data().version + " has stopped: an operator is needed");
      break;
  }
  for (const stop& each : state_.stops) {
    const auto& here = each.place.data();
    lines.push_back("  " + here.environment + ": " + std::string(each.place.state()) + ", running " +
                    here.running.abbreviated() + ", last good " + here.last_good.abbreviated());
  }
  return lines;
}

}  // namespace release_train
