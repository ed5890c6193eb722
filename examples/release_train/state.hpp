// SPDX-License-Identifier: BSL-1.0
// Everything that a release train has to remember from one step to the next, and how it is saved: by names, in one
// file.
#ifndef FAIRLEAD_EXAMPLES_RELEASE_TRAIN_STATE_HPP
#define FAIRLEAD_EXAMPLES_RELEASE_TRAIN_STATE_HPP

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <fairlead/lifecycles.hpp>
#include <fairlead/machine/stock.hpp>

#include "site.hpp"

namespace release_train {

using fairlead::machine;
using fairlead::create::release_candidate;
using fairlead::package::approval;
using fairlead::package::hold;
using fairlead::release::deploy_gate;
using fairlead::release::deployment;
using fairlead::release::environment;

/// One environment with its gate, and the deployment that is under way or came last.
struct stop {
  machine<environment> place{};
  machine<deploy_gate> gate{};
  std::optional<machine<deployment>> attempt{};
  std::uint32_t waves_done = 0;  ///< of the attempt; counted down again while it is rolled back
  std::uint64_t token = 0;       ///< fencing token of the last lease
  std::uint64_t sequence = 0;    ///< of the last attempt
};

/// What was asked for on the command line.
struct request {
  std::string source{};
  std::string change{};
  std::string failing{};  ///< key of the artifact that fails in production; empty for none
  fairlead::timestamp started{};

  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("source", self.source);
    visit("change", self.change);
    visit("failing", self.failing);
    visit("started", self.started);
  }
};

/// The whole train.
struct train_state {
  request asked{};
  std::uint64_t steps = 0;  ///< done so far
  machine<release_candidate> candidate{};
  machine<hold> holds{};
  std::optional<machine<approval>> voting{};
  std::uint32_t votes = 0;                 ///< asked for so far
  bool undangled = false;                  ///< no member refers to something unknown
  std::vector<fairlead::digest> before{};  ///< contents of each member before the release
  std::vector<stop> stops{};               ///< in the order of promotion
  std::vector<std::string> journal{};      ///< what happened, a line each
};

/// Replaces the file by `state`. @throws fairlead::error  `unwritable`
void save(const std::filesystem::path& file, const train_state& state);
/// @throws fairlead::error  with the file's path: `unreadable`, or what from_bytes and machine::restore throw
train_state load(const std::filesystem::path& file);

}  // namespace release_train

#endif
