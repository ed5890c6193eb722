// SPDX-License-Identifier: BSL-1.0
// The mistakes that must never pass: those that open a way round an approval, a freeze, a hold or a lock, or that let an
// instance wait for ever. What the way is, is said here once more, apart from the invariants that are measured by it.
#ifndef FAIRLEAD_TESTS_LIFECYCLES_DANGERS_HPP
#define FAIRLEAD_TESTS_LIFECYCLES_DANGERS_HPP

#include <array>
#include <cstddef>
#include <cstdint>

#include <fairlead/lifecycles.hpp>

#include "mutants.hpp"

namespace tests {

enum class barrier : std::uint8_t { approval, freeze, hold, lock };

// Whoever comes from `From` to `To` (each a state or any_of) has taken a row with one of these licences: a guard, or
// on<event>.
template <barrier Barrier, class From, class To, class... Licences>
struct guarded_way {};

template <class... Ways>
struct guarded_ways {};

using fairlead::any_of;
using fairlead::not_;
using fairlead::on;

// The ways of `Lifecycle` that are guarded.
template <class Lifecycle>
struct ways_of {
  using type = guarded_ways<>;
};
template <>
struct ways_of<fairlead::create::release_candidate> {
  using it = fairlead::create::release_candidate;
  using shipped = any_of<it::releasing, it::live, it::rolling_back>;
  using type = guarded_ways<
      guarded_way<barrier::approval, it::draft, any_of<it::approved, it::staged, it::releasing, it::live>,
                  it::digest_matches, it::preapproval_valid>,
      guarded_way<barrier::approval, it::rolled_back, any_of<it::approved, it::staged, it::releasing, it::live>,
                  it::digest_matches, it::preapproval_valid>,
      guarded_way<barrier::approval, it::draft, shipped, it::approval_valid>,
      guarded_way<barrier::approval, it::needs_judgment, it::verified, it::not_self, on<it::verification_started>>,
      guarded_way<barrier::freeze, it::draft, shipped, it::gate_open, it::break_glass>,
      guarded_way<barrier::hold, it::approved, any_of<it::staged, shipped>, it::hold_clear>,
      guarded_way<barrier::hold, it::staged, shipped, it::hold_clear>>;
};
