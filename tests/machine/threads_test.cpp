// SPDX-License-Identifier: BSL-1.0
// Distinct machines in distinct threads, on both engines: also run under ThreadSanitizer, in a program of their own.
#include <fairlead/machine/machine.hpp>
#include <fairlead/machine/msm.hpp>
#include <fairlead/machine/restore.hpp>
#include <fairlead/machine/table_machine.hpp>
#include <fairlead/model/lifecycle.hpp>

#include <chrono>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using fairlead::timestamp;

namespace {

// Two regions, guards with reasons, data on the heap, a deadline and a terminal state: all that an engine has statics
// for.
struct printer : fairlead::lifecycle {
  struct idle : initial {};
  struct printing : waiting {
    static constexpr auto patience = std::chrono::minutes{1};
  };
  struct scrapped : terminal {};
  struct stocked : initial {};
  struct empty {};

  struct submit {
    int pages = 1;
  };
  struct refill {};
  struct scrap {};

  struct data {
    int paper = 10;
    std::vector<int> printed{};
    friend bool operator==(const data&, const data&) = default;
  };
  struct enough_paper {
    verdict operator()(const submit& event, const data& of) const {
      return event.pages <= of.paper ? fairlead::pass()
                                     : fairlead::refuse("only " + std::to_string(of.paper) + " pages are left");
    }
  };
  struct last_page {
    bool operator()(const submit& event, const data& of) const { return event.pages == of.paper; }
  };
  struct take_paper {
    void operator()(const submit& event, data& of) const {
      of.paper -= event.pages;
      of.printed.push_back(event.pages);
    }
  };
  struct add_paper {
    void operator()(data& of) const { of.paper += 10; }
  };
  using regions = orthogonal<idle, stocked>;
  // clang-format off
  using transitions = table<
    row<idle,                   submit,   printing, when<enough_paper>, then<take_paper>>,
    row<printing,               deadline, idle>,
    row<any_of<idle, printing>, scrap,    scrapped>,
    row<stocked,                submit,   empty,    when<last_page>>,
    row<empty,                  refill,   stocked,  when<>,             then<add_paper>>>;
  // clang-format on
};

template <class Machine>
void work(std::size_t& refusals, int& paper) {
  Machine it{{}, timestamp{0}};
  timestamp now{0};
  for (int n = 0; n < 2'000; ++n) {
    const Machine copy = it;
    const auto outcome = it.fire(printer::submit{1 + n % 3}, now);
    if (!outcome) { refusals += outcome.text().size(); }
    now = now + std::chrono::minutes{2};
    (void)it.tick(now);
    (void)it.fire(printer::refill{}, now);
    if (!(copy == Machine::restore(copy.snapshot()))) { refusals = 0; }
  }
  (void)it.fire(printer::scrap{}, now);
  paper = it.data().paper;
}

}  // namespace

TEST_CASE_TEMPLATE("hazard: a data race between two instances: distinct machines may run in distinct threads", Machine,
                   fairlead::machine<printer>, fairlead::table_machine<printer>) {
  std::vector<std::size_t> refusals(4);
  std::vector<int> paper(refusals.size());
  {
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < refusals.size(); ++i) {
      threads.emplace_back([&refusals, &paper, i] { work<Machine>(refusals[i], paper[i]); });
    }
    for (std::thread& each : threads) { each.join(); }
  }
  std::size_t alone = 0;
  int left = 0;
  work<Machine>(alone, left);
  REQUIRE(alone > 0);
  for (std::size_t i = 0; i < refusals.size(); ++i) {
    CHECK(refusals[i] == alone);
    CHECK(paper[i] == left);
  }
}
