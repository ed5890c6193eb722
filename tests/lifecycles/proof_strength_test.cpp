// SPDX-License-Identifier: BSL-1.0
// How much the proofs of the stock lifecycles are worth: of all single mistakes in their tables, how many a check or an
// invariant refuses. Fingerprints, which see every change, do not count.
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "../support/source_root.hpp"
#include "dangers.hpp"

using tests::danger;
using tests::mistake;

namespace {

struct share {
  std::size_t refused = 0;
  std::size_t all = 0;

  void add(bool was_refused) {
    ++all;
    if (was_refused) { ++refused; }
  }
  [[nodiscard]] bool at_least(std::size_t percent) const { return refused * 100 >= all * percent; }
  [[nodiscard]] std::string text() const {
    return std::to_string(refused) + " of " + std::to_string(all) + " refused, " +
           std::to_string(all == 0 ? 0 : refused * 100 / all) + " %";
  }
};

struct account {
  std::array<share, fairlead::enumerator_names<mistake>.size()> mistakes{};
  std::array<share, fairlead::enumerator_names<danger>.size()> dangers{};
  share whole{};
  std::set<std::string> lifecycles{};
  std::string let_through{};  // dangerous mistakes that nothing refuses
};

template <class Lifecycle>
void measure(account& sum) {
  const std::string name(fairlead::description_of<Lifecycle>.name);
  sum.lifecycles.insert(name);
  share own{};
  tests::mutator<Lifecycle> mutate;
  REQUIRE_MESSAGE(tests::judge<Lifecycle>().accepts(), name << ": " << tests::judge<Lifecycle>().objection());
  for (const bool open : tests::dangers<Lifecycle>::all()) { REQUIRE_MESSAGE(!open, name); }
  mutate.each([&](mistake kind, const std::string& text) {
    const bool refused = !tests::judge<Lifecycle>().accepts();
    own.add(refused);
    sum.whole.add(refused);
    sum.mistakes[static_cast<std::size_t>(kind)].add(refused);
    const auto opened = tests::dangers<Lifecycle>::all();
    for (std::size_t d = 0; d < opened.size(); ++d) {
      if (!opened[d]) { continue; }
      sum.dangers[d].add(refused);
      if (!refused) {
        sum.let_through += name + ": " + text + ": " + std::string(fairlead::enumerator_names<danger>[d]) + "\n";
      }
    }
  });
  MESSAGE(name << ": " << own.text());
}

account measure_all() {
  account sum{};
  measure<fairlead::configure::config_item>(sum);
  measure<fairlead::configure::infra_run>(sum);
  measure<fairlead::create::build>(sum);
  measure<fairlead::create::release_candidate>(sum);
  measure<fairlead::monitor::alert>(sum);
  measure<fairlead::monitor::error_budget>(sum);
  measure<fairlead::monitor::incident>(sum);
  measure<fairlead::monitor::probe>(sum);
  measure<fairlead::package::approval>(sum);
  measure<fairlead::package::artifact>(sum);
  measure<fairlead::package::hold>(sum);
  measure<fairlead::package::release_line>(sum);
  measure<fairlead::plan::change_request>(sum);
  measure<fairlead::plan::release_plan>(sum);
  measure<fairlead::plan::requirement>(sum);
  measure<fairlead::plan::risk>(sum);
  measure<fairlead::release::deploy_gate>(sum);
  measure<fairlead::release::deployment>(sum);
  measure<fairlead::release::env_lock>(sum);
  measure<fairlead::release::environment>(sum);
  measure<fairlead::release::feature_flag>(sum);
  measure<fairlead::release::freeze_window>(sum);
  measure<fairlead::release::promotion>(sum);
  measure<fairlead::release::rollout>(sum);
  measure<fairlead::vcs::branch>(sum);
  measure<fairlead::vcs::change>(sum);
  measure<fairlead::vcs::version>(sum);
  measure<fairlead::verify::check_run>(sum);
  measure<fairlead::verify::finding>(sum);
  measure<fairlead::verify::quality_gate>(sum);
  return sum;
}

// The names of the stock lifecycles, which are those of their headers.
std::set<std::string> stock_lifecycles() {
  namespace fs = std::filesystem;
  std::set<std::string> names;
  for (const auto& each : fs::recursive_directory_iterator(tests::source_root() / "include/fairlead/lifecycles")) {
    if (!each.is_regular_file()) { continue; }
    std::ifstream header(each.path());
    const std::string text(std::istreambuf_iterator<char>{header}, {});
    if (text.find("using transitions = table<") != std::string::npos) { names.insert(each.path().stem().string()); }
  }
  return names;
}

}  // namespace

TEST_CASE("the proofs of the stock lifecycles refuse most single mistakes in their tables, and all dangerous ones") {
  constexpr std::size_t percent = 85;
  constexpr std::array<std::size_t, 4> percent_of{75, 88, 80, 73};  // in the order of `mistake`

  const account sum = measure_all();
  CHECK(sum.lifecycles == stock_lifecycles());
  for (std::size_t kind = 0; kind < sum.mistakes.size(); ++kind) {
    MESSAGE(fairlead::enumerator_names<mistake>[kind] << ": " << sum.mistakes[kind].text());
    CHECK(sum.mistakes[kind].at_least(percent_of[kind]));
  }
  for (std::size_t d = 0; d < sum.dangers.size(); ++d) {
    MESSAGE(fairlead::enumerator_names<danger>[d] << ": " << sum.dangers[d].text());
    CHECK(sum.dangers[d].all > 100);
  }
  CHECK(sum.let_through == "");
  MESSAGE("all mistakes: " << sum.whole.text());
  CHECK(sum.whole.at_least(percent));
}
