// SPDX-License-Identifier: BSL-1.0
// A lifecycle that runs, whatever engine decides which row fires: `machine` and `table_machine` are this with one each.
#ifndef FAIRLEAD_MACHINE_BASIC_MACHINE_HPP
#define FAIRLEAD_MACHINE_BASIC_MACHINE_HPP

#include <concepts>
#include <cstddef>
#include <optional>
#include <utility>

#include "instance.hpp"

namespace fairlead {

/// One instance of `Lifecycle`: its state (of each region), its data, and the moment its state was entered. A regular
/// value: copied, moved, compared and saved without side effects; no thread, no clock, no heap of its own. `Engine`
/// says which rows fire; what follows from that is the same for all engines.
///
/// Distinct machines may be used in distinct threads; one machine in one thread at a time.
/// Instantiating it proves the lifecycle: one that does not hold does not compile.
template <class Lifecycle, class Engine>
class basic_machine : public instance<basic_machine<Lifecycle, Engine>, Lifecycle, Engine> {
  using table = reflection<Lifecycle>;

public:
  using data_type = data_of<Lifecycle>;
  using snapshot_type = machine_snapshot<data_type>;

  /// A new instance in the initial state. `now`, if given, starts the patience of that state.
  explicit basic_machine(data_type data = {}, std::optional<timestamp> now = std::nullopt)
      : data_(std::move(data)), clocks_(now) {}

  /// The instance that was saved, by this engine or another, in this version or an earlier one. Runs no action and
  /// resets no clock. Needs restore.hpp.
  /// @throws error  `wrong_lifecycle`, `schema_too_new` (a later version wrote it), `corrupt` (version 0, or what is no
  ///   fingerprint), `unknown_state`; what a step of a migration throws
  [[nodiscard]] static basic_machine restore(snapshot_type saved) {
    static_assert(detail::can_be_saved<Lifecycle>,
                  "fairlead: machine::restore: include <fairlead/machine/restore.hpp>");
    const auto states = detail::at_rest<Lifecycle>::states_of(saved);
    basic_machine restored(std::move(saved.data), saved.entered);
    for (std::size_t r = 0; r < table::region_count; ++r) {
      restored.states_[r] = static_cast<detail::state_number<Lifecycle>>(states[r]);
      if (r > 0) { restored.clocks_.enter(r, states[r], saved.further_regions[r - 1].entered); }
    }
    return restored;
  }

  friend bool operator==(const basic_machine& a, const basic_machine& b) requires std::equality_comparable<data_type> {
    return a.states_ == b.states_ && a.clocks_ == b.clocks_ && a.data_ == b.data_;
  }

private:
  friend class instance<basic_machine, Lifecycle, Engine>;

  detail::state_numbers<Lifecycle> states_ = detail::numbered_table<Lifecycle>::beginning;
  [[no_unique_address]] data_type data_;
  [[no_unique_address]] detail::region_clocks<Lifecycle> clocks_;
};

}  // namespace fairlead

#endif
