// SPDX-License-Identifier: BSL-1.0
// Whatever is thrown wherever a host's code is called: the machine is as it was, the caller gets it, and the next event
// works. Of every site, every kind of exception, both engines, one region and two.
#include <fairlead/machine/machine.hpp>
#include <fairlead/machine/msm.hpp>
#include <fairlead/machine/restore.hpp>
#include <fairlead/machine/table_machine.hpp>
#include <fairlead/model/lifecycle.hpp>

#include <chrono>
#include <stdexcept>

#include <doctest/doctest.h>

using fairlead::on_commit;
using fairlead::tell;
using fairlead::timestamp;

namespace {

enum class site { nowhere, first_guard, second_guard, first_action, second_action, commit_hook, listener, signal };
enum class kind { standard, number, own };
struct own_exception {
  int code;
};

[[noreturn]] void throw_one(kind what) {
  if (what == kind::standard) { throw std::runtime_error("standard"); }
  if (what == kind::number) { throw 42; }
  throw own_exception{7};
}

struct push {
  site where = site::nowhere;
  kind what = kind::standard;
};
struct counters {
  int first = 0;
  int second = 0;
  bool loud = false;
  friend bool operator==(const counters&, const counters&) = default;
};
struct moved {
  int sum;
  static moved from(const counters& of) { return {of.first + of.second}; }
};

template <site Where>
struct allows {
  fairlead::verdict operator()(const push& event, const counters& of) const {
    if (event.where == Where) { throw_one(event.what); }
    return of.first < 1'000 ? fairlead::pass() : fairlead::refuse("enough");
  }
};
template <site Where, int counters::*Count>
struct counts {
  void operator()(const push& event, counters& of) const {
    ++(of.*Count);
    if (event.where == Where) { throw_one(event.what); }
  }
};
struct rings {
  void operator()(counters& of) const {
    ++of.second;
    if (of.loud) { throw_one(kind::number); }
  }
};
using first_guard = allows<site::first_guard>;
using second_guard = allows<site::second_guard>;
using first_action = counts<site::first_action, &counters::first>;
using second_action = counts<site::second_action, &counters::second>;

struct one_region : fairlead::lifecycle {
  using data = counters;
  struct low : initial {};
  struct high : waiting {
    static constexpr auto patience = std::chrono::minutes{1};
  };
  // clang-format off
  using transitions = table<
    row<low,  push,     high, when<first_guard, second_guard>, then<first_action, second_action, raise<moved>>>,
    row<high, push,     low,  when<first_guard, second_guard>, then<first_action, second_action, raise<moved>>>,
    row<high, deadline, low,  when<>,                          then<rings>>>;
  // clang-format on
};
struct two_regions : fairlead::lifecycle {
  using data = counters;
  struct low : initial {};
  struct high : waiting {
    static constexpr auto patience = std::chrono::minutes{1};
  };
  struct dim : initial {};
  struct bright {};
  using regions = orthogonal<low, dim>;
  // clang-format off
  using transitions = table<
    row<low,    push,     high,   when<first_guard>,  then<first_action, raise<moved>>>,
    row<high,   push,     low,    when<first_guard>,  then<first_action, raise<moved>>>,
    row<high,   deadline, low,    when<>,             then<rings>>,
    row<dim,    push,     bright, when<second_guard>, then<second_action>>,
    row<bright, push,     dim,    when<second_guard>, then<second_action>>>;
  // clang-format on
};

// What `call` throws.
template <class Call>
kind thrown_by(Call call) {
  try {
    call();
  } catch (const std::runtime_error&) { return kind::standard; } catch (int number) {
    CHECK(number == 42);
    return kind::number;
  } catch (const own_exception& own) {
    CHECK(own.code == 7);
    return kind::own;
  }
  FAIL("nothing was thrown");
  return {};
}

template <class Machine>
bool fire_with_hooks(Machine& it, const push& event) {
  const auto hook = [&](const fairlead::transition&) {
    if (event.where == site::commit_hook) { throw_one(event.what); }
  };
  struct observer {
    push event;
    void operator()(const fairlead::transition&) const {
      if (event.where == site::listener) { throw_one(event.what); }
    }
    void operator()(const moved& signal) const {
      CHECK(signal.sum > 0);
      if (event.where == site::signal) { throw_one(event.what); }
    }
  };
  const observer ear{event};
  return static_cast<bool>(it.fire(event, on_commit(hook), tell(ear), timestamp{5}));
}

// Data that know how often they were copied to become what they are.
struct counted {
  int copies = 0;
  int sum = 0;
  counted() = default;
  counted(const counted& other) : copies(other.copies + 1), sum(other.sum) {}
  counted(counted&&) noexcept = default;
  counted& operator=(const counted&) = delete;
  counted& operator=(counted&&) noexcept = default;
  ~counted() = default;
};
struct put {
  int amount;
};
struct take {
  int amount;
};
struct adds {
  void operator()(const put& event, counted& of) const noexcept { of.sum += event.amount; }
};
struct subtracts {
  void operator()(const take& event, counted& of) const {
    of.sum -= event.amount;
    if (of.sum < 0) { throw own_exception{7}; }
  }
};
struct till : fairlead::lifecycle {
  using data = counted;
  struct empty : initial {};
  struct filled {};
  // clang-format off
  using transitions = table<
    row<empty,  put,  filled, when<>, then<adds>>,
    row<filled, take, empty,  when<>, then<subtracts>>>;
  // clang-format on
};
using msm_of_till = fairlead::machine<till>;
using table_of_till = fairlead::table_machine<till>;

using msm_of_one = fairlead::machine<one_region>;
using msm_of_two = fairlead::machine<two_regions>;
using table_of_one = fairlead::table_machine<one_region>;
using table_of_two = fairlead::table_machine<two_regions>;

}  // namespace

