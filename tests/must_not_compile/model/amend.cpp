// SPDX-License-Identifier: BSL-1.0
// Amendments that break an inherited rule, or that fit nothing.
#include <fairlead/model.hpp>

struct hotfix : fairlead::lifecycle {
  struct draft : initial {};
  struct approved {};
  struct live : terminal {};
  struct approve {};
  struct deploy {};
  struct checked {
    bool operator()(const deploy&) const { return sizeof(deploy) == 1; }
  };
  using transitions = table<row<draft, approve, approved>, row<approved, deploy, live, when<checked>>>;
  using invariants = prove<always_passes<draft, live, approved>>;
};
struct nowhere {};
struct soaking {};
struct soaked {};

struct ours : fairlead::amend<
                  hotfix
#if defined(FAIL_broken_rule)  // FAIL broken_rule: fairlead: always_passes<From, To, Via> does not hold
                  // FAIL broken_rule also: counterexample<ours, fairlead::step<hotfix::draft, hotfix::deploy>, fairlead::reaches<hotfix::live>
                  ,
                  fairlead::add<fairlead::row<hotfix::draft, hotfix::deploy, hotfix::live>>
#elif defined(FAIL_add_nothing)  // FAIL add_nothing: fairlead: amend<...>: the amendment named here changes nothing
                  // FAIL add_nothing also: amendment_applies<hotfix, fairlead::add<>, false>
                  ,
                  fairlead::add<>
#elif defined(FAIL_drop_nothing)  // FAIL drop_nothing: fairlead: amend<...>: the amendment named here changes nothing
                  // FAIL drop_nothing also: amendment_applies<hotfix, fairlead::drop<hotfix::draft, hotfix::deploy
                  ,
                  fairlead::drop<hotfix::draft, hotfix::deploy>
#elif defined(FAIL_insert_nowhere)  // FAIL insert_nowhere: fairlead: always_passes<From, To, Via> does not hold
                  // FAIL insert_nowhere also: fairlead::step<soaking, soaked>, fairlead::reaches<hotfix::live>
                  ,
                  fairlead::insert_between<hotfix::draft, soaking, hotfix::live, soaked>,
                  fairlead::add<fairlead::row<hotfix::draft, soaked, soaking>>
#elif defined(FAIL_rename_nothing)  // FAIL rename_nothing: fairlead: amend<...>: the amendment named here changes nothing
                  // FAIL rename_nothing also: amendment_applies<hotfix, fairlead::rename<nowhere, soaking>, false>
                  ,
                  fairlead::rename<nowhere, soaking>
#elif defined(FAIL_replace_nothing)  // FAIL replace_nothing: fairlead: amend<...>: the amendment named here changes nothing
                  // FAIL replace_nothing also: amendment_applies<hotfix, fairlead::replace_guard<nowhere, hotfix::checked
                  ,
                  fairlead::replace_guard<nowhere, hotfix::checked>
#elif defined(FAIL_waive_nothing)  // FAIL waive_nothing: fairlead: amend<...>: the amendment named here changes nothing
                  // FAIL waive_nothing also: waive<fairlead::no_path<hotfix::live, hotfix::draft
                  ,
                  fairlead::waive<fairlead::no_path<hotfix::live, hotfix::draft>>
#else
                  ,
                  fairlead::insert_between<hotfix::approved, soaking, hotfix::live, soaked>
#endif
                  > {
};
static_assert(fairlead::holds<ours>);
