// SPDX-License-Identifier: BSL-1.0
// What keeps a release from moving forward until every defect held against it is resolved.
#ifndef FAIRLEAD_LIFECYCLES_PACKAGE_HOLD_HPP
#define FAIRLEAD_LIFECYCLES_PACKAGE_HOLD_HPP

#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::package {

/// The holds on one subject, any number at a time.
/// @source Octopus Deploy, "prevent release progression"
struct hold : lifecycle {
  using stock = hold;
  static constexpr std::string_view name = "hold";

  struct clear : initial {};
  struct held : waiting {
    static constexpr auto patience = hours{24};
  };
  struct retired : terminal {};

  struct place {
    static constexpr std::string_view name = "hold";
    actor by{};
    std::string defect{};
    std::string reason{};
  };
  struct resolve {
    actor by{};
    std::string defect{};
    std::string reason{};
  };
  struct subject_closed {};

  /// One hold: who placed it, and what for.
  struct defect {
    std::string id{};
    actor holder{};
    std::string reason{};

    friend bool operator==(const defect&, const defect&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("holder", self.holder);
      visit("reason", self.reason);
    }
  };

  struct data {
    std::vector<defect> defects{};  ///< open ones
    std::vector<actor> resolvers{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("defects", self.defects);
      visit("resolvers", self.resolvers);
    }
  };

  /// A defect is named, and not the one that is already open.
  struct new_defect {
    verdict operator()(const place& event, const data& subject) const;
  };
  struct resolver_role {
    verdict operator()(const resolve& event, const data& subject) const;
  };
  struct defect_open {
    verdict operator()(const resolve& event, const data& subject) const;
  };
  struct last_defect {
    verdict operator()(const resolve& event, const data& subject) const;
  };

  struct open_defect {
    void operator()(const place& event, data& subject) const;
  };
  struct close_defect {
    void operator()(const resolve& event, data& subject) const;
  };
  struct remind_holder {
    std::vector<defect> defects{};
    static remind_holder from(const data& subject);
  };

  // clang-format off
  using transitions = table<
      row<clear,               place,          held,    when<reason_given, new_defect>,                                        then<open_defect>>,
      row<held,                place,          stay,    when<reason_given, new_defect>,                                        then<open_defect>>,
      row<held,                resolve,        clear,   when<resolver_role, reason_given, defect_open, last_defect>,       then<close_defect>>,
      row<held,                resolve,        stay,    when<resolver_role, reason_given, defect_open, not_<last_defect>>, then<close_defect>>,
      row<held,                deadline,       stay,    when<>,                                                            then<raise<remind_holder>>>,
      row<any_of<clear, held>, subject_closed, retired>>;
  // clang-format on

  using invariants =
      prove<entry_requires<clear, last_defect>, event_requires<place, reason_given>, event_requires<place, new_defect>,
            accepts<any_of<clear, held>, place>, event_requires<resolve, resolver_role>,
            event_requires<resolve, reason_given>, event_requires<resolve, defect_open>,
            entry_requires<retired, on<subject_closed>>, event_leads_only_to<deadline, held>>;
};

static_assert(holds<hold>);

}  // namespace fairlead::package

#if FAIRLEAD_DEFINE_INLINE
#include "hold.ipp"
#endif

#endif
