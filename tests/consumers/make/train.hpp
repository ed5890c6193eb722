// SPDX-License-Identifier: BSL-1.0
// A lifecycle of one's own, proved by the compiler wherever it is included. Nothing here runs it.
#ifndef TRAIN_HPP
#define TRAIN_HPP

#include <string>

#include <fairlead/artifacts.hpp>
#include <fairlead/lifecycles.hpp>
#include <fairlead/model.hpp>

struct train : fairlead::lifecycle {
  static constexpr std::string_view name = "train";

  struct boarding : initial {};
  struct departed {};
  struct arrived : terminal {};

  struct depart {
    bool signal_is_green = false;
  };
  struct arrive {};

  struct signal_green {
    verdict operator()(const depart& event) const {
      return event.signal_is_green ? fairlead::pass() : fairlead::refuse("the signal is red");
    }
  };

  using transitions = table<row<boarding, depart, departed, when<signal_green>>, row<departed, arrive, arrived>>;
  using invariants = prove<always_passes<boarding, arrived, departed>, entry_requires<departed, signal_green>,
                           no_path<arrived, boarding>>;
};
static_assert(fairlead::holds<train>);

/// The artifacts that ride along, frozen.
fairlead::graph_snapshot cargo();

#endif
