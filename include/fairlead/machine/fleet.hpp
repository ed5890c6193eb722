// SPDX-License-Identifier: BSL-1.0
// `fleet<Lifecycle>`: very many instances of one lifecycle, kept as arrays and stepped in batches.
#ifndef FAIRLEAD_MACHINE_FLEET_HPP
#define FAIRLEAD_MACHINE_FLEET_HPP

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "../error.hpp"
#include "due_times.hpp"
#include "instance.hpp"
#include "restore.hpp"
#include "table_machine.hpp"

namespace fairlead {

/// Names one member of a fleet, for as long as the process runs. The id of a member that was erased is never given to
/// another.
struct fleet_id {
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;  ///< 0 in the id of nobody

  friend constexpr auto operator<=>(const fleet_id&, const fleet_id&) noexcept = default;
};

namespace detail {

// An array of values; of none where the type holds nothing.
template <class T, bool Empty = std::is_empty_v<T>>
class column : public std::vector<T> {};
template <class T>
class column<T, true> {
public:
  void reserve(std::size_t) noexcept {}
  void push_back(const T&) noexcept {}
  T& operator[](std::size_t) noexcept { return only_; }
  const T& operator[](std::size_t) const noexcept { return only_; }

private:
  T only_{};
};

// A count that is moved away together with what it counts.
struct moving_count {
  std::size_t value = 0;

  moving_count() noexcept = default;
  moving_count(const moving_count&) noexcept = default;
  moving_count(moving_count&& other) noexcept : value(std::exchange(other.value, 0)) {}
  moving_count& operator=(const moving_count&) noexcept = default;
  moving_count& operator=(moving_count&& other) noexcept {
    value = std::exchange(other.value, 0);
    return *this;
  }
};

// The clocks of one member, and the fleet's memory of what falls due.
template <class Lifecycle>
class watched_clocks {
public:
  watched_clocks(region_clocks<Lifecycle>& clocks, due_times& times, std::size_t slot) noexcept
      : clocks_(clocks), times_(times), slot_(slot) {}
  void enter(std::size_t region, std::size_t state, std::optional<timestamp> at) noexcept {
    clocks_.enter(region, state, at);
    if (const std::optional<timestamp> end = clocks_.due(region, state)) { times_.note(slot_, *end); }
  }
  [[nodiscard]] std::optional<timestamp> entered(std::size_t region) const noexcept { return clocks_.entered(region); }
  [[nodiscard]] std::optional<timestamp> newest() const noexcept { return clocks_.newest(); }
  [[nodiscard]] std::optional<timestamp> due(std::size_t region, std::size_t state) const noexcept {
    return clocks_.due(region, state);
  }

private:
  region_clocks<Lifecycle>& clocks_;
  due_times& times_;
  std::size_t slot_;
};

}  // namespace detail

/// One member of a fleet: what a `table_machine` can do, it can too. Refers to the fleet's arrays, until the fleet is
/// changed by `add`, `restore`, `erase` or `reserve`. Made by `fleet::at`.
template <class Lifecycle, bool Constant>
class fleet_member : public instance<fleet_member<Lifecycle, Constant>, Lifecycle, detail::table_engine<Lifecycle>> {
  template <class T>
  using part = std::conditional_t<Constant, const T, T>;
  using clocks_type =
      std::conditional_t<Constant, const detail::region_clocks<Lifecycle>&, detail::watched_clocks<Lifecycle>>;

public:
  fleet_member(part<detail::state_numbers<Lifecycle>>& states, part<data_of<Lifecycle>>& data,
               clocks_type clocks) noexcept
      : states_(states), data_(data), clocks_(clocks) {}

private:
  friend class instance<fleet_member, Lifecycle, detail::table_engine<Lifecycle>>;

