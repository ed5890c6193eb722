// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/evidence.hpp>

#include <doctest/doctest.h>

#include "rows.hpp"

TEST_CASE("contents are healthy if at least one check was made of them, and all passed") {
  const auto contents = tests::content('a');
  CHECK(tests::healthy(contents).healthy(contents));
  CHECK_FALSE(tests::ailing(contents).healthy(contents));
  CHECK_FALSE(tests::healthy(tests::content('b')).healthy(contents));
  CHECK_FALSE(fairlead::health_report{contents, 0, 0, {}}.healthy(contents));
  CHECK_FALSE(tests::healthy({}).healthy({}));
}

TEST_CASE("an approval is valid for its contents, before it expires") {
  const fairlead::approval_record record{tests::content('a'), {"bob"}, tests::later};
  CHECK(record.valid(tests::content('a'), tests::now));
  CHECK_FALSE(record.valid(tests::content('a'), tests::later));
  CHECK_FALSE(record.valid(tests::content('b'), tests::now));
  CHECK_FALSE(fairlead::approval_record{{}, {}, tests::later}.valid({}, tests::now));
}

TEST_CASE("a scope covers itself, and with a slash at its end all below it") {
  CHECK(fairlead::scope_covers("prod/shop", "prod/shop"));
  CHECK(fairlead::scope_covers("prod/", "prod/shop"));
  CHECK_FALSE(fairlead::scope_covers("prod", "prod/shop"));
  CHECK_FALSE(fairlead::scope_covers("prod/", "product"));
  CHECK_FALSE(fairlead::scope_covers("prod/shop", "prod/"));
}
