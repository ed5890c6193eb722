// SPDX-License-Identifier: BSL-1.0
// A line of development: open to all, protected by rules, or frozen but for exceptions.
#ifndef FAIRLEAD_LIFECYCLES_VCS_BRANCH_HPP
#define FAIRLEAD_LIFECYCLES_VCS_BRANCH_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "branch_protection.hpp"
#include "merge_facts.hpp"

namespace fairlead::vcs {

/// The tip moves by merges alone, each onto the tip before. An exception lifts a freeze for one merge, and no rule.
/// @source GitHub and GitLab, protected branches; feature freeze and code freeze; CDEvents branch.created and deleted
struct branch : lifecycle {
  using stock = branch;
  static constexpr std::string_view name = "branch";

  struct active : initial {};
  struct guarded {
    static constexpr std::string_view name = "protected";  // a word of C++
  };
  struct frozen : waiting {
    static constexpr auto patience = hours{336};  // none lasts longer, see `data::longest_hours`
  };
  struct deleted : terminal {};

  /// Whether what is on a branch is on another one too.
  struct containment {
    digest tip{};                ///< of the branch that is to be deleted
    std::string contained_in{};  ///< branch that has it; empty if none has
    evidence source{};
  };
  /// Who has frozen the branch, why, and until when; the host fires `deadline` at its end.
  using freeze_statement = exception_record;

  struct protect {
    actor by{};
    branch_protection rules{};
  };
  struct unprotect {
    actor by{};
    actor requested_by{};
    std::string reason{};
  };
  struct erase {
    static constexpr std::string_view name = "delete";  // a word of C++
    actor by{};
    containment usage{};
    std::optional<override_statement> override_by{};  ///< to delete what is on no other branch
  };
  struct freeze {
    actor by{};
    std::string reason{};
    timestamp expires{};
  };
  struct thaw {
    actor by{};
    std::string reason{};
  };
  struct merge {
    actor by{};
    merge_record change{};
    std::optional<override_statement> exception{};  ///< to a freeze
  };

  struct data {
    std::string name{};
    actor author{};                          ///< who created it
    std::vector<std::string> authorities{};  ///< principals who may freeze, thaw, and except from a freeze
    std::uint32_t longest_hours = 336;       ///< of a freeze; our choice
    digest tip{};
    std::string last_change{};  ///< that was merged
    branch_protection rules{};
    std::optional<freeze_statement> frozen_by{};
    std::vector<std::string> audit_trail{};  ///< what was done in spite of rules or to them, one line each

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("name", self.name);
      visit("author", self.author);
      visit("authorities", self.authorities);
      visit("longest_hours", self.longest_hours);
      visit("tip", self.tip);
      visit("last_change", self.last_change);
      visit("rules", self.rules);
      visit("frozen_by", self.frozen_by);
      visit("audit_trail", self.audit_trail);
    }
    /// True if `who` is a person who decides on freezes.
    [[nodiscard]] bool is_authority(const actor& who) const;
  };

  static bool is_admin(const actor& who) { return !who.is_robot() && who.has_role("admin"); }

  /// Nothing is lost: another branch has what this one has, or an admin says that it may be lost.
  /// @source git branch: -d asks for the branch to be merged, -D does not
  struct merged_or_forced {
    verdict operator()(const erase& event, const data& of) const;
  };
  struct authority {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      return of.is_authority(event.by) ? pass() : refuse(event.by.id + " does not decide on freezes of " + of.name);
    }
  };
  struct admin {
    verdict operator()(const unprotect& event, const data&) const;
  };
  /// Two people: who asks for it, or has written it, is not who does it.
  struct not_self {
    verdict operator()(const unprotect& event, const data& of) const;
    verdict operator()(const merge& event, const data&) const;
  };
  /// The change has become a commit on the tip of this branch.
  struct change_merged {
    verdict operator()(const merge& event, const data& of) const;
  };
  struct rules_met {
    verdict operator()(const merge& event, const data& of) const { return of.rules.admits(event.change, event.by); }
  };
  struct freeze_exception {
    verdict operator()(const merge& event, const data& of) const;
  };

  struct apply_rules {
    void operator()(const protect& event, data& of) const { of.rules = event.rules; }
  };
  struct drop_rules {
    void operator()(data& of) const { of.rules = branch_protection{}; }
  };
  struct audit {
    void operator()(const unprotect& event, data& of) const;
    void operator()(const thaw& event, data& of) const;
    void operator()(const erase& event, data& of) const;
  };
  struct record_freeze {
    void operator()(const freeze& event, data& of) const;
  };
  struct drop_freeze {
    void operator()(data& of) const { of.frozen_by.reset(); }
  };
  struct advance {
    void operator()(const merge& event, data& of) const;
  };
  struct audit_override {
    void operator()(const merge& event, data& of) const;
  };

  struct emit_branch_deleted {
    std::string name{};
    digest tip{};
    static emit_branch_deleted from(const data& of);
  };
  struct emit_freeze {
    std::string name{};
    std::string reason{};
    timestamp expires{};
    static emit_freeze from(const freeze& event, const data& of);
  };
  struct emit_thaw {
    std::string name{};
    static emit_thaw from(const data& of);
  };

  // clang-format off
  using transitions = table<
      row<active,  protect,   guarded, when<>,                                           then<apply_rules>>,
      row<active,  erase,     deleted, when<merged_or_forced>,                           then<audit, raise<emit_branch_deleted>>>,
      row<active,  merge,     stay,    when<change_merged>,                              then<advance>>,
      row<guarded, merge,     stay,    when<change_merged, rules_met>,                   then<advance>>,
      row<guarded, freeze,    frozen,  when<authority, has_expiry, reason_given>,        then<record_freeze, raise<emit_freeze>>>,
      row<guarded, unprotect, active,  when<admin, not_self>,                            then<drop_rules, audit>>,
      row<frozen,  merge,     stay,    when<freeze_exception, not_self, change_merged, rules_met>, then<advance, audit_override>>,
      row<frozen,  thaw,      guarded, when<authority>,                                  then<drop_freeze, audit, raise<emit_thaw>>>,
      row<frozen,  deadline,  guarded, when<>,                                           then<drop_freeze, raise<emit_thaw>>>>;
  // clang-format on

  using invariants =
      prove<never_accepts<guarded, erase>, never_accepts<frozen, erase>, never_accepts<frozen, unprotect>,
            event_requires<merge, freeze_exception>::from<frozen>, event_requires<merge, not_self>::from<frozen>,
            event_requires<merge, change_merged>, event_requires<merge, rules_met>::from<any_of<guarded, frozen>>,
            event_requires<unprotect, admin>, event_requires<unprotect, not_self>, event_requires<freeze, authority>,
            event_requires<freeze, has_expiry>, event_requires<freeze, reason_given>, event_requires<thaw, authority>,
            entry_requires<deleted, merged_or_forced>, always_passes<any_of<guarded, frozen>, deleted, active>,
            entry_requires<active, admin, not_self>, exits_only_to<frozen, guarded>,
            exits_only_to<active, guarded, deleted>, event_leads_only_to<merge, active>::from<active>,
            event_leads_only_to<merge, guarded>::from<guarded>, event_leads_only_to<merge, frozen>::from<frozen>,
            event_leads_only_to<thaw, guarded>, event_leads_only_to<deadline, guarded>,
            accepts<any_of<active, guarded, frozen>, merge>>;
};

static_assert(holds<branch>);

}  // namespace fairlead::vcs

#if FAIRLEAD_DEFINE_INLINE
#include "branch.ipp"
#endif

#endif