  part<detail::state_numbers<Lifecycle>>& states_;
  part<data_of<Lifecycle>>& data_;
  clocks_type clocks_;
};

/// Instances of `Lifecycle` in arrays: one byte a region and member, the data, the moments at which states were entered
/// (where the lifecycle has deadlines), and four bytes for the id. What becomes of an event is what `table_machine`
/// says: guards, actions, refusals, snapshots and the guarantee on exceptions are the same.
///
/// One fleet in one thread at a time. Ids of others, of erased members and of other fleets are refused. Members keep
/// their ids when a fleet is moved; what it was moved from is an empty fleet.
template <class Lifecycle>
class fleet {
  using table = reflection<Lifecycle>;
  using numbered = detail::numbered_table<Lifecycle>;
  static constexpr std::size_t regions = table::region_count;
  static constexpr bool has_deadlines = has_event<Lifecycle, deadline>;
  static_assert(std::is_nothrow_move_constructible_v<data_of<Lifecycle>>,
                "fairlead: fleet: the data of the lifecycle must be movable without an exception");

public:
  using id = fleet_id;
  using lifecycle_type = Lifecycle;
  using data_type = data_of<Lifecycle>;
  using snapshot_type = machine_snapshot<data_type>;
  using member = fleet_member<Lifecycle, false>;
  using const_member = fleet_member<Lifecycle, true>;

  [[nodiscard]] std::size_t size() const noexcept { return size_.value; }
  /// Room for `count` members in all.
  void reserve(std::size_t count) {
    data_.reserve(count);
    states_.reserve(count);
    clocks_.reserve(count);
    generations_.reserve(count);
  }

  /// A new member in the initial state. `now`, if given, starts the patience of that state.
  /// @throws error  `capacity_exceeded` beyond 2^32 - 1 members; nothing is added then, nor when memory runs out
  id add(data_type data = {}, std::optional<timestamp> now = std::nullopt) {
    return put(numbered::beginning, std::move(data), detail::region_clocks<Lifecycle>(now));
  }
  /// A new member: the instance that was saved, as `basic_machine::restore` takes it.
  /// @throws error  as there, and as `add`
  id restore(snapshot_type saved) {
    const auto found = detail::at_rest<Lifecycle>::states_of(saved);
    detail::state_numbers<Lifecycle> states{};
    detail::region_clocks<Lifecycle> clocks(saved.entered);
    for (std::size_t r = 0; r < regions; ++r) {
      states[r] = static_cast<detail::state_number<Lifecycle>>(found[r]);
      if (r > 0) { clocks.enter(r, found[r], saved.further_regions[r - 1].entered); }
    }
    return put(states, std::move(saved.data), clocks);
  }
  /// @throws error  `unknown_member`
  void erase(id which) {
    const std::size_t slot = checked(which);
    if (generations_[slot] != last_generation) { free_.push_back(which.slot); }
    ++generations_[slot];
    states_[slot].fill(no_state);
    clocks_[slot] = detail::region_clocks<Lifecycle>();
    [[maybe_unused]] const data_type gone(std::move(data_[slot]));
    --size_.value;
  }

  [[nodiscard]] bool contains(id which) const noexcept {
    return which.slot < generations_.size() && generations_[which.slot] == which.generation && lives(which.slot);
  }
  /// The member called `which`: `all.at(id).fire(vote{...}, now)`.
  /// @throws error  `unknown_member`
  [[nodiscard]] member at(id which) { return member_in(checked(which)); }
  [[nodiscard]] const_member at(id which) const {
    const std::size_t slot = checked(which);
    return {states_[slot], data_[slot], clocks_[slot]};
  }

  /// `step` of each of `events` on the member of the same position in `ids`, in this order. Appends one answer for each
  /// to `answers`; whatever throws, `answers` tells how far it went, and the event that threw has changed nothing.
  /// @throws error  `invalid_value` if there are not as many ids as events, `unknown_member`; whatever a guard, an
  ///   action, the hook or a listener throws
  template <detail::fire_option... Options>
  void fire(std::span<const id> ids, std::span<const event_ref<Lifecycle>> events, std::vector<short_outcome>& answers,
            const Options&... options) {
    if (ids.size() != events.size()) {
      throw error(errc::invalid_value, "a batch has " + std::to_string(ids.size()) + " ids, but " +
                                           std::to_string(events.size()) + " events");
    }
    // An answer must not get lost for want of memory. `reserve` alone would grow by no more than it is told.
    const std::size_t needed = answers.size() + ids.size();
    if (needed > answers.capacity()) { answers.reserve(std::max(needed, 2 * answers.capacity())); }
    for (std::size_t i = 0; i < ids.size(); ++i) {
      answers.push_back(member_in(checked(ids[i])).step(events[i], options...));
    }
  }

