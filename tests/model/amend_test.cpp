// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/amend.hpp>

#include <fairlead/model.hpp>

#include <doctest/doctest.h>

#include "hotfix.hpp"
#include "parcel.hpp"

namespace {

using fairlead::add;
using fairlead::amend;
using fairlead::any_of;
using fairlead::description_of;
using fairlead::drop;
using fairlead::holds;
using fairlead::insert_between;
using fairlead::prove;
using fairlead::rename;
using fairlead::replace_guard;
using fairlead::row;
using fairlead::waive;
using tests::hotfix;

std::vector<std::string> arrows(const fairlead::lifecycle_description& lifecycle) {
  std::vector<std::string> lines;
  for (const auto& edge : lifecycle.edges) {
    std::string line(lifecycle.states[edge.source]->name);
    line.append(" ").append(lifecycle.events[edge.event]->name).append(" ").append(lifecycle.states[edge.target]->name);
    for (const auto& guard : lifecycle.rows[edge.row].guards) { line.append(" ").append(guard.name); }
    lines.push_back(line);
  }
  return lines;
}
bool has(const fairlead::lifecycle_description& lifecycle, const std::string& arrow) {
  for (const std::string& each : arrows(lifecycle)) {
    if (each == arrow) { return true; }
  }
  return false;
}

struct abandon {};
struct soaking : fairlead::waiting {};
struct soaked {};
struct shipped {};
struct fixed : hotfix::submit {
  static constexpr std::string_view name = "fixed";
};
struct two_eyes {
  bool operator()(const hotfix::vote& event, const hotfix::data& of) const {
    return event.by != of.author && event.by != "bot";
  }
};

struct with_abandon : amend<hotfix, add<row<hotfix::draft, abandon, hotfix::refused>>> {
  static constexpr std::string_view name = "with_abandon";
};
static_assert(holds<with_abandon>);
static_assert(std::is_same_v<with_abandon::invariants, hotfix::invariants>, "invariants are inherited");

struct patient : amend<hotfix, drop<hotfix::approved, fairlead::deadline>> {};
static_assert(holds<patient>);

struct soaked_first : amend<hotfix, insert_between<hotfix::approved, soaking, hotfix::live, soaked>,
                            add<row<soaking, fairlead::deadline, hotfix::refused>>> {};
static_assert(holds<soaked_first>);

struct renamed : amend<hotfix, rename<hotfix::live, shipped>, rename<hotfix::submit, fixed>> {};
static_assert(holds<renamed>);
static_assert(fairlead::has_state<renamed, shipped> && !fairlead::has_state<renamed, hotfix::live>);

struct guided : hotfix {
  using invariants = prove<event_leads_only_to<submit, in_review>::from<draft>, accepts<draft, submit>>;
};
struct guided_anew : amend<guided, rename<hotfix::submit, fixed>> {};
static_assert(holds<guided_anew>, "filtered rules are renamed too");

struct stricter : amend<hotfix, replace_guard<hotfix::not_self, two_eyes>> {};
static_assert(holds<stricter>, "the invariant asks for the new guard");

using around_review = row<hotfix::draft, hotfix::deploy, hotfix::live>;
using the_rule = fairlead::always_passes<hotfix::draft, hotfix::live, hotfix::approved>;
struct reckless : amend<hotfix, add<around_review>, waive<the_rule>> {};
static_assert(holds<reckless>);
static_assert(std::is_same_v<reckless::waived, prove<the_rule>>);
static_assert(!fairlead::proves<reckless, the_rule>);

struct unopened : fairlead::initial {};
struct repacked : amend<tests::parcel, rename<tests::parcel::packed, unopened>> {
  static constexpr std::string_view name = "repacked";
};
static_assert(holds<repacked>);
static_assert(std::is_same_v<repacked::regions, fairlead::lifecycle::orthogonal<unopened, tests::parcel::clear>>);

struct sorted : hotfix {
  using outcomes = fairlead::partition<fairlead::success<hotfix::refused>, fairlead::failure<hotfix::rolled_back>>;
};
struct returned : fairlead::terminal {};
struct sorted_anew : amend<sorted, rename<hotfix::rolled_back, returned>> {};
static_assert(holds<sorted_anew>);
static_assert(std::is_same_v<sorted_anew::outcomes,
                             fairlead::partition<fairlead::success<hotfix::refused>, fairlead::failure<returned>>>);

}  // namespace

TEST_CASE("an amended lifecycle keeps the rows that were not changed") {
  const auto before = arrows(description_of<hotfix>);
  const auto after = arrows(description_of<with_abandon>);
  REQUIRE(after.size() == before.size() + 1);
  CHECK(std::vector(after.begin(), after.end() - 1) == before);
  CHECK(after.back() == "draft abandon refused");
  CHECK(description_of<with_abandon>.name == "with_abandon");
}

TEST_CASE("a state is dropped out of a row that has several sources") {
  CHECK(has(description_of<hotfix>, "approved deadline refused"));
  CHECK_FALSE(has(description_of<patient>, "approved deadline refused"));
  CHECK(has(description_of<patient>, "in_review deadline refused"));
}

TEST_CASE("a state is put between two others, and the guards stay on the first step") {
  CHECK(has(description_of<soaked_first>, "approved deploy soaking siren=silent"));
  CHECK(has(description_of<soaked_first>, "soaking soaked live"));
  CHECK_FALSE(has(description_of<soaked_first>, "approved deploy live siren=silent"));
}

TEST_CASE("states and events get other names everywhere") {
  CHECK(has(description_of<renamed>, "draft fixed in_review"));
  CHECK(has(description_of<renamed>, "shipped fail rolled_back"));
}

TEST_CASE("a guard is replaced in every row that asks for it") {
  CHECK(has(description_of<stricter>, "in_review vote approved choice=approve two_eyes"));
}

TEST_CASE("regions and outcomes go by the other name too") {
  CHECK(has(description_of<repacked>, "unopened send underway parcel=clear"));
  CHECK(description_of<repacked>.region_count == 2);
  CHECK(description_of<repacked>.states[fairlead::reflection<repacked>::initial_states[0]]->name == "unopened");
}
