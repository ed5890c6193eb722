// SPDX-License-Identifier: BSL-1.0
// How a machine becomes a snapshot, and a snapshot a machine again: positions become names, names positions, and
// earlier versions are migrated. Who saves machines or restores them includes this.
#ifndef FAIRLEAD_MACHINE_RESTORE_HPP
#define FAIRLEAD_MACHINE_RESTORE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../config.hpp"
#include "../model/description.hpp"
#include "../model/fingerprint.hpp"
#include "../model/migration.hpp"
#include "frame.hpp"
#include "snapshot.hpp"

namespace fairlead::detail {

// Throws unless what was saved is of `lifecycle`, in a version that this program knows, with the fingerprint of some
// table or none.
void check_saved(const lifecycle_description& lifecycle, const std::string& name, std::uint32_t version,
                 const std::string& fingerprint);

// Puts what was saved of the regions into the order of ours, which another order of rows may have changed: a state's
// name tells its region.
// @param states  receives the position of the state of each region
void order_regions(const lifecycle_description& lifecycle, std::string& state, std::optional<timestamp>& entered,
                   std::vector<region_snapshot>& further, std::uint16_t* states);

template <class Lifecycle>
struct at_rest {
  using snapshot_type = machine_snapshot<data_of<Lifecycle>>;

  // @param entered  called with a region: when its state was entered, if that is known
  template <class Entered>
  static snapshot_type snapshot_of(const region_states<Lifecycle>& states, const Entered& entered,
                                   const data_of<Lifecycle>& data) {
    constexpr const lifecycle_description& lifecycle = description_of<Lifecycle>;
    constexpr auto digits = fingerprint_of(lifecycle).to_hexadecimal();
    const auto name = [&](std::size_t region) { return std::string(lifecycle.states[states[region]]->name); };
    snapshot_type saved{std::string(lifecycle.name),
                        lifecycle.version,
                        std::string(digits.data(), digits.size()),
                        name(0),
                        entered(0),
                        data,
                        {}};
    for (std::size_t r = 1; r < states.size(); ++r) { saved.further_regions.push_back({name(r), entered(r)}); }
    return saved;
  }
  // Migrates `saved` to the current version, and finds its states; its regions are in our order then.
  static region_states<Lifecycle> states_of(snapshot_type& saved) {
    check_saved(description_of<Lifecycle>, saved.lifecycle, saved.version, saved.fingerprint);
    each_step_since(typename migrations_of<Lifecycle>::type{}, saved.version, [&](const auto& step) { step(saved); });
    region_states<Lifecycle> states{};
    order_regions(description_of<Lifecycle>, saved.state, saved.entered, saved.further_regions, states.data());
    return states;
  }
};

}  // namespace fairlead::detail

#if FAIRLEAD_DEFINE_INLINE
#include "restore.ipp"
#endif

#endif