  /// How many members are in `State`. Reads one byte a member.
  template <class State>
  [[nodiscard]] std::size_t count_in() const noexcept {
    static_assert(has_state<Lifecycle, State>, "fairlead: fleet::count_in<State>: the lifecycle has no such state");
    return count_at(position_of_state<Lifecycle, State>);
  }
  /// How many members are in the state called `name`.
  /// @throws error  `unknown_state`
  [[nodiscard]] std::size_t count_in(std::string_view name) const {
    const std::size_t state = description_of<Lifecycle>.find_state(name);
    if (state == table::state_count) {
      throw error(errc::unknown_state, "lifecycle '" + std::string(description_of<Lifecycle>.name) +
                                           "' has no state '" + std::string(name.substr(0, 80)) + "'");
    }
    return count_at(state);
  }
  /// Calls `use(id)` for every member, in no order that means anything.
  template <class Use>
  void for_each(Use&& use) const {
    for (std::size_t slot = 0; slot < generations_.size(); ++slot) {
      if (lives(slot)) { use(id{static_cast<std::uint32_t>(slot), generations_[slot]}); }
    }
  }

  /// When the first member's patience runs out; none if nobody waits for a known time.
  /// Looks at one moment for 1,024 members, and at all those of the blocks where something has changed since.
  [[nodiscard]] std::optional<timestamp> next_due() requires has_deadlines {
    return due_.first(generations_.size(), [this](std::size_t slot) { return due_of(slot); });
  }
  /// The members whose patience has run out at `now`, in the order in which it did: for each, `at(id).tick(now)`.
  [[nodiscard]] std::vector<id> due_at(timestamp now) requires has_deadlines {
    std::vector<id> result;
    for (const std::size_t slot :
         due_.until(now, generations_.size(), [this](std::size_t each) { return due_of(each); })) {
      result.push_back({static_cast<std::uint32_t>(slot), generations_[slot]});
    }
    return result;
  }

private:
  // No state has it. Generations of members are odd, those of free slots even.
  static constexpr auto no_state = std::numeric_limits<detail::state_number<Lifecycle>>::max();
  static constexpr std::uint32_t last_generation = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] bool lives(std::size_t slot) const noexcept { return generations_[slot] % 2 == 1; }
  [[nodiscard]] std::size_t checked(id which) const {
    if (contains(which)) [[likely]] { return which.slot; }
    throw error(errc::unknown_member, "no member of this fleet has the id " + std::to_string(which.slot) + "." +
                                          std::to_string(which.generation) + "; was it erased?");
  }
  [[nodiscard]] member member_in(std::size_t slot) noexcept {
    return {states_[slot], data_[slot], {clocks_[slot], due_, slot}};
  }
  [[nodiscard]] std::optional<timestamp> due_of(std::size_t slot) {
    return lives(slot) ? member_in(slot).due() : std::nullopt;
  }
  [[nodiscard]] std::size_t count_at(std::size_t state) const noexcept {
    const std::size_t region = table::regions.of[state];
    std::size_t count = 0;
    for (const auto& each : states_) { count += each[region] == state ? 1U : 0U; }
    return count;
  }

  id put(const detail::state_numbers<Lifecycle>& states, data_type&& data,
         const detail::region_clocks<Lifecycle>& clocks) {
    std::size_t slot = generations_.size();
    if (!free_.empty()) {
      slot = free_.back();
      data_[slot] = std::move(data);
      free_.pop_back();
    } else {
      if (slot == std::numeric_limits<std::uint32_t>::max()) {
        throw error(errc::capacity_exceeded, "a fleet holds at most 4294967295 members");
      }
      if (generations_.size() == generations_.capacity()) { reserve(std::max<std::size_t>(16, slot + slot / 2)); }
      if constexpr (has_deadlines) { due_.cover(slot); }
      data_.push_back(std::move(data));  // what may throw comes first
      states_.emplace_back();
      clocks_.push_back(clocks);
      generations_.push_back(0);
    }
    states_[slot] = states;
    clocks_[slot] = clocks;
    ++generations_[slot];
    ++size_.value;
    if constexpr (has_deadlines) {
      if (const std::optional<timestamp> end = due_of(slot)) { due_.note(slot, *end); }
    }
    return {static_cast<std::uint32_t>(slot), generations_[slot]};
  }

  detail::column<detail::state_numbers<Lifecycle>> states_{};
  detail::column<data_type> data_{};
  detail::column<detail::region_clocks<Lifecycle>> clocks_{};
  std::vector<std::uint32_t> generations_{};
  std::vector<std::uint32_t> free_{};  // slots to be used again
  detail::moving_count size_{};
  detail::due_times due_{};
};

}  // namespace fairlead

#endif
