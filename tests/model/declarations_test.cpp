// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/declarations.hpp>

#include <fairlead/model.hpp>

#include <doctest/doctest.h>

#include "hotfix.hpp"

namespace {

using fairlead::checks::declaration;
using fairlead::detail::are_all_rules;
using fairlead::detail::declares_well;
using fairlead::detail::hidden_declaration;
using fairlead::detail::stray_declaration_of;
using tests::hotfix;

struct bare : fairlead::lifecycle {
  struct here : initial {};
  struct there {};
  struct go {
    int weight = 0;
  };
  struct light {
    bool operator()(const go& event) const { return event.weight < 3; }
  };
  using transitions = table<row<here, go, there, when<light>>, row<there, go, here, when<light>>>;
};
struct with_a_table_of_rules : bare {
  using invariants = table<exits_only_to<bare::there, bare::here>>;
};
struct with_loose_outcomes : bare {
  using outcomes = partition<bare::there>;
};
struct with_one_ignored : bare {
  using ignores = bare::go;
};
struct with_listed_regions : bare {
  using regions = any_of<bare::here, bare::there>;
};
struct with_a_state_for_a_rule : bare {
  using invariants = prove<exits_only_to<bare::there, bare::here>, bare::here>;
};
struct with_an_empty_rule : bare {
  using invariants = prove<entry_requires<bare::there>>;
};

// What the library takes for a declaration by its name alone, and is none.
struct version : fairlead::lifecycle {
  struct name : initial {};
  struct go {
    std::string name;
  };
  using transitions = table<row<name, go, name>>;
};
static_assert(fairlead::holds<version>);
static_assert(fairlead::description_of<version>.version == 1);
struct sealed final : bare {};
static_assert(hidden_declaration<sealed>() == declaration::none);
class with_hidden_rules : public bare {
  using invariants = prove<exits_only_to<bare::there, bare::here>>;
};
class with_an_heir : public with_hidden_rules {};
static_assert(hidden_declaration<bare>() == declaration::none);
static_assert(hidden_declaration<hotfix>() == declaration::none);
static_assert(hidden_declaration<with_hidden_rules>() == declaration::invariants);
static_assert(hidden_declaration<with_an_heir>() == declaration::invariants);
class with_a_hidden_version : public bare {
  static constexpr int version = 2;

public:
  static constexpr const char* name = "hides its version";
};
static_assert(hidden_declaration<with_a_hidden_version>() == declaration::version);

static_assert(declares_well<bare>(), "nothing need be declared");
static_assert(declares_well<hotfix>());
static_assert(std::is_void_v<stray_declaration_of<hotfix>>);
static_assert(std::is_same_v<stray_declaration_of<with_a_table_of_rules>, with_a_table_of_rules::invariants>);
static_assert(std::is_same_v<stray_declaration_of<with_loose_outcomes>, with_loose_outcomes::outcomes>);
static_assert(std::is_same_v<stray_declaration_of<with_one_ignored>, bare::go>);
static_assert(std::is_same_v<stray_declaration_of<with_listed_regions>, with_listed_regions::regions>);
static_assert(!declares_well<with_a_table_of_rules>() && !declares_well<with_loose_outcomes>());
static_assert(!declares_well<with_a_state_for_a_rule>());
static_assert(!declares_well<with_an_empty_rule>());

static_assert(are_all_rules<fairlead::exits_only_to<bare::there, bare::here>>);
static_assert(!are_all_rules<bare::there>);
static_assert(are_all_rules<fairlead::entry_requires<bare::there, bare::light>>);
static_assert(!are_all_rules<fairlead::entry_requires<bare::there>>, "no guard, no rule");

}  // namespace

TEST_CASE("declarations of the wrong form are no lifecycle") {
  CHECK(fairlead::holds<bare>);
  CHECK_FALSE(declares_well<with_an_empty_rule>());
}
