// SPDX-License-Identifier: BSL-1.0
// Names of types and constants are the same on every compiler.
#include <doctest/doctest.h>

#include <fairlead/model/name.hpp>

#include "hotfix.hpp"

namespace {

struct local {};
struct spelled {
  static constexpr std::string_view name = "spelled-out";
};
struct spelled_plainly {
  static constexpr const char* name = "spelled plainly";
};
struct spelled_in_place {
  static constexpr char name[] = "spelled in place";
};
struct data_member {
  std::string_view name;
};
struct constant_member {
  const std::string_view name;
};
struct plain_member {
  const char* name;
};
struct function_member {
  static int name();
};
struct named_state {
  struct name {};
};
struct string_member {
  std::string name;
};
template <class>
struct wrapped {};
enum plain { first };

}  // namespace

TEST_CASE("a type is called by its unqualified name, wherever it is declared") {
  static_assert(fairlead::name_of<tests::hotfix::in_review>() == "in_review");
  static_assert(fairlead::name_of<local>() == "local");
  CHECK(fairlead::name_of<tests::siren>() == "siren");
}

TEST_CASE("a declared name wins, a data member called name does not") {
  static_assert(fairlead::name_of<spelled>() == "spelled-out");
  static_assert(fairlead::name_of<spelled_plainly>() == "spelled plainly");
  static_assert(fairlead::name_of<spelled_in_place>() == "spelled in place");
  static_assert(fairlead::name_of<data_member>() == "data_member");
  static_assert(fairlead::name_of<constant_member>() == "constant_member");
  static_assert(fairlead::name_of<plain_member>() == "plain_member");
  static_assert(fairlead::name_of<function_member>() == "function_member");
  static_assert(fairlead::name_of<named_state>() == "named_state");
  static_assert(fairlead::name_of<string_member>() == "string_member");
  CHECK(fairlead::name_of<fairlead::deadline>() == "deadline");
}

TEST_CASE("colons inside template arguments do not cut the name short") {
  CHECK(fairlead::name_of<wrapped<tests::hotfix::draft>>().substr(0, 8) == "wrapped<");
}

TEST_CASE("a constant is called by its enumerator, member or number") {
  static_assert(fairlead::name_of_value<tests::hotfix::decision::approve>() == "approve");
  static_assert(fairlead::name_of_value<first>() == "first");
  static_assert(fairlead::name_of_value<&tests::hotfix::vote::choice>() == "choice");
  static_assert(fairlead::name_of_value<true>() == "true");
  CHECK(fairlead::name_of_value<42>() == "42");
}

TEST_CASE("states of one lifecycle share a scope, states of two do not") {
  static_assert(fairlead::scope_of<tests::hotfix::draft>() == fairlead::scope_of<tests::hotfix::live>());
  static_assert(fairlead::scope_of<tests::hotfix::draft>() != fairlead::scope_of<tests::siren::silent>());
  CHECK(fairlead::scope_of<double>().empty());
}
