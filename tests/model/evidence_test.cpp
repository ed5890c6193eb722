// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/evidence.hpp>

#include <fairlead/model.hpp>

#include <doctest/doctest.h>

#include "hotfix.hpp"

namespace {

using the_rule = fairlead::always_passes<tests::hotfix::draft, tests::hotfix::live, tests::hotfix::approved>;
struct reckless : fairlead::amend<tests::hotfix, fairlead::waive<the_rule>> {
  static constexpr std::string_view name = "reckless";
};

// A state that is called as an amendment's list is.
struct dues : fairlead::lifecycle {
  struct owed : initial {};
  struct waived : terminal {};
  struct forgive {};
  using transitions = table<row<owed, forgive, waived>>;
};

}  // namespace

TEST_CASE("a state may be called waived") { CHECK(fairlead::evidence_of<dues>().find("Waived") == std::string::npos); }

TEST_CASE("evidence lists what was checked and proved, by name") {
  const std::string text = fairlead::evidence_of<tests::hotfix>();
  CHECK(text.starts_with("evidence: hotfix\nversion 1, fingerprint "));
  CHECK(text.find(", 6 states, 6 events, 7 rows\n") != std::string::npos);
  CHECK(text.find("Checked:\n  G1: every state is reachable") != std::string::npos);
  CHECK(text.ends_with(R"(
Proved:
  always_passes<draft, live, approved>
  event_requires<vote, not_self>::where<choice=approve>
  no_path<refused, live>
)"));
}

TEST_CASE("a rule stands in the evidence with its filter") {
  using tests::hotfix;
  CHECK(fairlead::detail::spelled_invariant<
            fairlead::event_leads_only_to<hotfix::submit, hotfix::in_review>::from<hotfix::draft>>() ==
        "event_leads_only_to<submit, in_review>::from<draft>");
  CHECK(fairlead::detail::spelled_invariant<fairlead::event_leads_only_to<hotfix::submit, hotfix::in_review>>() ==
        "event_leads_only_to<submit, in_review>");
}

TEST_CASE("what was waived stands in the evidence") {
  const std::string text = fairlead::evidence_of<reckless>(fairlead::evidence_format::markdown);
  CHECK(text.starts_with("# Evidence: reckless\n\nversion 1, "));
  CHECK(text.ends_with(R"(
## Proved

- `event_requires<vote, not_self>::where<choice=approve>`
- `no_path<refused, live>`

## Waived

- `always_passes<draft, live, approved>`
)"));
}
