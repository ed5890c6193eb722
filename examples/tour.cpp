// SPDX-License-Identifier: BSL-1.0
// What a host does with a machine, on one page: time and deadlines, a journal, signals, siblings, refusals, snapshots that
// outlive a change of the lifecycle, and a fleet. It runs on `table_machine`; `machine` is used in the same way.
#include <iostream>
#include <string>
#include <string_view>

#include <fairlead/archive.hpp>
#include <fairlead/identity/duration.hpp>
#include <fairlead/machine/fleet.hpp>
#include <fairlead/machine/restore.hpp>
#include <fairlead/machine/table_machine.hpp>

using fairlead::timestamp;

struct servers : fairlead::lifecycle {
  struct open : initial {};
  struct closed {};
  struct close {};
  struct reopen {};
  using transitions = table<row<open, close, closed>, row<closed, reopen, open>>;
};

// A patch of a game: it goes to a few players, and is withdrawn unless somebody promotes it within two days.
struct patch : fairlead::lifecycle {
  static constexpr std::string_view name = "patch";  // what is saved is called by it
  struct draft : initial {};
  struct staged : waiting {
    static constexpr auto patience = fairlead::hours{48};
  };
  struct live : terminal {};
  struct withdrawn : terminal {};

  struct stage { int percent; };
  struct promote { std::string by; };

  struct data {
    std::string author;
    int percent = 0;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("author", self.author);
      visit("percent", self.percent);
    }
  };
  struct not_author {
    verdict operator()(const promote& event, const data& of) const {
      return event.by != of.author ? fairlead::pass() : fairlead::needs_approval("of somebody else than " + of.author);
    }
  };
  struct note_share {
    void operator()(const stage& event, data& of) const noexcept { of.percent = event.percent; }
  };
  struct push {
    int percent;
    static push from(const data& of) { return {of.percent}; }
  };

  using transitions = table<
      row<draft,  stage,    staged,    when<in<servers::open>>, then<note_share, raise<push>>>,
      row<staged, promote,  live,      when<not_author>>,
      row<staged, deadline, withdrawn>>;
  using invariants = prove<always_passes<draft, live, staged>>;
};

// The next release of the program calls `staged` otherwise, and still reads what the one before it has saved.
struct next_patch : fairlead::lifecycle {
  static constexpr std::string_view name = "patch";
  static constexpr std::uint32_t version = 2;
  struct draft : initial {};
  struct canary : waiting {};
  struct live : terminal {};
  using stage = patch::stage;
  using promote = patch::promote;
  using data = patch::data;
  using transitions = table<row<draft, stage, canary>, row<canary, promote, live>, row<canary, deadline, live>>;
  using migrations = fairlead::migrate<
      fairlead::from_version<1, fairlead::renamed<"staged", canary>, fairlead::renamed<"withdrawn", live>>>;
};

int main() {
  const timestamp monday{1'700'000'000'000'000'000};
  const auto journal = [](const fairlead::transition& t) {
    std::cout << "  journal: " << t.lifecycle << ' ' << t.event << ": " << t.from << " -> " << t.to << '\n';
  };
  struct {
    void operator()(const patch::push& signal) const { std::cout << "  push to " << signal.percent << " %\n"; }
  } const delivery;

  // The hook is told before anything moves, and may refuse by throwing; the observer is told afterwards.
  fairlead::table_machine<servers> game{};
  fairlead::table_machine<patch> fix{{.author = "ada"}, monday};
  std::cout << fix.fire(patch::stage{5}, monday, beside(game), fairlead::on_commit(journal),
                        fairlead::tell(delivery)) << '\n';

  // Why not, and what else.
  std::cout << fix.fire(patch::promote{"ada"}, monday) << '\n';
  for (const std::string_view event : fix.permitted()) { std::cout << "  possible: " << event << '\n'; }

  // Saved by name, and read by the next version.
  using snapshot = fairlead::table_machine<patch>::snapshot_type;
  constexpr fairlead::archive_kind kind{"patch"};
  const std::string bytes = fairlead::to_bytes(kind, fix.snapshot());
  const auto read = fairlead::from_bytes<snapshot>(kind, bytes);
  std::cout << "saved in " << fix.state() << ", restored in "
            << fairlead::table_machine<next_patch>::restore(read).state() << '\n';
  try {
    (void)fairlead::from_bytes<snapshot>(kind, bytes.substr(0, bytes.size() - 1));
  } catch (const fairlead::error& problem) {
    std::cout << "cut short: " << problem.what() << '\n';
  }

  // The host has the clock: it asks when to come back, and ticks.
  std::cout << "due: " << (fix.due() == monday + fairlead::hours{48} ? "on Wednesday" : "some day") << '\n';
  if (const auto late = fix.tick(monday + fairlead::hours{49})) { std::cout << *late << '\n'; }

  // A thousand of them, as arrays.
  fairlead::fleet<patch> all;
  for (int i = 0; i < 1000; ++i) {
    const auto id = all.add({.author = "bob"}, monday);
    if (i % 10 == 0) { (void)all.at(id).fire(patch::stage{i / 10}, monday, beside(game)); }
  }
  for (const auto id : all.due_at(monday + fairlead::hours{48})) { (void)all.at(id).tick(monday + fairlead::hours{48}); }
  std::cout << all.count_in<patch::withdrawn>() << " withdrawn, " << all.count_in<patch::draft>() << " drafts\n";
}
