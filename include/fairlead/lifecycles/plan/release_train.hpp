// SPDX-License-Identifier: BSL-1.0
// What a release plan is made of: its dates, what is released together, and what the gates say of it.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_RELEASE_TRAIN_HPP
#define FAIRLEAD_LIFECYCLES_PLAN_RELEASE_TRAIN_HPP

#include <cstdint>
#include <string>

#include "../../config.hpp"
#include "../../model/verdict.hpp"
#include "../evidence.hpp"

namespace fairlead::plan {

/// When a train is meant to get on.
struct train_dates {
  timestamp feature_freeze{};
  timestamp code_freeze{};
  timestamp go_no_go{};
  timestamp release{};

  /// Whether all lie ahead of `at`, one behind the other.
  [[nodiscard]] verdict set(timestamp at) const;
  /// Puts the code freeze off to `when`, unless it is later already; what comes after it keeps its distance.
  void put_off(timestamp when) noexcept;
  friend bool operator==(const train_dates&, const train_dates&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("feature_freeze", self.feature_freeze);
    visit("code_freeze", self.code_freeze);
    visit("go_no_go", self.go_no_go);
    visit("release", self.release);
  }
};

/// One of the things that are released together.
struct train_member {
  std::string name{};
  actor owner{};      ///< who answers for it
  digest contents{};  ///< of the candidate; none before the code is frozen

  friend bool operator==(const train_member&, const train_member&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("name", self.name);
    visit("owner", self.owner);
    visit("contents", self.contents);
  }
};

/// What one quality gate says of one candidate.
struct gate_reading {
  /// The states of a quality gate; all but the last let a candidate pass.
  enum class state : std::uint8_t { satisfied, waived, not_applicable, unsatisfied };

  std::string gate{};
  digest subject{};  ///< contents that it was asked about
  state reads = state::unsatisfied;
  evidence source{};

  /// Whether it lets `contents` pass, and that can be looked up.
  [[nodiscard]] bool lets_pass(const digest& contents) const;
  friend bool operator==(const gate_reading&, const gate_reading&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("gate", self.gate);
    visit("subject", self.subject);
    visit("reads", self.reads);
    visit("source", self.source);
  }
};

}  // namespace fairlead::plan

#if FAIRLEAD_DEFINE_INLINE
#include "release_train.ipp"
#endif

#endif
