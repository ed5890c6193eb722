// SPDX-License-Identifier: BSL-1.0
#include "state.hpp"

#include <fairlead/archive.hpp>
#include <fairlead/error.hpp>
#include <fairlead/machine/restore.hpp>

namespace release_train {

namespace {

constexpr fairlead::archive_kind kind{"release_train", 1};
constexpr fairlead::load_limits limits{.max_bytes = std::uint64_t{1} << 30};

struct saved_stop {
  machine<environment>::snapshot_type place{};
  machine<deploy_gate>::snapshot_type gate{};
  std::optional<machine<deployment>::snapshot_type> attempt{};
  std::uint32_t waves_done = 0;
  std::uint64_t token = 0;
  std::uint64_t sequence = 0;

  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("place", self.place);
    visit("gate", self.gate);
    visit("attempt", self.attempt);
    visit("waves_done", self.waves_done);
    visit("token", self.token);
    visit("sequence", self.sequence);
  }
};

struct saved_train {
  request asked{};
  std::uint64_t steps = 0;
  machine<release_candidate>::snapshot_type candidate{};
  machine<hold>::snapshot_type holds{};
  std::optional<machine<approval>::snapshot_type> voting{};
  std::uint32_t votes = 0;
  bool undangled = false;
  std::vector<fairlead::digest> before{};
  std::vector<saved_stop> stops{};
  std::vector<std::string> journal{};

  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("asked", self.asked);
    visit("steps", self.steps);
    visit("candidate", self.candidate);
    visit("holds", self.holds);
    visit("voting", self.voting);
    visit("votes", self.votes);
    visit("undangled", self.undangled);
    visit("before", self.before);
    visit("stops", self.stops);
    visit("journal", self.journal);
  }
};

template <class Machine>
std::optional<typename Machine::snapshot_type> snapshot_of(const std::optional<Machine>& from) {
  return from ? std::optional(from->snapshot()) : std::nullopt;
}
template <class Machine>
std::optional<Machine> restored(const std::optional<typename Machine::snapshot_type>& from) {
  return from ? std::optional(Machine::restore(*from)) : std::nullopt;
}

train_state restored(saved_train saved) {
  if (saved.stops.empty() || saved.before.size() != saved.candidate.data.members.size()) {
    throw fairlead::error(fairlead::errc::corrupt, "the parts of the state do not belong together");
  }
  train_state state{saved.asked,
                    saved.steps,
                    machine<release_candidate>::restore(std::move(saved.candidate)),
                    machine<hold>::restore(std::move(saved.holds)),
                    restored<machine<approval>>(saved.voting),
                    saved.votes,
                    saved.undangled,
                    std::move(saved.before),
                    {},
                    std::move(saved.journal)};
  for (saved_stop& each : saved.stops) {
    state.stops.push_back({machine<environment>::restore(std::move(each.place)),
                           machine<deploy_gate>::restore(std::move(each.gate)),
                           restored<machine<deployment>>(each.attempt), each.waves_done, each.token, each.sequence});
  }
  return state;
}

}  // namespace

void save(const std::filesystem::path& file, const train_state& state) {
  saved_train saved{state.asked,
                    state.steps,
                    state.candidate.snapshot(),
                    state.holds.snapshot(),
                    snapshot_of(state.voting),
                    state.votes,
                    state.undangled,
                    state.before,
                    {},
                    state.journal};
  for (const stop& each : state.stops) {
    saved.stops.push_back({each.place.snapshot(), each.gate.snapshot(), snapshot_of(each.attempt), each.waves_done,
                           each.token, each.sequence});
  }
  fairlead::write_file(file, fairlead::to_bytes(kind, saved));
}

train_state load(const std::filesystem::path& file) {
  const std::string bytes = fairlead::read_file(file, limits.max_bytes);
  try {
    return restored(fairlead::from_bytes<saved_train>(kind, bytes, limits));
  } catch (const fairlead::error& problem) {
    throw fairlead::error(problem.code(), problem.message() + "; begin anew without --resume", problem.path(),
                          problem.offset())
        .within(file.string());
  }
}

}  // namespace release_train