TEST_CASE_TEMPLATE("whatever guards, actions and the commit hook throw reaches the caller, and nothing has moved",
                   Machine, msm_of_one, msm_of_two, table_of_one, table_of_two) {
  Machine it{{}, timestamp{1}};
  for (int begun = 0; begun < 2; ++begun) {
    for (const site where :
         {site::first_guard, site::second_guard, site::first_action, site::second_action, site::commit_hook}) {
      for (const kind what : {kind::standard, kind::number, kind::own}) {
        CAPTURE(static_cast<int>(where));
        const Machine before = it;
        const push event{where, what};
        CHECK(thrown_by([&] { (void)fire_with_hooks(it, event); }) == what);
        CHECK(it == before);
        CHECK(it.snapshot() == before.snapshot());
        if (where == site::commit_hook) { continue; }
        CHECK(thrown_by([&] { (void)it.fire(event, timestamp{5}); }) == what);
        CHECK(it == before);
        CHECK(thrown_by([&] { (void)it.step(event, timestamp{5}); }) == what);
        CHECK(it == before);
      }
    }
    // The next event works, and happens once.
    const counters before = it.data();
    CHECK(fire_with_hooks(it, {}));
    CHECK(it.data().first == before.first + 1);
    CHECK(it.data().second == before.second + 1);
    CHECK(it.template is<typename Machine::lifecycle_type::high>() == (begun == 0));
  }
}

TEST_CASE_TEMPLATE("whatever a listener throws reaches the caller, and the committed transition stands", Machine,
                   msm_of_one, msm_of_two, table_of_one, table_of_two) {
  for (const site where : {site::listener, site::signal}) {
    for (const kind what : {kind::standard, kind::number, kind::own}) {
      Machine it{};
      CHECK(thrown_by([&] { (void)fire_with_hooks(it, {where, what}); }) == what);
      CHECK(it.template is<typename Machine::lifecycle_type::high>());
      CHECK(it.data() == counters{1, 1, false});
      CHECK(fire_with_hooks(it, {}));
      CHECK(it.template is<typename Machine::lifecycle_type::low>());
    }
  }
}

TEST_CASE_TEMPLATE("what a guard throws reaches the caller of evaluate and why_not too", Machine, msm_of_one,
                   msm_of_two, table_of_one, table_of_two) {
  const Machine it{};
  for (const site where : {site::first_guard, site::second_guard}) {
    for (const kind what : {kind::standard, kind::number, kind::own}) {
      CHECK(thrown_by([&] { (void)it.evaluate(push{where, what}); }) == what);
      CHECK(thrown_by([&] { (void)it.why_not(push{where, what}); }) == what);
    }
  }
}

TEST_CASE_TEMPLATE("what the action of a deadline throws reaches the caller of tick, and the deadline stays due",
                   Machine, msm_of_one, msm_of_two, table_of_one, table_of_two) {
  Machine it{{.loud = true}, timestamp{1}};
  REQUIRE(it.fire(push{}, timestamp{1}));
  const Machine before = it;
  const timestamp late = timestamp{1} + std::chrono::minutes{2};
  for (int n = 0; n < 2; ++n) {
    CHECK(thrown_by([&] { (void)it.tick(late); }) == kind::number);
    CHECK(it == before);
    CHECK(it.due() == before.due());
  }
}

TEST_CASE_TEMPLATE("actions that cannot throw work on the data themselves, unless a commit hook has a say", Machine,
                   msm_of_till, table_of_till) {
  Machine it{};
  REQUIRE(it.fire(put{5}));
  CHECK(it.data().sum == 5);
  CHECK(it.data().copies == 0);
  CHECK(thrown_by([&] { (void)it.fire(take{6}); }) == kind::own);
  CHECK(it.data().sum == 5);
  REQUIRE(it.fire(take{2}));
  CHECK(it.data().copies == 1);

  const put three{3};
  REQUIRE(it.step(three));
  CHECK(it.data().sum == 6);
  CHECK(it.data().copies == 1);
  REQUIRE(it.fire(take{1}));
  const auto refuses = [](const fairlead::transition&) { throw_one(kind::number); };
  const Machine before = it;
  CHECK(thrown_by([&] { (void)it.fire(three, on_commit(refuses)); }) == kind::number);
  CHECK(it.data().sum == before.data().sum);
  CHECK(it.template is<till::empty>());
}
