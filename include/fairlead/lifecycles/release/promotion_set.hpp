// SPDX-License-Identifier: BSL-1.0
// A set of artifacts that moves as one: forward in waves, and back in the reverse order of what was begun.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_PROMOTION_SET_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_PROMOTION_SET_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../model/verdict.hpp"
#include "../evidence.hpp"

namespace fairlead::release {

/// How far one member of a set has come.
enum class member_stage : std::uint8_t { waiting, started, live, failed, restoring, restored };

/// One artifact of a set, and where it goes.
struct promotion_member {
  std::string artifact{};
  std::string environment{};
  digest contents{};       ///< what is to become live
  digest previous{};       ///< what was live before and is last good; none if the artifact is new there
  std::uint32_t wave = 0;  ///< members of one wave move together; lower waves move first
  member_stage stage = member_stage::waiting;

  /// True if `health` is of what was live before, or, where nothing was, of no contents, with a reference.
  [[nodiscard]] bool is_previous(const health_report& health) const;
  friend bool operator==(const promotion_member&, const promotion_member&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("artifact", self.artifact);
    visit("environment", self.environment);
    visit("contents", self.contents);
    visit("previous", self.previous);
    visit("wave", self.wave);
    visit("stage", self.stage);
  }
};

/// The gate of an environment as whoever starts a promotion has read it.
struct gate_report {
  enum class reading : std::uint8_t { open, restricted, frozen };

  std::string environment{};
  reading gate = reading::frozen;
};

/// A closed set of members. What is asked of it or done to it is linear in their number, and in that of
/// leases or reports.
/// Waves come from the dependencies between the artifacts: no member depends on one of its own wave or a later one.
struct promotion_set {
  std::vector<promotion_member> members{};  ///< in no order

  /// Whether the set can be promoted: it has members, each named once, with contents and a place to go. n log n.
  [[nodiscard]] verdict sound() const;
  [[nodiscard]] const promotion_member* find(const std::string& artifact) const;
  /// Sets the stage of a member, if it is there.
  void mark(const std::string& artifact, member_stage stage);

  /// Whether `who` holds, at `at`, the lock of every environment that the set touches.
  [[nodiscard]] verdict locked(const actor& who, const std::vector<lease>& locks, timestamp at) const;
  /// Whether the gate of every environment that the set touches is open.
  [[nodiscard]] verdict gates_open(const std::vector<gate_report>& gates) const;
  /// Whether the checks of every member's contents pass, each by one of `reports`.
  [[nodiscard]] verdict is_healthy(const std::vector<health_report>& reports) const;
  /// Whether, by `reports`, what was live before is so again, in place of every member that was begun.
  [[nodiscard]] verdict is_back(const std::vector<health_report>& reports) const;
  /// True if every member but `artifact` is live.
  [[nodiscard]] bool all_live_but(const std::string& artifact) const;
  /// True if no member but `artifact` remains to be restored.
  [[nodiscard]] bool all_restored_but(const std::string& artifact) const;
  /// True of a member that was begun, and not yet restored.
  [[nodiscard]] static bool touched(const promotion_member& member) noexcept;

  /// Starts the lowest wave that waits, once all that was started before is live; gives its artifacts.
  std::vector<std::string> start_wave();
  /// Begins to restore the highest wave that was begun, once all that was to be restored before is; gives its
  /// artifacts. A wave that was never started is left alone.
  std::vector<std::string> compensate_wave();

  friend bool operator==(const promotion_set&, const promotion_set&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("members", self.members);
  }

private:
  template <class Wanted>
  void move(std::uint32_t wave, member_stage to, Wanted wanted, std::vector<std::string>& moved) {
    for (promotion_member& each : members) {
      if (each.wave != wave || !wanted(each.stage)) { continue; }
      each.stage = to;
      moved.push_back(each.artifact);
    }
  }
};

}  // namespace fairlead::release

#if FAIRLEAD_DEFINE_INLINE
#include "promotion_set.ipp"
#endif

#endif
