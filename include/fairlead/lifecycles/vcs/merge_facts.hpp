// SPDX-License-Identifier: BSL-1.0
// What is known of a merge: how a trial went, the branch that it is for, the commit that it made, and what became of
// it.
#ifndef FAIRLEAD_LIFECYCLES_VCS_MERGE_FACTS_HPP
#define FAIRLEAD_LIFECYCLES_VCS_MERGE_FACTS_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../evidence.hpp"
#include "../verify/check_result.hpp"

namespace fairlead::vcs {

/// A revision was merged onto a tip, to see whether that is possible.
struct merge_trial {
  digest revision{};
  digest base{};                         ///< tip that it was merged onto
  std::vector<std::string> conflicts{};  ///< paths
  evidence source{};
};

/// Whether a branch takes merges.
enum class branch_condition : std::uint8_t { open, frozen, deleted };

/// A branch as it was when somebody looked.
struct branch_report {
  std::string branch{};
  branch_condition condition = branch_condition::deleted;
  digest tip{};
  timestamp observed{};
  evidence source{};
};

/// The commit that a merge makes of a revision.
struct merge_commit {
  digest id{};
  digest base{};              ///< tip that it follows
  std::uint32_t parents = 0;  ///< 1 if the history stays linear
  std::string signer{};       ///< principal whose signature on it was verified; empty if it has none

  friend bool operator==(const merge_commit&, const merge_commit&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("id", self.id);
    visit("base", self.base);
    visit("parents", self.parents);
    visit("signer", self.signer);
  }
};

/// A change that was reviewed, tested and merged: what its branch decides on.
struct merge_record {
  std::string change{};
  std::string branch{};
  actor author{};
  actor uploader{};
  std::vector<actor> approvers{};  ///< of the revision that was merged
  merge_commit commit{};
  std::vector<verify::check_result> checks{};  ///< of the commit
};

}  // namespace fairlead::vcs

#endif
