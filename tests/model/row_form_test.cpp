// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/row_form.hpp>

#include <fairlead/model.hpp>

#include <doctest/doctest.h>

#include "hotfix.hpp"

namespace {

using fairlead::row;
using fairlead::then;
using fairlead::when;
using fairlead::detail::fitting_action;
using fairlead::detail::fitting_guard;
using fairlead::detail::row_form;
using tests::hotfix;

static_assert(row_form<row<int, int, int>>::has_clauses);
static_assert(row_form<row<int, int, int, when<>, then<>>>::has_clauses);
static_assert(!row_form<row<int, int, int, then<>, when<>>>::has_clauses, "in this order only");
static_assert(!row_form<row<int, int, int, when<>, when<>>>::has_clauses);
static_assert(!row_form<row<int, int, int, hotfix::not_self>>::is_row ||
              !row_form<row<int, int, int, hotfix::not_self>>::has_clauses);
static_assert(!row_form<int>::is_row);

static_assert(fitting_guard<hotfix, hotfix::not_self, hotfix::vote>);
static_assert(fitting_guard<hotfix, fairlead::not_<hotfix::not_self>, hotfix::vote>);
static_assert(!fitting_guard<hotfix, hotfix::not_self, hotfix::deploy>);
static_assert(fitting_guard<hotfix, fairlead::in<tests::siren::silent>, hotfix::deploy>);
static_assert(fitting_action<hotfix, hotfix::record_content, hotfix::submit>);
static_assert(!fitting_action<hotfix, hotfix::record_content, hotfix::vote>);
static_assert(fitting_action<hotfix, fairlead::raise<hotfix::notify>, hotfix::vote>);
static_assert(!fitting_action<hotfix, fairlead::raise<hotfix::notify>, hotfix::submit>);

// As large as a table may be.
struct large : fairlead::lifecycle {
  template <int Number>
  struct place : std::conditional_t<Number == 0, fairlead::initial, std::type_identity<large>> {};
  template <int Number>
  struct go {
    int weight = 0;
  };
  struct light {
    template <int Number>
    bool operator()(const go<Number>& event) const {
      return event.weight < 3;
    }
  };
  static constexpr int places = 112;
  template <int Row>
  using one = row<place<Row % places>, go<Row % 160>, place<(Row + 1 + Row / places) % places>,
                  std::conditional_t<Row % 4 == 0, when<light>, when<>>>;
  template <int... Row>
  static table<one<Row>...> all(std::integer_sequence<int, Row...>);
  using transitions = decltype(all(std::make_integer_sequence<int, 320>{}));
};
static_assert(fairlead::holds<large>);

}  // namespace

TEST_CASE("a table of 320 rows is proved within the limits that compilers set by default") {
  CHECK(fairlead::description_of<large>.rows.size() == 320);
}
