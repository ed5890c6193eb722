// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/package/hold.hpp>

#include "rows.hpp"

using fairlead::package::hold;

namespace {

const hold::data one{{{"BUG-1", "bob", "crash"}}, {"cleo"}};
const hold::data two{{{"BUG-1", "bob", "crash"}, {"BUG-2", "bob", "leak"}}, {"cleo"}};

}  // namespace

TEST_CASE("every row of hold fires, and every refusal says why") {
  tests::rows<hold> rows;
  CHECK(rows.fires("clear", {}, hold::place{"bob", "BUG-1", "crash"}, "held").data().defects.size() == 1);
  CHECK(rows.fires("held", one, hold::place{"bob", "BUG-2", "leak"}, "held").data() == two);
  CHECK(rows.fires("held", one, hold::resolve{"cleo", "BUG-1", "fixed"}, "clear").data().defects.empty());
  CHECK(rows.fires("held", two, hold::resolve{"cleo", "BUG-2", "fixed"}, "held").data() == one);
  rows.fires("held", one, fairlead::deadline{}, "held");
  rows.fires("held", one, hold::subject_closed{}, "retired");
  rows.complete();

  rows.refuses("clear", {}, hold::place{"bob", "BUG-1", " "}, "reason_given: a reason must be given");
  rows.refuses("clear", {}, hold::place{"bob", "", "crash"}, "new_defect: a hold names the defect that it is for");
  rows.refuses("held", one, hold::place{"bob", "BUG-1", "again"}, "new_defect: the defect BUG-1 already holds");
  rows.refuses("held", one, hold::resolve{"bob", "BUG-1", "fixed"}, "resolver_role: bob may not resolve");
  rows.refuses("held", one, hold::resolve{"cleo", "BUG-9", "fixed"}, "defect_open: the defect BUG-9 is not open");
}

TEST_CASE("a hold that is not resolved reminds its holders") {
  std::vector<hold::defect> reminded;
  const auto listener = [&](const hold::remind_holder& signal) { reminded = signal.defects; };
  auto held = tests::in_state<hold>("held", two);
  CHECK(held.tick(tests::now + std::chrono::hours{24}, fairlead::tell(listener)));
  CHECK(reminded == two.defects);
  CHECK(held.due() == tests::now + std::chrono::hours{48});
}
