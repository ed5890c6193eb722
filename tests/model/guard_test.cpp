// SPDX-License-Identifier: BSL-1.0
// Which guards exclude each other, and how guards of every shape are asked.
#include <doctest/doctest.h>

#include <fairlead/model/guard.hpp>

#include "hotfix.hpp"

using namespace fairlead;
using tests::hotfix;
using tests::siren;

namespace {

using approve = is<&hotfix::vote::choice, hotfix::decision::approve>;
using reject = is<&hotfix::vote::choice, hotfix::decision::reject>;
using by_ada = hotfix::not_self;

template <class A, class B>
constexpr bool exclude_each_other = fairlead::exclusive(detail::guard_of<A>, detail::guard_of<B>);

struct no_siblings {};

struct undecided {
  verdict operator()(const hotfix::vote&) const { return cannot_determine("who knows"); }
};
struct by_data {
  bool operator()(const hotfix::data& of) const { return of.author.empty(); }
};
struct by_time {
  verdict operator()(const hotfix::vote&, const hotfix::data&, timestamp at) const { return at.nanoseconds > 5; }
};

}  // namespace

TEST_CASE("two values of one member exclude each other, and so do a guard and its negation") {
  static_assert(exclude_each_other<approve, reject>);
  static_assert(exclude_each_other<approve, not_<approve>>);
  static_assert(exclude_each_other<by_ada, not_<by_ada>>);
  static_assert(exclude_each_other<not_<not_<by_ada>>, not_<by_ada>>);
  static_assert(exclude_each_other<in<siren::silent>, in<siren::wailing>>);
  static_assert(exclude_each_other<in<siren::silent>, not_<in<siren::silent>>>);
  CHECK(exclude_each_other<reject, approve>);
}

TEST_CASE("guards that can hold together do not exclude each other") {
  static_assert(!exclude_each_other<approve, approve>);
  static_assert(!exclude_each_other<approve, not_<reject>>);
  static_assert(!exclude_each_other<not_<approve>, not_<reject>>);
  static_assert(!exclude_each_other<by_ada, approve>);
  static_assert(!exclude_each_other<by_ada, undecided>);
  static_assert(!exclude_each_other<in<siren::silent>, in<hotfix::live>>);
  CHECK_FALSE(exclude_each_other<by_ada, not_<undecided>>);
}

TEST_CASE("a guard may take the event, the data, both, or the time as well") {
  const hotfix::vote vote{"ada", hotfix::decision::approve};
  const hotfix::data data{"ada"};
  CHECK(detail::asked<approve>::ask(vote, data, {}, no_siblings{}).passes());
  CHECK_FALSE(detail::asked<reject>::ask(vote, data, {}, no_siblings{}).passes());
  CHECK_FALSE(detail::asked<by_data>::ask(vote, data, {}, no_siblings{}));
  CHECK(detail::asked<by_time>::ask(vote, data, timestamp{6}, no_siblings{}).passes());
  CHECK_FALSE(detail::asked<by_time>::ask(vote, data, timestamp{5}, no_siblings{}).passes());
}

TEST_CASE("a negated guard passes exactly when the guard does not, even where that could not tell") {
  const hotfix::vote vote{"ada", hotfix::decision::approve};
  const hotfix::data data{"ada"};
  CHECK_FALSE(detail::asked<undecided>::ask(vote, data, {}, no_siblings{}).passes());
  CHECK(detail::asked<not_<undecided>>::ask(vote, data, {}, no_siblings{}).passes());
  CHECK_FALSE(detail::asked<not_<approve>>::ask(vote, data, {}, no_siblings{}).passes());
}
